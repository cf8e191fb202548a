// Loaded before the program that is measured: from its first request on, watches how long its event loop is blocked, and writes that
// as JSON to the file that `to` of this module's address names.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const resolution = 2;
const started = 'undici:request:create';

if (isMainThread) {
  const delays = monitorEventLoopDelay({ resolution });
  const begin = () => {
    unsubscribe(started, begin);
    delays.enable();
  };
  subscribe(started, begin);
  process.on('exit', () => {
    const toMs = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution);
    const told = { maxMs: toMs(delays.max), p99Ms: toMs(delays.percentile(99)) };
    writeFileSync(new URL(import.meta.url).searchParams.get('to'), JSON.stringify(told));
  });
}
