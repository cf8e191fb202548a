import { describeError, toKnown } from './describe-error.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly dir: string;
  readonly json: boolean;
}

/** What a command ends with. `interrupted`, `terminated`: stopped by Ctrl-C or SIGTERM before it was done; those that run until they are stopped
 *  are done then. */
export const exitCodes = { done: 0, failed: 1, misused: 2, interrupted: 130, terminated: 143 } as const;

/** Runs a command, by name; turns what it throws into a report on stderr and an exit code. */
export async function runCommand(name: string, task: (terminal: Terminal) => Promise<void>): Promise<void> {
  const terminal = createTerminal();
  // What is thrown where nobody waits for it: the state is unknown, so that nothing more is done.
  process.on('uncaughtException', (error) => {
    terminal.say(describeError(error, name));
    process.exit(exitCodeOf(error));
  });
  try {
    await task(terminal);
  } catch (error) {
    terminal.say(describeError(error, name));
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  const code = toKnown(error)?.code ?? '';
  return /^(?:config|cli)\//.test(code) && code !== 'cli/broken-install' ? exitCodes.misused : exitCodes.failed;
}
