import { relative } from 'node:path';
import { readProject, version, type Project } from '../config/project.ts';
import { formatReport, NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { createExtractPool } from '../pipeline/extract-pool.ts';
import { withWork } from '../pipeline/open-work.ts';
import type { PipelineEvent, Work } from '../pipeline/work.ts';
import { createCollectView } from './collect-view.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly dir: string;
  readonly json: boolean;
}

export const exitCodes = { done: 0, failed: 1, misused: 2 } as const;

/** Runs a command; turns what it throws into a report on stderr and an exit code. What is no NewsError is our own fault, and
 *  is shown with its stack. */
export async function runCommand(task: (terminal: Terminal) => Promise<void>): Promise<void> {
  const terminal = createTerminal();
  try {
    await task(terminal);
  } catch (error) {
    const isKnown = error instanceof NewsError;
    terminal.say(isKnown ? describeError(error) : describeFault(error));
    process.exitCode = isKnown && /^(config|cli)\//.test(error.code) ? exitCodes.misused : exitCodes.failed;
  }
}

function describeError(error: NewsError): string {
  const { file, ...context } = error.context;
  const shown = file === undefined ? {} : { file: file.startsWith('/') ? relative(process.cwd(), file) || file : file };
  return formatReport(error.code, { ...context, ...shown });
}

function describeFault(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a fault in Courant ${version} (Node ${process.version}). Please report it with these lines:\n\n${stack}`;
}

/** Reads the project of `--dir`, opens its archive for writing and runs `task`. The first Ctrl-C begins nothing new and ends in order,
 *  the second one ends at once; both lose nothing. */
export async function withProject<T>(
  options: GlobalOptions,
  terminal: Terminal,
  task: (work: Work, project: Project) => Promise<T>,
): Promise<T> {
  const project = await readProject(options.dir);
  const stop = new AbortController();
  const { extract, close } = createExtractPool();
  const onInterrupt = (): void => {
    if (stop.signal.aborted) process.exit(130);
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
