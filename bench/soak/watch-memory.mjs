// Loaded before the program that is measured (with --expose-gc): clears its memory now and then, and appends what is left as lines of
// JSON to the file that `to` of this module's address names.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const { searchParams } = new URL(import.meta.url);
  const tell = () => {
    const before = process.memoryUsage.rss();
    globalThis.gc();
    const { rss, heapUsed, external } = process.memoryUsage();
    const line = { at: Date.now(), pid: process.pid, rssBefore: before, rss, heapUsed, external };
    appendFileSync(searchParams.get('to'), `${JSON.stringify(line)}\n`);
  };
  setInterval(tell, Number(searchParams.get('every'))).unref();
}
