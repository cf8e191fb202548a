import { readProject, type Project } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { createExtractPool } from '../pipeline/extract-pool.ts';
import { withWork } from '../pipeline/open-work.ts';
import type { PipelineEvent, Work } from '../pipeline/work.ts';
import { createCollectView } from './collect-view.ts';
import { exitCodes, type GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

export const untilDone = { isEndless: false };
export const untilStopped = { isEndless: true };

/** Reads the project of `--dir`, opens its archive for writing and runs `task`. The first Ctrl-C begins nothing new and ends in order,
 *  the second one ends at once; both lose nothing. Who stops a task that has no end of its own (`untilStopped`) has not
 *  interrupted it. */
export async function withProject<T>(
  options: GlobalOptions,
  terminal: Terminal,
  task: (work: Work, project: Project) => Promise<T>,
  { isEndless } = untilDone,
): Promise<T> {
  const project = await readProject(options.dir);
  const stop = new AbortController();
  const { extract, close } = createExtractPool();
  const onInterrupt = (signal: NodeJS.Signals): void => {
    const code = signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
    if (stop.signal.aborted) process.exit(code);
    if (!isEndless) process.exitCode = code;
    terminal.say('Stopping; press Ctrl-C again to stop at once (nothing is lost either way).');
    stop.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  try {
    const report = createReporter(options, terminal);
    const tools = { clock: systemClock, signal: stop.signal, report, extract };
    return await withWork(project, tools, (work) => task(work, project));
  } finally {
    await close();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

/** Without a terminal, a line so often. */
const plainEveryMs = 30_000;

/** Events that are told in words. */
const notes: Readonly<Partial<Record<PipelineEvent['event'], string>>> = {
  'feed-failed': 'feed failed',
  'feed-gone': 'feed gone',
  'feed-moved': 'feed moved',
  'feed-searched': 'feed dead',
  hub: 'hub',
  database: 'database',
  bucket: 'bucket',
  'lease-lost': 'lease lost',
};

/** Events as JSON lines on stdout with `--json`; else a live view, and what befell whole feeds in words. */
function createReporter(options: GlobalOptions, terminal: Terminal): (event: PipelineEvent) => void {
  const view = createCollectView(performance.now());
  let saidAt = performance.now();
  return (event) => {
    if (options.json) return terminal.data(JSON.stringify(event));
    const now = performance.now();
    view.add(event, now);
    const told = notes[event.event];
    if (told !== undefined)
      terminal.say(`${terminal.style('yellow', told)}  ${event.source}  ${event.url}\n             ${event.detail}`);
    if (event.event === 'drift')
      terminal.say(`${terminal.style('yellow', 'drift')}  ${event.source}  ${event.detail}\n       ${event.url}`);
    terminal.progress(() => view.lines(now));
    if (terminal.columns < Infinity || now - saidAt < plainEveryMs) return;
    saidAt = now;
    terminal.say(view.line(now));
  };
}
