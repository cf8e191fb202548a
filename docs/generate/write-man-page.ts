import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program/create-program.ts';
import { describeOption, listCommands, pathOf } from '../../src/cli/program/describe-command.ts';
import { examples, firstSteps } from '../../src/cli/program/examples.ts';
import { version } from '../../src/config/version.ts';
import { environment, exitMeanings, failures } from './command-facts.ts';
import type { Generator } from './generators.ts';
import { sentence, usageOf } from './write-commands.ts';

/** `man courant`, in the macros of man(7). */
export const manPage: Generator = { path: 'man/courant.1', content: () => writeManPage(createProgram()) };

function writeManPage(program: Command): string {
  const lines = [
    '.\\" Made of the commands by `npm run reference`; changed by nobody.',
    `.TH COURANT 1 "" "Courant ${version}" "User Commands"`,
    '.SH NAME',
    'courant \\- own your news',
    '.SH SYNOPSIS',
    '.B courant',
    '.RI [ options ]',
    '.I command',
    '.RI [ argument " ...]"',
    '.SH DESCRIPTION',
    escaped(program.description()),
    '.SH FIRST STEPS',
    ...exampleLines(firstSteps),
    '.SH OPTIONS',
    'Every command takes',
    ...program.options.flatMap((option) => item(option.flags, describeOption(option))),
    '.SH COMMANDS',
    ...listCommands(program).flatMap(writeCommand),
    '.SH EXIT STATUS',
    ...exitMeanings.flatMap(([code, meaning]) => item(String(code), meaning)),
    '.SH ENVIRONMENT',
    ...environment.flatMap(([name, meaning]) => item(name, meaning)),
    '.SH FILES',
    ...item('courant.yaml', 'the configuration of a project; commands look for it from their folder upward'),
    ...item('sources/*.yaml', 'one file for each outlet'),
  ];
  return `${lines.join('\n')}\n`;
}

function writeCommand(command: Command): readonly string[] {
  const path = pathOf(command);
  const failure = failures[path];
  return [
    `.SS ${escaped(`courant ${path}${usageOf(command)}`)}`,
    escaped(sentence(command.description())),
    ...(failure === undefined ? [] : [escaped(`Ends with 1 also when ${failure}.`)]),
    ...command.registeredArguments.flatMap((argument) => item(argument.name(), describeOption(argument))),
    ...command.options.flatMap((option) => item(option.flags, describeOption(option))),
    '.PP',
    ...exampleLines(examples[path] ?? []),
  ];
}

function item(name: string, text: string): readonly string[] {
  return ['.TP', `.B ${escaped(name)}`, escaped(text)];
}

function exampleLines(lines: readonly string[]): readonly string[] {
  return ['.nf', '.RS', ...lines.map(escaped), '.RE', '.fi'];
}

/** Plain text as roff reads it: a hyphen that can be copied, and no line that begins a request. Backquotes would be quotation marks. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('`', '\\(ga')
    .replace(/^([.'])/, '\\&$1');
}
