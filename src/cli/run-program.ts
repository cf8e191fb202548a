import { CommanderError } from 'commander';
import { createProgram } from './program/create-program.ts';
import { exitCodes } from './run-command.ts';
import { createOutput } from './terminal.ts';

/** Runs the command that this process was called with. */
export async function runProgram(): Promise<void> {
  const output = { writeOut: createOutput(process.stdout), writeErr: createOutput(process.stderr) };
  try {
    await createProgram(output).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
  }
}
