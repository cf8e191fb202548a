import { describe, expect, test } from 'vitest';
import { createProgram } from './create-program.ts';
import { listCommands, pathOf } from './describe-command.ts';
import { examples, firstSteps } from './examples.ts';
import { callsIn, parseCall } from '../../../test/parse-call.ts';

const paths = listCommands(createProgram()).map(pathOf);

describe('the help', () => {
  test('has an example for every command, and none for what is no command', () => {
    expect(Object.keys(examples).sort()).toEqual([...paths].sort());
  });

  test.each([...Object.values(examples).flat(), ...firstSteps].flatMap(callsIn))('%s can be called', async (line) => {
    await expect(parseCall(line)).resolves.toBeDefined();
  });

  test('examples are of the command they stand with', async () => {
    for (const [path, lines] of Object.entries(examples))
      for (const line of lines.flatMap(callsIn)) expect(await parseCall(line)).toBe(path);
  });

  test('lists each command in a group, on one line of 80 columns', () => {
    for (const command of createProgram().commands) {
      expect(command.helpGroup(), command.name()).not.toBe('');
      expect((command.summary() || command.description()).length, command.name()).toBeLessThan(58);
    }
  });

  test('tells choices and defaults, but not forty choices', () => {
    const help = (name: string): string => {
      const command = createProgram().commands.find((one) => one.name() === name);
      return command?.helpInformation().replace(/\s+/g, ' ') ?? '';
    };
    expect(help('search')).toContain('(one of newest, relevance; default: newest)');
    expect(help('run')).toContain('port to serve at (default: 4600)');
    expect(help('retry')).not.toContain('fetch/gone');
  });
});

describe('a call', () => {
  test.each([
    ['courant serach ferry', 'commander.unknownCommand'],
    ['courant import', 'commander.missingArgument'],
    ['courant run --port 70000', 'commander.invalidArgument'],
    ['courant search --since yesterday ferry', 'commander.invalidArgument'],
    ['courant export articles.docx --format docx', 'commander.invalidArgument'],
    ['courant user role ana king', 'commander.invalidArgument'],
    ['courant takedown https://your-newspaper.example/story', 'commander.missingMandatoryOptionValue'],
  ])('%s is refused', async (line, code) => {
    await expect(parseCall(line)).rejects.toMatchObject({ code });
  });
});
