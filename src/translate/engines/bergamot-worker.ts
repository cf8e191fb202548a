import { Worker } from 'node:worker_threads';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import { toOneLine } from '../../text/one-line.ts';
import { stopped } from './ask-service.ts';

/** The thread in which Bergamot's package runs. It is called by messages `{ id, name, args }`, and answers `{ id, result }` or `{ id, error }`. */
export interface BergamotWorker {
  /** Skips: translate/engine-failed; after one the thread has ended. */
  call(name: string, args: readonly unknown[], signal?: AbortSignal): Promise<Outcome<unknown>>;
  readonly hasEnded: boolean;
  end(): Promise<void>;
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message?: unknown };
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number';
}

export function startBergamotWorker(file: string, timeoutMs: number): BergamotWorker {
  // It reaches neither our output nor our environment. What it complains of is told when it ends.
  const worker = new Worker(file, { stdout: true, stderr: true, env: {} });
  let [lastId, hasEnded] = [0, false];
  let failure = '';
  worker.on('error', (cause) => void (failure = cause.message));
  worker.stderr.on('data', (chunk: Buffer) => void (failure = (failure + chunk.toString()).slice(0, 400)));
  worker.stdout.resume();
  worker.on('exit', () => void (hasEnded = true));
  const end = async (): Promise<void> => {
    hasEnded = true;
    await worker.terminate();
  };
  const call = (name: string, args: readonly unknown[], signal?: AbortSignal): Promise<Outcome<unknown>> => {
    if (signal?.aborted === true) return end().then(stopped);
    const id = (lastId += 1);
    return new Promise((resolve) => {
      const done = (outcome: Outcome<unknown>): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        worker.off('message', onMessage).off('exit', onExit);
        resolve(outcome);
      };
      const fail = async (outcome: Outcome<unknown>): Promise<void> => {
        worker.off('exit', onExit); // would tell that it ended, and not why
        await end();
        done(outcome);
      };
      const toSkip = (detail: string): Outcome<unknown> =>
        skipped('translate/engine-failed', `Bergamot, ${name}: ${toOneLine(detail.slice(0, 200))}`);
      const onMessage = (reply: unknown): void => {
        if (!isReply(reply) || reply.id !== id) return;
        if (reply.error === undefined) done(ok(reply.result));
        else void fail(toSkip(String(reply.error.message)));
      };
      const onExit = (): void => done(toSkip(failure === '' ? 'the thread ended' : failure));
      const onAbort = (): void => void fail(stopped());
      const timer = setTimeout(() => void fail(toSkip(`no answer in ${timeoutMs / 1000} s`)), timeoutMs);
      signal?.addEventListener('abort', onAbort);
      worker.on('message', onMessage).on('exit', onExit);
      worker.postMessage({ id, name, args });
    });
  };
  return {
    call,
    end,
    get hasEnded() {
      return hasEnded;
    },
  };
}
