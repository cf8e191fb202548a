#!/usr/bin/env node
import { CommanderError } from 'commander';
import { createProgram } from './program/create-program.ts';
import { exitCodes } from './run-command.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
}
