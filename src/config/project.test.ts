import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NewsError } from '../errors.ts';
import { readProject } from './project.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'courant-config-'));
  await mkdir(join(root, 'sources'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const source = 'name: Harbor Gazette\nfeeds:\n  - url: https://harbor.example/feed.xml\n';

async function failure(files: Readonly<Record<string, string>>): Promise<NewsError['context'] & { code: string }> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  const error: unknown = await readProject(root).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NewsError)) throw new Error('expected a NewsError');
  return { ...error.context, code: error.code };
}

describe('readProject', () => {
  test('fills in defaults and reads the sources in order of their names', async () => {
    await writeFile(join(root, 'courant.yaml'), '# empty\n');
    await writeFile(join(root, 'sources', 'b-paper.yaml'), source);
    await writeFile(join(root, 'sources', 'a-paper.yml'), source);
    const project = await readProject(join(root, 'sources'));
    expect(project.root).toBe(root);
    expect(project.site).toMatchObject({ title: 'My news', timeZone: 'UTC', url: 'http://localhost:4600/' });
    expect(project.frontMatter).toBe('courant');
    expect(project.sources.map(({ id }) => id)).toEqual(['a-paper', 'b-paper']);
    expect(project.sources[0]?.feeds).toEqual([{ url: 'https://harbor.example/feed.xml', kind: 'feed' }]);
    expect(Object.isFrozen(project.sources[0]?.feeds)).toBe(true);
  });

  test('reads site rules, one selector or several a field', async () => {
    await writeFile(join(root, 'courant.yaml'), '');
    const rules =
      'rules:\n  - validUntil: 2026-02-03\n    body: .text\n  - validFrom: 2026-02-04\n    body: [article, main]\n';
    await writeFile(join(root, 'sources', 'a.yaml'), source + rules);
    expect((await readProject(root)).sources[0]?.rules).toEqual([
      { validUntil: '2026-02-03', body: ['.text'] },
      { validFrom: '2026-02-04', body: ['article', 'main'] },
    ]);
  });

  test('says where it looked when there is no project', async () => {
    expect(await failure({})).toMatchObject({
      code: 'config/not-found',
      detail: expect.stringContaining(root) as string,
    });
  });

  test.each([
    ['an unknown key at the top', 'sites:\n  title: x\n', 1, 'Did you mean `site`?'],
    ['an unknown key below', 'site:\n  # my paper\n  titel: x\n', 3, 'Did you mean `title`?'],
    ['an unknown key unlike any', 'site:\n  zebra: x\n', 2, 'Known here: title,'],
    ['a wrong type', 'fetch:\n  delaySeconds: soon\n', 2, '`fetch.delaySeconds`'],
    ['a value out of range', 'site:\n  title: x\n  pageSize: 0\n', 3, '`site.pageSize`'],
    ['a time zone that is none', 'site:\n  timeZone: Mars/Olympus\n', 2, 'IANA'],
    ['an offset in place of a time zone', 'site:\n  timeZone: "+01:00"\n', 2, 'IANA'],
    ['a misspelled profile', 'frontMatter: manroad\n', 1, 'mainroad'],
    ['a network that is none', 'fetch:\n  allowNetworks:\n    - localhost\n', 3, 'CIDR'],
    ['broken YAML', 'site:\n  title: "x\n', 3, 'Not valid YAML'],
    ['a list where a map belongs', '- a\n', undefined, 'The whole file'],
  ])('answers %s with file, line and what is wrong', async (_name, text, line, detail) => {
    const error = await failure({ 'courant.yaml': text });
    expect(error).toMatchObject({ code: 'config/invalid', file: join(root, 'courant.yaml') });
    expect(error.line).toBe(line);
    expect(error.detail).toContain(detail);
  });

  test.each([
    [
      'an unknown key of a feed',
      'name: A\nfeeds:\n  - url: https://a.example/\n    kinds: feed\n',
      4,
      'Did you mean `kind`?',
    ],
    ['an unknown key', `${source}exlude: [/live/]\n`, 4, 'Unknown key `exlude`. Did you mean `exclude`?'],
    [
      'a misspelled key that must be there',
      'name: A\nfeds:\n  - url: https://a.example/\n',
      2,
      'Did you mean `feeds`?',
    ],
    ['no feed', 'name: A\nfeeds: []\n', 2, 'at least one feed'],
    ['an address that is none', 'name: A\nfeeds:\n  - url: a.example\n', 3, 'http'],
    [
      'a pattern that is none',
      'name: A\nfeeds:\n  - url: https://a.example/\nexclude:\n  - "("\n',
      5,
      'regular expression',
    ],
    ['an unknown key of a rule', `${source}rules:\n  - bodi: .text\n`, 5, 'Did you mean `body`?'],
    [
      'a selector that is none',
      `${source}rules:\n  - body:\n      - .text\n      - "p:::"\n`,
      7,
      '`p:::` is no selector',
    ],
    ['a lone selector that is none', `${source}rules:\n  - strip: "//p"\n`, 5, '`//p` is no selector'],
    ['an attribute where elements belong', `${source}rules:\n  - body: a@href\n`, 5, 'not an attribute'],
    ['a day that is none', `${source}rules:\n  - validFrom: 2026-02-30\n`, 5, 'must be a day'],
    [
      'days in the wrong order',
      `${source}rules:\n  - validFrom: 2026-02-03\n    validUntil: 2026-02-02\n`,
      5,
      'lies before',
    ],
    [
      'two rules for one day',
      `${source}rules:\n  - validUntil: 2026-02-03\n  - validFrom: 2026-02-03\n`,
      6,
      'rules 1 and 2',
    ],
  ])('answers a source file with %s', async (_name, text, line, detail) => {
    const error = await failure({ 'courant.yaml': '', 'sources/a.yaml': text });
    expect(error.file).toBe(join(root, 'sources', 'a.yaml'));
    expect(error.line).toBe(line);
    expect(error.detail).toContain(detail);
  });

  test('tells all mistakes of a file, in the order of their lines, and nothing that only follows from one', async () => {
    const error = await failure({
      'courant.yaml': '',
      'sources/a.yaml':
        'nam: A\nfeeds:\n  - url: a.example\n    kind: sitemaps\nrecheck: [soon]\ncountry: gb\ntopics: ports\n',
    });
    expect([error, ...(error.also ?? [])].map(({ line, detail }) => `${line ?? '?'} ${detail ?? ''}`)).toEqual([
      '1 Unknown key `nam`. Did you mean `name`?',
      '3 `feeds.0.url`: must be an absolute http or https address, as `https://news.example/`; found: `a.example`.',
      '4 `feeds.0.kind`: must be one of `feed`, `sitemap`, `front-page` (did you mean `sitemap`?); found: `sitemaps`.',
      '5 `recheck.0`: must be a time as `30m`, `6h`, `7d` or `2w`; found: `soon`.',
      '6 `country`: must be a country code of two capital letters (ISO 3166-1), as `GB`; found: `gb`.',
      '7 `topics`: must be a list; found: `ports`.',
    ]);
  });

  test('tells the mistakes of all files', async () => {
    const error = await failure({
      'courant.yaml': 'site:\n  titel: x\n',
      'sources/a.yaml': 'name: "A\n',
      'sources/b.yaml': source,
      'sources/c.yaml': `${source}exclude: "("\n`,
      'policy.yaml': 'articles: [{ article: x }]\n',
    });
    expect(
      [error, ...(error.also ?? [])].map(({ file, line }) => `${relative(root, file ?? '')}:${line ?? ''}`),
    ).toEqual(['courant.yaml:2', 'sources/a.yaml:2', 'sources/c.yaml:4', 'policy.yaml:1']);
  });

  test.each([
    ['a tab', 'site:\n\ttitle: x\n', 2, 1, 'by spaces, not by tabs'],
    ['a colon in a text', 'site:\n  title: News: mine\n', 2, 10, 'needs quotes'],
    ['a key twice', 'git: true\ngit: false\n', 2, 1, 'for the second time'],
    ['no colon', 'site\n  title: x\n', 1, 1, '`:` behind it'],
    ['an @ at the beginning', 'site:\n  title: @home\n', 2, 10, 'needs quotes'],
  ])('answers %s with line, column and the likely cause', async (_name, text, line, column, detail) => {
    const error = await failure({ 'courant.yaml': text });
    expect(error).toMatchObject({ line, column, detail: expect.stringContaining(detail) as string });
  });

  test.each([
    ['lists', '['.repeat(20_000)],
    ['maps', `site: ${'{ a: '.repeat(20_000)}`],
    ['lines', Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
    ['keys', 'fetch:\n'.repeat(30).replaceAll('\n', '').repeat(400)],
  ])('answers %s without end as what they are', async (_name, text) => {
    expect((await failure({ 'courant.yaml': text })).detail).toMatch(/nested too deeply|not valid YAML/i);
  });

  test.each([
    ['an alias that names nothing', 'site: { title: *mine }\n', 'Unresolved alias'],
    ['an alias that names itself', 'site: &a\n  title: *a\n', 'more than 30 levels'],
    ['a key on the wrong level', 'delaySeconds: 3\n', 'It belongs below `fetch`.'],
    ['a key below another', 'fetch:\n  metrics: open\n', 'It belongs to the left margin, not below `fetch`.'],
    ['a number out of range', 'fetch: { timeoutSeconds: 0 }\n', 'must be more than 0; found: `0`.'],
    ['a broken number', 'site: { pageSize: 7.5 }\n', 'must be a whole number; found: `7.5`.'],
    ['a word for yes', 'git: yes\n', 'must be `true` or `false`; found: `yes`.'],
    ['a number for a text', 'site: { title: 2026 }\n', 'must be a text (in quotes'],
  ])('answers %s', async (_name, text, detail) => {
    expect((await failure({ 'courant.yaml': text })).detail).toContain(detail);
  });

  test('shows no secret in a report', async () => {
    const error = await failure({
      'courant.yaml':
        'database: mysql://u:hidden@h/d\nwebhooks: [{ name: a, url: https://a.example/, secret: hidden }]\n',
    });
    expect(error.also).toHaveLength(1);
    expect(JSON.stringify(error)).not.toContain('hidden');
  });

  test('takes a key with nothing behind it for one that is left out', async () => {
    await writeFile(join(root, 'courant.yaml'), 'site:\n  # title: x\nfetch:\n  contact:\n');
    expect((await readProject(root)).site.title).toBe('My news');
  });

  test('refuses a source file whose name is no id', async () => {
    expect(await failure({ 'courant.yaml': '', 'sources/My Paper.yaml': source })).toMatchObject({
      code: 'config/invalid',
    });
  });

  test('a contact cannot break out of the User-Agent header', async () => {
    await writeFile(join(root, 'courant.yaml'), 'fetch:\n  contact: "me@example.org\\r\\nX-Evil: 1"\n');
    expect((await readProject(root)).fetch.userAgent).toBe('Courant/0.1.0 (+me@example.orgX-Evil:1)');
  });
});
