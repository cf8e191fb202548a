import { environmentVariables } from '../../src/config/environment.ts';
import type { Command } from 'commander';
import { exitCodes } from '../../src/cli/run-command.ts';

/** What every command ends with. */
export const exitMeanings: readonly (readonly [code: number, meaning: string])[] = [
  [
    exitCodes.done,
    'done; also what runs until it is stopped (`run`, `serve`, `worker`, `mcp`, `translate --watch`), when it is stopped',
  ],
  [exitCodes.failed, 'failed: standard error says what, where and what to do'],
  [
    exitCodes.misused,
    'misused: a word, an option, the configuration or the folder is not what the command needs; nothing was done',
  ],
  [exitCodes.interrupted, 'stopped by Ctrl-C (SIGINT) before it was done; nothing is lost, the same command goes on'],
  [exitCodes.terminated, 'stopped by SIGTERM before it was done; the same'],
];

/** When a command ends with 1 although it did what it was asked for. */
export const failures: Readonly<Record<string, string>> = {
  backup: 'a file is damaged or missing',
  collect: 'no source could be read',
  doctor: 'something failed; warnings do not count',
  explain: 'the page is no article',
  extract: 'the page is no article',
  restore: 'a file is damaged or missing',
  run: 'no source could be read in the first round',
  verify: 'a file is not as it was written',
};

/** What the environment changes for all commands. Keys and addresses of services stand with what they belong to. */
export const environment: readonly (readonly [name: string, meaning: string])[] = (
  ['NO_COLOR', 'FORCE_COLOR', 'TERM', 'COURANT_DATABASE', 'COURANT_DEBUG'] as const
).map((name) => [name, environmentVariables[name]]);

/** The groups of the help in their order, each with its commands. */
export function listGroups(program: Command): ReadonlyMap<string, readonly Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of program.commands) {
    const name = command.helpGroup().replace(/:$/, '');
    groups.set(name, [...(groups.get(name) ?? []), command]);
  }
  return groups;
}
