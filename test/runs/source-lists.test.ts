import { readdir, readFile, rm, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSourcesExport, runSourcesImport } from '../../src/cli/sources.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { hearTerminal } from '../heard-terminal.ts';
import { readProject } from '../../src/config/project.ts';
import { parseOpml } from '../../src/discover/parse-opml.ts';
import { NewsError } from '../../src/errors.ts';
import { startLoopbackServer } from '../loopback-server.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'courant-lists-'));
  await writeFile(join(root, 'courant.yaml'), 'fetch:\n  allowNetworks: [127.0.0.0/8]\n  delaySeconds: 0\n');
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Said {
  readonly data: string;
  readonly talk: string;
}

/** Runs a command and gives what it printed. */
async function run(task: (terminal: Terminal) => Promise<void>): Promise<Said> {
  const data: string[] = [];
  const talk: string[] = [];
  await task(hearTerminal({ data, said: talk }));
  return { data: data.join('\n'), talk: talk.join('\n') };
}

async function importText(text: string, json = false): Promise<Said> {
  const file = join(root, 'list');
  await writeFile(file, text);
  return run((terminal) => runSourcesImport(file, { dir: root, json }, terminal));
}

const opml = (body: string): string =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${body}</body></opml>`;
const feed = (url: string, rest = ''): string => `<outline type="rss" xmlUrl="${url}" ${rest}/>`;

describe('importing OPML', () => {
  const list = opml(
    `<outline text="World"><outline text="Coast">
       ${feed('https://harbor.example/feed', 'text="Harbor Gazette - News" htmlUrl="https://harbor.example/" language="en-GB"')}
       ${feed('https://rss.harbor.example/sport.xml', 'text="Harbor Gazette - Sport" htmlUrl="https://harbor.example/"')}
     </outline>${feed('http://ledger.example/rss?utm_source=x', 'title="The Ledger" category="/Money,/Trade/Ships"')}</outline>
     ${feed('https://harbor.example/feed#top', 'text="again"')}
     ${feed('javascript:alert(1)', 'text="x"')}${feed('ledger.example/b', 'text="x"')}
     ${feed('feed://kerrigal.example/all', 'text="Kerrigal &amp; Post"')}
     <outline type="include" text="others" url="http://169.254.169.254/list.opml"/>`,
  );

  test('leaves out what Miniflux or FreshRSS had switched off, and pages that only their rules can read', async () => {
    const { talk } = await importText(
      opml(
        `${feed('https://harbor.example/feed', 'text="Harbor" miniflux:crawler="true" frss:ttl="3600"')}
         ${feed('https://off.example/feed', 'text="Off" miniflux:disabled="true"')}
         ${feed('https://mute.example/feed', 'text="Mute" frss:ttl="-3600"')}
         <outline type="HTML+XPath" text="Board" xmlUrl="https://board.example/news" frss:xPathItem="//li"/>
         <outline type="JSONFeed" text="Ledger" xmlUrl="https://ledger.example/feed.json"/>`,
      ),
    );
    expect((await readProject(root)).sources.map(({ id }) => id)).toEqual(['harbor', 'ledger']);
    expect(talk).toContain('https://off.example/feed  switched off in the feed reader');
    expect(talk).toContain('https://mute.example/feed  switched off in the feed reader');
    expect(talk).toContain('https://board.example/news  a page, no feed');
  });

  test('names outlets on one machine by what the list calls them', async () => {
    await importText(
      opml(
        `${feed('http://127.0.0.1:4710/rss', 'text="Harbor"')}${feed('http://127.0.0.1:4711/rss', 'text="Ledger"')}`,
      ),
    );
    expect((await readProject(root)).sources.map(({ id }) => id)).toEqual(['harbor', 'ledger']);
  });

  test('writes one source file for each outlet, with its feeds, language and topics', async () => {
    const { talk } = await importText(list);
    const { sources } = await readProject(root);
    expect(
      sources.map(({ id, name, home, language, topics, feeds }) => ({
        id,
        name,
        home,
        language,
        topics,
        feeds: feeds.map(({ url }) => url),
      })),
    ).toEqual([
      // prettier-ignore
      {
        id: 'harbor',
        name: 'Harbor Gazette',
        home: 'https://harbor.example/',
        language: 'en-GB',
        topics: ['World', 'Coast'],
        feeds: ['https://harbor.example/feed', 'https://rss.harbor.example/sport.xml'],
      },
      { id: 'kerrigal', name: 'Kerrigal & Post', home: undefined, language: undefined, topics: [], feeds: ['http://kerrigal.example/all'] }, // prettier-ignore
      { id: 'ledger', name: 'The Ledger', home: undefined, language: undefined, topics: ['World', 'Money', 'Trade', 'Ships'], feeds: ['http://ledger.example/rss?utm_source=x'] }, // prettier-ignore
    ]);
    expect(talk).toMatch(/new sources +3/);
    expect(talk).toMatch(/named twice +1/);
    expect(talk).toContain('javascript:alert(1)  not http or https, but javascript');
    expect(talk).toContain('ledger.example/b  no http:// or https:// before it');
    expect(talk).toContain('http://169.254.169.254/list.opml  another list, which is not followed');
  });

  test('writes nothing the second time', async () => {
    await importText(list);
    const read = async (): Promise<readonly string[]> =>
      Promise.all((await readdir(join(root, 'sources'))).map((name) => readFile(join(root, 'sources', name), 'utf8')));
    const before = await read();
    const { talk } = await importText(list);
    expect(await read()).toEqual(before);
    expect(talk).toMatch(/had already +4/);
    expect(talk).toContain('Nothing was written.');
  });

  test('adds feeds to the source of the same outlet, and leaves its other lines alone', async () => {
    await importText(opml(feed('https://harbor.example/feed', 'text="Harbor"')));
    const file = join(root, 'sources', 'harbor.yaml');
    await writeFile(file, `# mine\n${await readFile(file, 'utf8')}exclude: [/live/]\n`);
    await importText(opml(feed('http://harbor.example/feed', 'text="Harbor"') + feed('https://www.harbor.example/b')));
    const [source] = (await readProject(root)).sources;
    expect(source?.feeds.map(({ url }) => url)).toEqual([
      'https://harbor.example/feed',
      'https://www.harbor.example/b',
    ]);
    expect(await readFile(file, 'utf8')).toMatch(/^# mine\n[^]*exclude: \[ ?\/live\/ ?\]/);
  });

  test('tells outlets on a shared site apart by name, and gives each an id of its own', async () => {
    await importText(
      opml(feed('https://feeds.feedburner.com/a', 'text="Alpha"') + feed('https://feeds.feedburner.com/b', 'text="Beta"') + feed('https://harbor.example/1') + feed('https://harbor.co.uk/1')), // prettier-ignore
    );
    expect((await readProject(root)).sources.map(({ id }) => id)).toEqual(['alpha', 'beta', 'harbor-co-uk', 'harbor']);
  });

  test('exports what it imports, and the other way round', async () => {
    await importText(list);
    const before = (await readProject(root)).sources;
    const { data, talk } = await run((terminal) => runSourcesExport({ dir: root, json: false }, terminal));
    expect(talk).toBe('3 sources, 4 feeds');
    expect(parseOpml(data)?.feeds).toHaveLength(4);
    await rm(join(root, 'sources'), { recursive: true });
    await importText(data);
    const bare = (sources: typeof before): unknown =>
      sources.map(({ id, name, home, feeds, topics }) => ({ id, name, home, feeds, topics: [...topics].sort() }));
    expect(bare((await readProject(root)).sources)).toEqual(bare(before));
  });

  test('comes from an address as well, by the polite client', async () => {
    const server = await startLoopbackServer({
      '/list.opml': list,
      '/robots.txt': 'User-agent: *\nDisallow: /no',
      '/no.opml': list,
      '/page': '<!doctype html><title>no list</title>',
    });
    try {
      const from = (path: string): Promise<Said> =>
        run((terminal) => runSourcesImport(server.url(path), { dir: root, json: false }, terminal));
      await from('/list.opml');
      expect((await readProject(root)).sources).toHaveLength(3);
      await expect(from('/no.opml')).rejects.toThrow(/fetch\/robots-disallowed/);
      await expect(from('/page')).rejects.toMatchObject({ code: 'import/not-a-feed-list' });
      await expect(from('/gone')).rejects.toThrow(/fetch\/gone/);
    } finally {
      await server.close();
    }
  });
});

describe('hostile OPML', () => {
  test.each([
    ['entities that grow', `<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>${opml(feed('https://a.example/&c;', 'text="&c;&c;&c;"'))}`], // prettier-ignore
    ['an external entity', `<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>${opml(feed('https://a.example/', 'text="&x;"'))}`], // prettier-ignore
    ['folders without end', opml('<outline text="x">'.repeat(200_000) + feed('https://a.example/', 'text="A"'))],
    ['a title of two million letters', opml(feed('https://a.example/', `text="${'x'.repeat(2_000_000)}"`))],
    ['ten thousand attributes', opml(feed('https://a.example/', Array.from({ length: 10_000 }, (_, i) => `a${i}="x"`).join(' ')))], // prettier-ignore
    ['categories without end', opml(feed('https://a.example/', `text="A" category="${'/a/b,'.repeat(200_000)}"`))],
    ['an end that is missing', opml(feed('https://a.example/', 'text="A"')).slice(0, -8)],
    ['text that breaks YAML and terminals', opml(feed('https://a.example/', 'text="a: [&#27;[2J &#10;- b"'))],
    ['a name that leaves the folder', opml(feed('https://feeds.feedburner.com/x', 'text="../../../etc/cron.d/x"'))],
  ])('%s costs little and gives one source', async (_name, text) => {
    const startedAt = performance.now();
    await importText(text);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(await readdir(join(root, 'sources'))).toHaveLength(1);
    const [source] = (await readProject(root)).sources;
    expect(source?.name.length).toBeLessThanOrEqual(300);
    expect(source?.name).not.toMatch(/[\u0000-\u001f]|root:/);
    expect(source?.topics.length).toBeLessThanOrEqual(8);
  });

  test.each([
    ['another kind of XML', '<rss version="2.0"><channel><outline xmlUrl="https://a.example/"/></channel></rss>'],
    ['nothing', ''],
    ['broken JSON', '{"a": ["https://a.example/"'],
    ['JSON nested without end', '['.repeat(1_000_000)],
    ['bytes', '\u0000\u0001\u0002'],
  ])('%s is no list', async (_name, text) => {
    await expect(importText(text)).rejects.toMatchObject({ code: 'import/not-a-feed-list' });
  });

  test('a file larger than an answer may be is not read', async () => {
    await writeFile(join(root, 'courant.yaml'), 'fetch:\n  maxBytes: 10000\n');
    const failure = await importText(opml(' '.repeat(20_000))).catch((error: unknown) => error);
    expect(failure instanceof NewsError ? failure.context.detail : '').toContain('larger than 10000 bytes');
  });

  test('an address of ten thousand characters is left out', async () => {
    const { talk } = await importText(opml(feed(`https://a.example/${'x'.repeat(10_000)}`)));
    expect(talk).toContain('longer than 2000 characters');
  });
});

describe('importing addresses by topic', () => {
  test('keeps the topics, and each address once', async () => {
    const list = { Sea: { kind: 'topic', feeds: ['https://a.example/feed', 'opencv.example/feed', 7] }, Land: ['https://a.example/feed', 'https://www.a.example/b'] }; // prettier-ignore
    const { data } = await importText(JSON.stringify(list), true);
    expect(JSON.parse(data)).toMatchObject({
      sources: [{ id: 'a', outcome: 'added', feeds: ['https://a.example/feed', 'https://www.a.example/b'] }],
      leftOut: [{ text: 'Sea' }, { text: 'opencv.example/feed', reason: 'no http:// or https:// before it' }],
    });
    expect((await readProject(root)).sources[0]?.topics).toEqual(['Sea', 'Land']);
  });

  test('of a thousand outlets takes seconds', async () => {
    const feeds = Array.from({ length: 1000 }, (_, i) => `https://paper-${i}.example/feed`);
    const startedAt = performance.now();
    await importText(JSON.stringify({ All: feeds }));
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(await readdir(join(root, 'sources'))).toHaveLength(1000);
  }, 30_000);
});
