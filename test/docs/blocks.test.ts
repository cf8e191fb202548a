import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { readProject } from '../../src/config/project.ts';
import { callsIn, parseCall } from '../parse-call.ts';
import { readDocumentBlocks, type DocumentBlock } from './document-blocks.ts';

const blocks = readDocumentBlocks();
const of = (...languages: readonly string[]): readonly DocumentBlock[] =>
  blocks.filter(({ language }) => languages.includes(language));

/** What is checked here, by the test of the libraries (`ts`, `js`, `cjs`) and by that of the API (`http`). */
const checked = ['sh', 'console', 'yaml', 'json', 'ts', 'js', 'cjs', 'http'];
/** What is only shown: what a command prints, drawings, and languages of other programs. */
const shown = ['text', 'css', 'nginx', 'caddyfile', 'ini', 'html', 'xml', 'toml', 'python', 'r', 'sql', 'dockerfile', 'markdown', 'csv']; // prettier-ignore

test('every block names its language, one that is checked or known to be only shown', () => {
  const others = blocks.filter(({ language }) => ![...checked, ...shown].includes(language));
  expect(others.map(({ place, language }) => `${place} ${language || 'no language'}`)).toEqual([]);
  expect(blocks.length).toBeGreaterThan(60);
});

test('blocks for a shell can be read by one', () => {
  const wrong = of('sh').flatMap(({ place, text }) => {
    // What a reader fills in would be a redirection.
    const script = text.replace(/<([a-z][\w -]*)>/g, 'FILLED');
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    return status === 0 ? [] : [`${place} ${stderr}`];
  });
  expect(wrong).toEqual([]);
});

test('every call of courant has the form of a command', async () => {
  const wrong: string[] = [];
  let calls = 0;
  for (const { place, text, language } of of('sh', 'console')) {
    for (const call of typedLines(text, language).flatMap(callsIn)) {
      calls++;
      await parseCall(call).catch((cause: unknown) => wrong.push(`${place} ${call}: ${String(cause)}`));
    }
  }
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(25);
});

test('JSON is JSON', () => {
  for (const { place, text } of of('json')) expect(() => void JSON.parse(text), place).not.toThrow();
});

describe('settings are read', () => {
  // What documents say stands in the environment.
  beforeAll(() => void vi.stubEnv('COURANT_WEBHOOK_SECRET', `whsec_${Buffer.alloc(32).toString('base64')}`));
  afterAll(() => void vi.unstubAllEnvs());

  test.each(of('yaml').map((block) => [block.place, block] as const))('%s', async (_, { text, file }) => {
    const files = projectFiles(text, file);
    if (files === undefined) return void parse(text); // of another program, or the front matter of a file
    const root = mkdtempSync(join(tmpdir(), 'courant-settings-'));
    try {
      for (const [name, content] of Object.entries({ 'courant.yaml': '{}\n', ...files })) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), content);
      }
      await readProject(root);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

/** What is typed: of a block `console` the lines behind `$ `, the others are answers. */
function typedLines(text: string, language: string): readonly string[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n');
  if (language !== 'console') return lines;
  return lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
}

/** The file that a block is, or is a part of, by the name it has in the guide or in its first comment (`# policy.yaml`); without a name `courant.yaml`, or a source
 *  where it has what only sources have. Undefined for files that Courant does not read. */
function projectFiles(text: string, file?: string): Readonly<Record<string, string>> | undefined {
  const named = file ?? /^# ([\w./-]+\.ya?ml)\b/.exec(text)?.[1];
  if (/^sources\/[^/]+$/.test(named ?? '') || (named === undefined && /^(?:feeds|rules):/m.test(text))) {
    const part = parse(text) as object;
    const whole = { name: 'The Lantern', feeds: [{ url: 'https://lantern.example/feed' }], ...part };
    return { [named ?? 'sources/the-lantern.yaml']: stringify(whole) };
  }
  if (named === undefined && /^(?:---|services:|on:|title:)/m.test(text)) return undefined;
  if (named === undefined || named === 'courant.yaml') return { 'courant.yaml': text };
  return ['policy.yaml', 'glossary.yaml'].includes(named) ? { [named]: text } : undefined;
}
