import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createRandom } from '../create-random.ts';
import { cpuOf } from '../workers/cpu-of.ts';

export interface KeepRunningOptions {
  readonly root: string;
  readonly main: string;
  readonly port: number;
  readonly seed: number;
  readonly minutes: number;
  /** The share of the time in which it is killed again and again; it is left alone after that. */
  readonly killedShare: number;
  /** Between two kills on average. */
  readonly killEveryMs: number;
  readonly say: (line: string) => void;
}

export interface MemorySample {
  /** Epoch ms. */
  readonly at: number;
  readonly rssMb: number;
}

export interface Kept {
  /** Epoch ms. */
  readonly kills: readonly number[];
  /** What was said by those that ended by themselves. */
  readonly failures: readonly string[];
  readonly samples: readonly MemorySample[];
  /** From when on it was left alone, epoch ms. */
  readonly calmFrom: number;
  readonly cpuSeconds: number;
  /** The exit code when it was asked to stop at the end. */
  readonly stoppedWith: number | null;
  /** Answers to readers by status; `none`: while it was not there. */
  readonly answers: Readonly<Record<string, number>>;
}

interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly isOver: () => boolean;
  said: string;
}

/** Runs `courant run` for a while, kills it at random and starts it again, asks it as readers do, and measures its memory. */
export async function keepRunning(options: KeepRunningOptions): Promise<Kept> {
  const { minutes, killEveryMs, say } = options;
  const random = createRandom(options.seed + 2);
  const startedAt = Date.now();
  const endAt = startedAt + minutes * 60_000;
  const calmFrom = startedAt + minutes * 60_000 * options.killedShare;
  const kills: number[] = [];
  const failures: string[] = [];
  const samples: MemorySample[] = [];
  const answers: Record<string, number> = {};
  let cpuSeconds = 0;
  let life = start(options);
  let cpuOfLife = 0;
  let killAt = startedAt + killEveryMs * (0.5 + random());
  const lastKillAt = calmFrom - killEveryMs / 4;
  const reading = readAlong(options.port, endAt, answers);
  for (let second = 0; Date.now() < endAt; second += 1) {
    await sleep(1000);
    const pid = life.child.pid ?? 0;
    cpuOfLife = Math.max(cpuOfLife, cpuOf(pid));
    const rssMb = rssOf(pid);
    if (rssMb !== undefined) samples.push({ at: Date.now(), rssMb });
    if (second % 30 === 0)
      say(
        `${Math.round((Date.now() - startedAt) / 1000)} s: ${Math.round(rssMb ?? 0)} MB, ${kills.length} kills, ${JSON.stringify(answers)}`,
      );
    if (Date.now() >= killAt && Date.now() < lastKillAt && life.child.kill('SIGKILL')) {
      kills.push(Date.now());
      killAt = Date.now() + killEveryMs * (0.3 + 1.4 * random());
      await life.ended;
    }
    if (!life.isOver()) continue;
    const code = await life.ended;
    if (code !== null) failures.push(`exit ${code}: ${life.said}`);
    cpuSeconds += cpuOfLife;
    cpuOfLife = 0;
    life = start(options);
  }
  await reading;
  life.child.kill('SIGTERM');
  const stoppedWith = await life.ended;
  return { kills, failures, samples, calmFrom, cpuSeconds: cpuSeconds + cpuOfLife, stoppedWith, answers };
}

function start({ root, main, port }: KeepRunningOptions): Life {
  const watch = pathToFileURL(join(import.meta.dirname, 'watch-memory.mjs'));
  watch.searchParams.set('to', join(root, 'memory.jsonl'));
  watch.searchParams.set('every', '10000');
  const args = ['--expose-gc', '--import', watch.href, main, 'run', '--dir', root, '--port', String(port), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(createWriteStream(join(root, 'events.jsonl'), { flags: 'a' }));
  let isOver = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      isOver = true;
      resolve(code);
    });
  });
  const life: Life = { child, ended, isOver: () => isOver, said: '' };
  child.stderr.on('data', (chunk: Buffer) => (life.said = (life.said + chunk.toString()).slice(-2000)));
  return life;
}

const asked = [
  '/',
  '/search?q=council',
  '/search?q=%22old+bridge%22',
  '/stories/',
  '/feed.xml',
  '/api/v1/articles?limit=20',
  '/readyz',
];

/** Asks for a page each second, as a reader does who is in no hurry. */
async function readAlong(port: number, endAt: number, answers: Record<string, number>): Promise<void> {
  for (let turn = 0; Date.now() < endAt; turn += 1) {
    const path = asked[turn % asked.length] ?? '/';
    const status = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(20_000) })
      .then(async (answer) => {
        await answer.arrayBuffer();
        return answer.status < 400 ? String(answer.status) : `${answer.status} ${path}`;
      })
      .catch((error: unknown) => (error instanceof Error && error.name === 'TimeoutError' ? 'late' : 'none'));
    answers[status] = (answers[status] ?? 0) + 1;
    await sleep(1000);
  }
}

/** Resident memory in MB; undefined when it is gone. Linux only. */
function rssOf(pid: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined; // it has ended
  }
}
