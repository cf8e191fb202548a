import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import { toOneLine } from '../../text/one-line.ts';
import { stopped } from './ask-service.ts';

type Answers = readonly (string | undefined)[];

export interface ApertiumPipeOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** For one batch. */
  readonly timeoutMs: number;
  /** How long the program stays when nobody needs it. */
  readonly idleMs: number;
}

/** One direction of Apertium, kept running: texts in the form of its stream go in, each with a number of its own and ended by NUL, and come out
 *  with that number. It is started when it is needed, stays for the next batch, and is ended with all that it started. */
export interface ApertiumPipe {
  /** One answer for each text; undefined for those that it died over. Skips: translate/engine-unreachable, translate/engine-failed. */
  send(texts: readonly string[], signal?: AbortSignal): Promise<Outcome<Answers>>;
  close(): void;
}

/** The programs hold back the last texts until more come: six empty ones bring them out (measured on nine directions). */
const followers = '\0'.repeat(64);

/** So much longer than the texts may the answers be. */
const longestAnswer = 8;
const leastBytes = 64 * 1024;

export function openApertiumPipe(options: ApertiumPipeOptions): ApertiumPipe {
  let child: ChildProcessWithoutNullStreams | undefined;
  let idle: NodeJS.Timeout | undefined;
  let nextNumber = 1;
  let turn: Promise<unknown> = Promise.resolve();
  const end = (): void => {
    clearTimeout(idle);
    if (child !== undefined) killAll(child);
    child = undefined;
  };
  const sendNow = async (texts: readonly string[], signal?: AbortSignal): Promise<Outcome<Answers>> => {
    if (signal?.aborted === true) return stopped();
    clearTimeout(idle);
    if (child !== undefined && hasEnded(child)) end();
    child ??= start(options);
    const outcome = await exchange(child, texts, { first: nextNumber, timeoutMs: options.timeoutMs, signal });
    nextNumber += texts.length;
    if (!outcome.ok || hasEnded(child)) end();
    else idle = setTimeout(end, options.idleMs).unref();
    return outcome;
  };
  return {
    send: (texts, signal) => {
      const answers = turn.then(() => sendNow(texts, signal));
      turn = answers.catch(() => undefined);
      return answers;
    },
    close: end,
  };
}

/** Such programs open their input by name, which Node's sockets do not bear: this puts a pipe before them. It is never made of anything
 *  else: command and arguments stay arguments. Apertium itself is a script for bash. */
const withPipe = 'exec "$0" "$@" < <(cat 2>/dev/null)';

/** In a group of its own: a pipeline of programs is ended as one. */
function start({ command, args }: ApertiumPipeOptions): ChildProcessWithoutNullStreams {
  const child = spawn('bash', ['-c', withPipe, command, ...args], { detached: true, stdio: 'pipe' });
  child.on('error', () => undefined); // told by `exchange`; one that comes later says nothing new
  child.stdin.on('error', () => undefined); // as does the end of its output
  return child;
}

function hasEnded({ exitCode, signalCode }: ChildProcessWithoutNullStreams): boolean {
  return exitCode !== null || signalCode !== null;
}

function killAll({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause;
  }
}

/** Writes all texts, and reads until the last answer is there. Fewer: the program ended before. */
function exchange(
  child: ChildProcessWithoutNullStreams,
  texts: readonly string[],
  {
    first,
    timeoutMs,
    signal,
  }: { readonly first: number; readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Promise<Outcome<Answers>> {
  const input = Buffer.from(texts.map((text, index) => `[=${first + index}]${text}\0`).join('') + followers);
  const maxBytes = leastBytes + longestAnswer * input.length;
  return new Promise((resolve) => {
    const answers: (string | undefined)[] = texts.map(() => undefined);
    const decoder = new StringDecoder('utf8');
    let [bytes, rest, complaint, some] = [0, '', '', false];
    const done = (outcome: Outcome<Answers>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      child.stdout.off('data', onData);
      child.stderr.off('data', onComplaint);
      child.off('error', onError).off('close', onClose);
      resolve(outcome);
    };
    const fail = (detail: string): void => done(skipped('translate/engine-failed', detail));
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      const parts = (rest + decoder.write(chunk)).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [label = '', number] = /^\s*\[=(\d+)\]/.exec(part) ?? [];
        const index = number === undefined ? -1 : Number(number) - first;
        if (index < 0 || index >= texts.length) continue;
        answers[index] = part.slice(label.length);
        some = true;
        if (index === texts.length - 1) return done(ok(answers));
      }
      if (bytes > maxBytes) fail(`more than ${maxBytes} bytes of output`);
    };
    const onComplaint = (chunk: Buffer): void => void (complaint = (complaint + chunk.toString()).slice(0, 200));
    const onError = (cause: Error): void =>
      done(skipped('translate/engine-unreachable', `The program cannot be started: ${cause.message}`));
    const onClose = (code: number | null): void => {
      if (some) done(ok(answers));
      else fail(`ended with ${code ?? 'a signal'} ${toOneLine(complaint)}`.trimEnd());
    };
    const onAbort = (): void => done(stopped());
    const timer = setTimeout(() => fail(`no answer in ${timeoutMs / 1000} s`), timeoutMs);
    signal?.addEventListener('abort', onAbort);
    child.stdout.on('data', onData);
    child.stderr.on('data', onComplaint);
    child.on('error', onError).on('close', onClose);
    child.stdin.write(input);
  });
}
