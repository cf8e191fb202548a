import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readBatch, type ArticleBatch } from './read-batch.ts';
import type { ReadJob } from './read-thread.ts';
import { NewWords } from './word-forms.ts';

// With fewer files a thread is not worth its start.
const leastFiles = 2000;

/** Reads article files batch by batch, in a thread that reads one while the batch before is put into the index.
 *  Throws NewsError `store/*` when one cannot be read. */
export async function* readAhead(root: string, paths: readonly string[]): AsyncIterable<ArticleBatch> {
  const reader = paths.length < leastFiles ? undefined : await startReader({ root, paths });
  const words = new NewWords();
  try {
    let coming = reader?.read(0);
    for (let done = 0; done < paths.length;) {
      // What a thread could not read is read here, where it tells why.
      const batch = (await coming) ?? readBatch(root, paths, done, words);
      done = batch.done;
      coming = done < paths.length ? reader?.read(done) : undefined;
      yield batch;
    }
  } finally {
    await reader?.stop();
  }
}

interface Reader {
  /** Undefined when it failed. */
  read(from: number): Promise<ArticleBatch | undefined>;
  stop(): Promise<unknown>;
}

async function startReader(job: ReadJob): Promise<Reader> {
  const file = import.meta.url.endsWith('.ts') ? './read-thread-uncompiled.mjs' : './read-thread.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job });
  await once(worker, 'message');
  return {
    read: async (from) => {
      worker.postMessage(from);
      const [batch] = await once(worker, 'message').catch(() => []);
      return batch;
    },
    stop: () => worker.terminate(),
  };
}
