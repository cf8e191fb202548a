import { type Command, InvalidArgumentError, Option } from 'commander';
import { requestLogs, type RequestLog } from '../../serve/operation/access-log.ts';
import { runCommand, type GlobalOptions } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { pathOf } from './describe-command.ts';

/** The action of a command: its own options and the global ones, with errors reported. A task loads its module when it is called: what it
 *  works with takes longer to load than many a command to run. */
export function action<O>(
  task: (args: readonly string[], options: O & GlobalOptions, terminal: Terminal) => Promise<void>,
) {
  return async (...all: unknown[]): Promise<void> => {
    const command = all.at(-1) as Command;
    await runCommand(pathOf(command), (terminal) =>
      task(command.args, command.optsWithGlobals<O & GlobalOptions>(), terminal),
    );
  };
}

export function toNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= minimum && value <= maximum))
      throw new InvalidArgumentError(`A whole number from ${minimum} to ${maximum}.`);
    return value;
  };
}

export function toDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay) throw new InvalidArgumentError('A day, as 2026-09-14.');
  return text;
}

/** An option that takes one of a list. */
export function choice(flags: string, description: string, choices: readonly string[], byItself?: string): Option {
  return new Option(flags, description).choices(choices).default(byItself);
}

export interface ServingFlags {
  readonly port: number;
  readonly host: string;
  readonly log: RequestLog;
}

export function withServing(command: Command): Command {
  return command
    .option('-p, --port <number>', 'port to serve at', toNumber(0, 65535), 4600)
    .option('--host <address>', 'address to serve at', '127.0.0.1')
    .addOption(choice('--log <form>', 'json: each request as a line of JSON on stderr', requestLogs, 'none'));
}

export interface CollectingFlags {
  readonly wait: number;
  readonly retry: boolean;
  readonly all: boolean;
}

export function withCollecting(command: Command): Command {
  return command
    .option('--wait <seconds>', 'how long to wait for links that become due soon', toNumber(0, 86_400), 10)
    .option('--retry', 'try links and feeds again that were given up', false)
    .option('--all', 'poll feeds that are not due, too', false);
}
