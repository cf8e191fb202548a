import { relative } from 'node:path';
import { version } from '../config/version.ts';
import { formatReport, NewsError } from '../errors.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly dir: string;
  readonly json: boolean;
}

/** What a command ends with. `interrupted`, `terminated`: stopped by Ctrl-C or SIGTERM before it was done; those that run until they are stopped
 *  are done then. */
export const exitCodes = { done: 0, failed: 1, misused: 2, interrupted: 130, terminated: 143 } as const;

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
