import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ExtractContext } from '../extract/extract-article.ts';
import type { Article } from '../model/article.ts';
import { skipped, type Outcome } from '../model/outcome.ts';
import type { ExtractJob } from './extract-thread.ts';

/** What one page may cost. */
export interface ExtractLimits {
  readonly maxMs: number;
  readonly maxHeapMb: number;
}

// The costliest page of 20 MB in test/hostile-pages.ts takes about a fifth of each, an article of a newspaper 20 ms.
const defaultLimits: ExtractLimits = { maxMs: 10_000, maxHeapMb: 1024 };

/** One core is left to the thread that fetches and writes; more than four threads would wait for it. */
const threadCount = Math.min(Math.max(availableParallelism() - 1, 1), 4);

export interface ExtractPool {
  /** `extractArticle` in a thread that can be stopped; page and context are copied. Nothing in a page makes it reject.
   *  Skips: those of `extractArticle`, extract/too-costly, extract/failed. */
  extract(page: ExtractJob['page'], context: ExtractContext): Promise<Outcome<Article>>;
  /** Ends all threads. Call it when no page is under way; without it they end with the process. */
  close(): Promise<void>;
}

/** Threads that extract side by side; each is begun when it is first needed, and anew after a page exceeded the limits. */
export function createExtractPool({ limits = defaultLimits, size = threadCount } = {}): ExtractPool {
  const threads = Array.from({ length: size }, () => new ExtractThread(limits));
  const free = [...threads];
  const waiting: ((thread: ExtractThread) => void)[] = [];
  return {
    async extract(page, context) {
      const thread = free.pop() ?? (await new Promise<ExtractThread>((resolve) => waiting.push(resolve)));
      try {
        return await thread.run(page, context);
      } finally {
        const next = waiting.shift();
        if (next) next(thread);
        else free.push(thread);
      }
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

/** A thread with one page at a time. */
class ExtractThread {
  readonly #limits: ExtractLimits;
  #worker: Promise<Worker> | undefined;

  constructor(limits: ExtractLimits) {
    this.#limits = limits;
  }

  async run({ url, bytes, headers }: ExtractJob['page'], context: ExtractContext): Promise<Outcome<Article>> {
    const { maxMs, maxHeapMb } = this.#limits;
    this.#worker ??= startWorker(maxHeapMb);
    const worker = await this.#worker; // the time that starting takes is not the page's
    const copy = new Uint8Array(bytes);
    const job: ExtractJob = { page: { url, bytes: copy, headers }, context };
    worker.ref();
    const tooLate = AbortSignal.timeout(maxMs);
    try {
      worker.postMessage(job, [copy.buffer]);
      const [outcome] = await once(worker, 'message', { signal: tooLate });
      return outcome;
    } catch (error) {
      await this.stop();
      if (tooLate.aborted) return skipped('extract/too-costly', `more than ${maxMs / 1000} seconds`);
      if (isOutOfMemory(error)) return skipped('extract/too-costly', `more than ${maxHeapMb} MB`);
      throw error;
    } finally {
      worker.unref(); // a thread at rest keeps no process alive
    }
  }

  async stop(): Promise<void> {
    const worker = await this.#worker?.catch(() => undefined); // one that could not start
    this.#worker = undefined;
    await worker?.terminate();
  }
}

/** A thread that is ready for its first page. */
async function startWorker(maxHeapMb: number): Promise<Worker> {
  const file = import.meta.url.endsWith('.ts') ? './extract-thread-uncompiled.mjs' : './extract-thread.js';
  const resourceLimits = { maxOldGenerationSizeMb: maxHeapMb };
  const worker = new Worker(new URL(file, import.meta.url), { resourceLimits });
  await once(worker, 'message');
  return worker;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
