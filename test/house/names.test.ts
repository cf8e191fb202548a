import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program/create-program.ts';
import { errors, skips } from '../../src/errors.ts';
import { readSourceFiles, root } from './source-files.ts';

const sources = readSourceFiles('src');
const all = [...sources, ...['test', 'demo', 'bench', 'docs'].flatMap((folder) => readSourceFiles(folder))];

describe('names', () => {
  test('files are kebab-case and named after what they hold', () => {
    const wrong = sources
      .map(({ path }) => path)
      .filter((path) => !/\/[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.[jt]s$/.test(path));
    expect(wrong).toEqual([]);
  });

  test('no file or folder has a name that says nothing', () => {
    const empty = /(?:^|[/-])(?:utils?|helpers?|common|misc|manager|handler|processor)(?:[/.-]|$)/;
    expect(sources.map(({ path }) => path).filter((path) => empty.test(path))).toEqual([]);
  });

  test('no index.ts below the root', () => {
    expect(
      sources.map(({ path }) => path).filter((path) => path.endsWith('/index.ts') && path !== 'src/index.ts'),
    ).toEqual([]);
  });
});

describe('types and errors', () => {
  test('there is no any, and no cast outside parsers', () => {
    const wrong = sources.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, i) => (/(?:\bas any\b|\bas unknown as\b)/.test(line) ? [`${path}:${i + 1}`] : [])),
    );
    expect(wrong).toEqual([]);
  });

  test('no catch is empty', () => {
    const wrong = all.filter(({ text }) => /catch\s*(?:\([^)]*\))?\s*\{\s*\}/.test(text)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test('nothing is decided by the text of an error', () => {
    const wrong = sources
      .filter(({ text }) => /\bmessage\.(?:includes|match|startsWith)\(/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test('every code of the catalogue says what and what to do', () => {
    for (const entry of [...Object.values(skips), ...Object.values(errors)]) {
      expect(entry.what).toMatch(/^(?:[A-Z`]|robots\.txt).*\.$/);
      expect(entry.do).toMatch(/\.$|\)$/);
    }
  });
});

describe('documents', () => {
  const documents = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '' && !/^(?:test|demo|bench)\//.test(path) && existsSync(join(root, path)));

  test('every path named in a document exists', () => {
    const wrong = documents.flatMap((document) =>
      namedPaths(readFileSync(join(root, document), 'utf8'))
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${document} names ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every npm script and courant command named in a document exists', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = createProgram().commands.map((command) => command.name());
    const wrong = documents.flatMap((document) => {
      const text = readFileSync(join(root, document), 'utf8');
      const named = [...text.matchAll(/npm (?:run )([a-z:]+)/g)]
        .map((m) => m[1] ?? '')
        .filter((name) => !(name in scripts));
      const called = [...text.matchAll(/[`$ ]courant ([a-z]+)[ `\n]/g)].map((m) => m[1] ?? '');
      return [...named, ...called.filter((name) => !commands.includes(name))].map(
        (name) => `${document} names ${name}`,
      );
    });
    expect(wrong).toEqual([]);
  });
});

/** Paths in backquotes or as link targets that lie in the project's own folders. */
function namedPaths(text: string): readonly string[] {
  const quoted = [...text.matchAll(/`((?:src|test|demo|bench|docs)\/[\w./-]+)`/g)].map((match) => match[1] ?? '');
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
  return [...quoted, ...linked.filter((path) => /^(?:src|test|demo|bench|docs)\/|^[A-Z]+\.md$/.test(path))].map(
    (path) => path.replace(/\/$/, ''),
  );
}
