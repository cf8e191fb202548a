import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program/create-program.ts';
import { describeOption, listCommands, pathOf } from '../../src/cli/program/describe-command.ts';
import { examples } from '../../src/cli/program/examples.ts';
import { environment, exitMeanings, failures, listGroups } from './command-facts.ts';
import type { Generator } from './generators.ts';

/** Every command with its arguments, options, examples and exit codes. */
export const commandsPage: Generator = {
  path: 'docs/reference/commands.md',
  content: () => writeCommands(createProgram()),
};

function writeCommands(program: Command): string {
  const groups = [...listGroups(program)].map(
    ([name, commands]) =>
      `## ${name}\n\n${commands
        .flatMap((command) => leavesOf(command))
        .map(writeCommand)
        .join('\n')}`,
  );
  return `# Commands

Made of the commands themselves by \`npm run reference\`. \`courant <command> --help\` tells the same in a terminal, \`man courant\` where Courant is
installed globally.

${[...listGroups(program)].map(([name, commands]) => `- ${name}: ${commands.map(linkTo).join(', ')}`).join('\n')}

## All commands

Every command finds its project from the folder it is called in upward, writes data to standard output and talk to standard error, and takes

${writeTable(
  'option',
  program.options.map((option) => [code(option.flags), describeOption(option)]),
)}

With \`--json\` data are JSON: an object or array of a command that tells something, a line for each event of one that works. No control character of
what outlets wrote reaches the terminal. When the reader of the output goes away (\`| head\`), the work goes on in silence.

### Exit codes

${writeTable(
  'code',
  exitMeanings.map(([exit, meaning]) => [String(exit), meaning]),
)}

A second Ctrl-C ends at once, and loses nothing either.

### Environment

${writeTable(
  'variable',
  environment.map(([name, meaning]) => [code(name), meaning]),
)}

${groups.join('\n')}`;
}

function leavesOf(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : listCommands(command);
}

function writeCommand(command: Command): string {
  const path = pathOf(command);
  const failure = failures[path];
  const parts = [
    `### courant ${path}`,
    sentence(command.description()),
    fence([`courant ${path}${usageOf(command)}`], '', 'text'),
    writeTable(
      'argument',
      command.registeredArguments.map((argument) => [code(argument.name()), describeOption(argument)]),
    ),
    writeTable(
      'option',
      command.options.map((option) => [code(option.flags), describeRequired(option.mandatory, describeOption(option))]),
    ),
    fence(examples[path] ?? [], (examples[path] ?? []).length > 1 ? 'Examples:' : 'Example:'),
    failure === undefined ? '' : `Exit code 1 also when ${failure}.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** As ` [options] <folder>`. */
export function usageOf(command: Command): string {
  const usage = command.usage().replace(/\s*\[command\]/, '');
  return command.options.length === 0 ? usage.replace(/^\[options\]\s*/, ' ').trimEnd() : ` ${usage}`;
}

function describeRequired(isRequired: boolean | undefined, text: string): string {
  return isRequired === true ? `${text} (must be given)` : text;
}

function linkTo(command: Command): string {
  const [first] = leavesOf(command);
  return `[${command.name()}](#courant-${pathOf(first ?? command).replaceAll(' ', '-')})`;
}

function writeTable(head: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return '';
  return [
    `| ${head} | what it is |`,
    '| --- | --- |',
    ...rows.map(([name, what]) => `| ${cell(name)} | ${cell(what)} |`),
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function code(text: string): string {
  return `\`${text}\``;
}

function fence(lines: readonly string[], before = '', language = 'sh'): string {
  if (lines.length === 0) return '';
  return `${before === '' ? '' : `${before}\n\n`}\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;
}

export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
