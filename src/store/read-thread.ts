/** What runs in the thread that reads article files ahead: the number of the first one in, a batch out; nothing when it failed. */
import { parentPort, workerData } from 'node:worker_threads';
import { readBatch, type ArticleBatch } from './read-batch.ts';
import { NewWords } from './word-forms.ts';

export interface ReadJob {
  readonly root: string;
  readonly paths: readonly string[];
}

const { root, paths }: ReadJob = workerData;
const words = new NewWords();

function readOrFail(from: number): ArticleBatch | undefined {
  try {
    return readBatch(root, paths, from, words);
  } catch {
    return undefined; // read once more by the one who asked, and told there
  }
}

parentPort?.on('message', (from: number) => parentPort?.postMessage(readOrFail(from)));
parentPort?.postMessage('ready');
