import type { Argument, Command, Option } from 'commander';
import { pathOf } from '../program/describe-command.ts';

/** What a word can be. `source`: the name of a file in sources/. */
export type Fill =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'file' | 'folder' | 'source' | 'text' };

export interface OptionWords {
  /** `--limit`, `-p`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** What follows; undefined for a switch. */
  readonly value: Fill | undefined;
}

/** The words that can follow a command. */
export interface CommandWords {
  /** The words that call it, as `user add`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionWords[];
  /** One for each argument; the last one may be said again and again. */
  readonly fills: readonly Fill[];
}

/** Every command, the program itself first, with all that a shell may complete. */
export function listWords(program: Command): readonly CommandWords[] {
  const global = program.options.map(toOptionWords);
  const help: OptionWords = { flags: ['-h', '--help'], description: 'show how a command is called', value: undefined };
  const visit = (command: Command): readonly CommandWords[] => [
    {
      path: pathOf(command),
      commands: command.commands.map((one) => ({ name: one.name(), description: one.summary() || one.description() })),
      options: [...(command === program ? [] : command.options.map(toOptionWords)), ...global, help],
      fills: command.registeredArguments.map((argument) => toFill(argument.name(), argument)),
    },
    ...command.commands.flatMap(visit),
  ];
  return visit(program);
}

function toOptionWords(option: Option): OptionWords {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined && flag !== null);
  const name = /[<[]([\w-]+)/.exec(option.flags)?.[1];
  return { flags, description: option.description, value: name === undefined ? undefined : toFill(name, option) };
}

/** Told by what the commands call their values: `<folder>`, `<url-or-file>`, `<path>`; `--source`, `--outlet`. */
function toFill(name: string, told: Option | Argument): Fill {
  if (told.argChoices) return { kind: 'choices', choices: told.argChoices };
  const long = 'long' in told ? (told.long ?? '') : '';
  if (['--source', '--outlet', '--into'].includes(long)) return { kind: 'source' };
  if (/^(?:folder|backup)$/.test(name)) return { kind: 'folder' };
  return { kind: /\b(?:file|path)\b/.test(name) ? 'file' : 'text' };
}
