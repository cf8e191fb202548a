import { CommanderError } from 'commander';
import { createProgram } from './program/create-program.ts';
import { exitCodes } from './run-command.ts';

/** Runs the command that this process was called with. */
export async function runProgram(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
  }
}
