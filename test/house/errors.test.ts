import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { settingRows } from '../../docs/generate/setting-rows.ts';
import { configurationFiles, toJsonSchema } from '../../docs/generate/write-configuration.ts';
import { createProgram } from '../../src/cli/program/create-program.ts';
import { environmentVariables } from '../../src/config/environment.ts';
import { errors, formatReport, skips } from '../../src/errors.ts';
import { readSourceFiles } from './source-files.ts';

const entries: readonly (readonly [string, { readonly what: string; readonly do: string }])[] = [
  ...Object.entries(skips),
  ...Object.entries(errors),
];

describe('every entry of the catalogue', () => {
  const code = readSourceFiles('src')
    .filter(({ path }) => path !== 'src/errors.ts' && !path.endsWith('.test.ts'))
    .map(({ text }) => text)
    .join('\n');

  test('is made somewhere, not only compared with', () => {
    const made = new Set(
      [...code.matchAll(/([=!]==\s*)?'([a-z]+\/[a-z-]+)'/g)].flatMap(([, compared, name]) => (compared ? [] : [name])),
    );
    const unmade = entries.map(([name]) => name).filter((name) => !made.has(name));
    expect(unmade).toEqual([]);
  });

  const quoted = entries.flatMap(([name, entry]) =>
    [...`${entry.what} ${entry.do}`.matchAll(/`([^`]+)`/g)].map(([, words = '']) => ({ name, words })),
  );
  const program = createProgram();

  test('names only commands that exist, with arguments and options that they take', () => {
    const wrong = quoted
      .filter(({ words }) => words.startsWith('courant ') && !isCall(program, words.split(' ').slice(1)))
      .map(({ name, words }) => `${name}: ${words}`);
    expect(wrong).toEqual([]);
  });

  test('names only options that a command has', () => {
    const options = [program, ...everyCommand(program)].flatMap(({ options: own }) => own.map(({ long }) => long));
    const wrong = quoted
      .filter(({ words }) => /^--/.test(words) && !options.includes(words.split(' ')[0] ?? ''))
      .map(({ words }) => words);
    expect(wrong.filter((words) => words !== '--help')).toEqual([]);
  });

  test('names only keys that the files of the configuration have', () => {
    const keys = new Set(
      Object.values(configurationFiles)
        .flatMap(({ schema }) => settingRows(toJsonSchema(schema)))
        .flatMap(({ key }) => {
          const steps = key.replace(/^[.[\]]+/, '').split('.');
          return [...steps, ...steps.map((_, index) => steps.slice(0, index + 1).join('.'))];
        }),
    );
    const others = new Set(['backup', 'restore', 'npm install', 'min']);
    const wrong = quoted
      .filter(({ words }) => !/^(?:courant |--)/.test(words) && !others.has(words))
      .filter(({ words }) => !keys.has(words.split(':')[0] ?? ''))
      .map(({ name, words }) => `${name}: ${words}`);
    expect(wrong).toEqual([]);
  });

  test('names no document, which those who installed the package do not have', () => {
    expect(entries.filter(([, entry]) => /docs\/|\.md\b/.test(entry.what + entry.do)).map(([name]) => name)).toEqual(
      [],
    );
  });

  test('names only variables of the environment that are read', () => {
    const named = entries.flatMap(([, entry]) => (entry.what + entry.do).match(/\b[A-Z]{3,}_[A-Z_]+\b/g) ?? []);
    expect(named.filter((name) => !(name in environmentVariables))).toEqual([]);
  });
});

test('a report tells all places, but no more than twenty', () => {
  const also = Array.from({ length: 30 }, (_, index) => ({
    file: 'sources/a.yaml',
    line: index + 2,
    detail: `mistake ${index + 2}`,
  }));
  const lines = formatReport('config/invalid', {
    file: 'courant.yaml',
    line: 1,
    column: 7,
    detail: 'mistake 1',
    also,
  }).split('\n');
  expect(lines.slice(1, 4)).toEqual([
    '  file    courant.yaml:1:7',
    '  detail  mistake 1',
    '  file    sources/a.yaml:2',
  ]);
  expect(lines.filter((line) => line.startsWith('  detail'))).toHaveLength(20);
  expect(lines.at(-2)).toBe('  more    11 more of the kind');
});

/** True for words that call a command: its name, no more arguments than it takes, and options that it has. */
function isCall(program: Command, words: readonly string[]): boolean {
  let command = program;
  let rest = words;
  for (let next = find(command, rest[0]); next; next = find(command, rest[0])) {
    command = next;
    rest = rest.slice(1);
  }
  const options = [...command.options, ...program.options];
  const named = rest.filter((word) => word.startsWith('--'));
  return (
    command !== program &&
    named.every((name) => options.some(({ long }) => long === name)) &&
    command.commands.length === 0
  );
}

function find({ commands }: Command, name: string | undefined): Command | undefined {
  return commands.find((command) => command.name() === name);
}

function everyCommand(command: Command): readonly Command[] {
  return command.commands.flatMap((one) => [one, ...everyCommand(one)]);
}
