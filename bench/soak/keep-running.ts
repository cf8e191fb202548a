import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createRandom } from '../create-random.ts';
import { cpuOf } from '../workers/cpu-of.ts';
import type { Sample } from './find-slope.ts';
import { soakParts, type SoakPlan } from './soak-plan.ts';

export interface KeepRunningOptions {
  readonly root: string;
  readonly main: string;
  readonly port: number;
  readonly plan: SoakPlan;
  /** Between two kills on average. */
  readonly killEveryMs: number;
  readonly say: (line: string) => void;
}

export interface Kept {
  /** Epoch ms. */
  readonly kills: readonly number[];
  /** What was said by those that ended by themselves. */
  readonly failures: readonly string[];
  /** Resident memory, MB. */
  readonly rss: readonly Sample[];
  /** How many links were stored, as each round of collecting told. */
  readonly stored: readonly Sample[];
  readonly cpuSeconds: number;
  /** The exit code when it was asked to stop at the end. */
  readonly stoppedWith: number | null;
  /** Answers to readers by status; `early`: none, as there was no site yet; `none`: none after a kill. */
  readonly answers: Readonly<Record<string, number>>;
}

interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly isOver: () => boolean;
  said: string;
}

/** Runs `courant run` for a while, kills it at random and starts it again, asks it as readers do, and measures its memory. */
export async function keepRunning({ root, main, port, plan, killEveryMs, say }: KeepRunningOptions): Promise<Kept> {
  const random = createRandom(plan.seed + 2);
  const partAt = (share: number): number => plan.startedAt + plan.minutes * 60_000 * share;
  const [lastKillAt, endAt] = [partAt(soakParts.killed), partAt(1)];
  const kills: number[] = [];
  const failures: string[] = [];
  const rss: Sample[] = [];
  const stored: Sample[] = [];
  const answers: Record<string, number> = {};
  const begin = (): Life => start({ root, main, port }, (links) => stored.push({ at: Date.now(), value: links }));
  let cpuSeconds = 0;
  let life = begin();
  let cpuOfLife = 0;
  let killAt = Date.now() + killEveryMs * (0.5 + random());
  const reading = readAlong(port, { busyFrom: partAt(soakParts.published), endAt }, answers);
  for (let second = 0; Date.now() < endAt; second += 1) {
    await sleep(1000);
    const pid = life.child.pid ?? 0;
    cpuOfLife = Math.max(cpuOfLife, cpuOf(pid));
    const value = rssOf(pid);
    if (value !== undefined) rss.push({ at: Date.now(), value });
    if (second % 30 === 0)
      say(
        `${Math.round((Date.now() - plan.startedAt) / 1000)} s: ${Math.round(value ?? 0)} MB, ${kills.length} kills, ${JSON.stringify(answers)}`,
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
    life = begin();
  }
  await reading;
  life.child.kill('SIGTERM');
  const stoppedWith = await life.ended;
  return { kills, failures, rss, stored, cpuSeconds: cpuSeconds + cpuOfLife, stoppedWith, answers };
}

/** `onStored` hears after each round of collecting how many links are stored. */
function start(
  { root, main, port }: Pick<KeepRunningOptions, 'root' | 'main' | 'port'>,
  onStored: (links: number) => void,
): Life {
  const watch = pathToFileURL(join(import.meta.dirname, 'watch-memory.mjs'));
  watch.searchParams.set('to', join(root, 'memory.jsonl'));
  watch.searchParams.set('every', '10000');
  const args = ['--expose-gc', '--import', watch.href, main, 'run', '--dir', root, '--port', String(port), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(createWriteStream(join(root, 'events.jsonl'), { flags: 'a' }));
  createInterface(child.stdout).on('line', (line) => {
    const links = /"event":"collected".*"accounting":\{"found":\d+,"stored":(\d+)/.exec(line)?.[1];
    if (links !== undefined) onStored(Number(links));
  });
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

/** Asks for a page each second, as a reader does who is in no hurry; for five when nothing new is published any more, so
 *  that what an answer leaves behind in memory is seen. */
async function readAlong(
  port: number,
  times: { readonly busyFrom: number; readonly endAt: number },
  answers: Record<string, number>,
): Promise<void> {
  let wasThere = false;
  for (let turn = 0; Date.now() < times.endAt; turn += 1) {
    const path = asked[turn % asked.length] ?? '/';
    const status = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(20_000) })
      .then(async (answer) => {
        await answer.arrayBuffer();
        wasThere = true;
        return answer.status < 400 ? String(answer.status) : `${answer.status} ${path}`;
      })
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === 'TimeoutError') return 'late';
        return wasThere ? 'none' : 'early';
      });
    answers[status] = (answers[status] ?? 0) + 1;
    await sleep(Date.now() < times.busyFrom ? 1000 : 200);
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
