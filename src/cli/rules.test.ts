import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readProject } from '../config/project.ts';
import { runRulesImport, type RulesImportOptions } from './rules.ts';
import { hearTerminal } from '../../test/heard-terminal.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'courant-rules-'));
  await mkdir(join(root, 'sources'));
  await mkdir(join(root, 'configs'));
  await writeFile(join(root, 'courant.yaml'), '');
  await writeFile(source(), sourceOf(''));
  await writeFile(join(root, 'configs', '.lantern.example.txt'), "body: //div[@id='town']\n");
  await writeFile(join(root, 'configs', 'lantern.example.txt'), "body: //div[@id='blok']\nprune: no\ntidy: no\n");
  await writeFile(join(root, 'configs', 'notes.txt'), 'body: //p\n');
});
afterEach(() => rm(root, { recursive: true }));

function source(): string {
  return join(root, 'sources', 'lantern.yaml');
}

function sourceOf(rest: string): string {
  return `name: The Lantern # of the bay\nhome: https://www.lantern.example/\nfeeds:\n  - url: https://www.lantern.example/feed\n${rest}`;
}

async function importRules(
  paths: readonly string[],
  options: Partial<RulesImportOptions> = {},
): Promise<{ data: string; said: string }> {
  const data: string[] = [];
  const said: string[] = [];
  await runRulesImport(paths, { dir: root, json: false, ...options }, hearTerminal({ data, said }));
  return { data: data.join('\n'), said: said.join('\n') };
}

describe('courant rules import', () => {
  test('prints the rules of each config that is named after a host', async () => {
    const { data, said } = await importRules([join(root, 'configs')]);
    const [first, second, ...others] = data.split('---\n').map((text): unknown => parse(text));
    expect([first, second, others]).toEqual([
      { rules: [{ body: ['div#town'] }] },
      { rules: [{ body: ['div#blok'], prune: false }] },
      [],
    ]);
    expect(said).toMatch(/lantern\.example\.txt:3: ignored: .*\n {4}tidy: no/);
    expect(said).toContain('2 files: 3 lines carried over, 0 of them changed; 1 ignored, 0 dropped');
  });

  test('writes the one for its host into a source file, whose other lines stay', async () => {
    await importRules([join(root, 'configs')], { into: 'lantern', validFrom: '2026-02-01' });
    const text = await readFile(source(), 'utf8');
    expect(text).toContain('name: The Lantern # of the bay');
    const [read] = (await readProject(root)).sources;
    expect(read?.rules).toEqual([{ validFrom: '2026-02-01', body: ['div#blok'], prune: false }]);
  });

  test('adds to the rules that are there only what does not contradict them', async () => {
    await writeFile(source(), sourceOf('rules:\n  - body: .old\n'));
    const before = await readFile(source(), 'utf8');
    const adding = importRules([join(root, 'configs')], { into: 'lantern' });
    await expect(adding).rejects.toMatchObject({ code: 'config/invalid' });
    expect(await readFile(source(), 'utf8')).toBe(before);
    await writeFile(source(), sourceOf('rules:\n  - body: .old # of 2025\n    validUntil: 2025-12-31\n'));
    await importRules([join(root, 'configs')], { into: 'lantern', validFrom: '2026-01-01' });
    expect(await readFile(source(), 'utf8')).toContain('# of 2025');
    expect((await readProject(root)).sources[0]?.rules).toHaveLength(2);
  });

  test.each([
    ['a source that is not there', 'lantrn', 'configs', /Did you mean lantern/],
    ['no config for its host', 'lantern', 'configs/notes.txt', /lantern\.example/],
    ['no file', undefined, 'gone.txt', /cannot be read/],
    ['a folder without configs', undefined, 'sources', /named after a host/],
  ])('refuses %s', async (_about, into, path, detail) => {
    const asked = importRules([join(root, path)], into === undefined ? {} : { into });
    await expect(asked).rejects.toMatchObject({
      code: 'cli/misuse',
      context: { detail: expect.stringMatching(detail) as string },
    });
  });
});
