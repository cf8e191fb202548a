import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findAll, getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { exportHugo, type HugoReport } from '../../src/pipeline/export-hugo.ts';
import { initHugo } from '../../src/pipeline/init-hugo.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const version = spawnSync('hugo', ['version'], { encoding: 'utf8' });
const hasHugo = version.error === undefined && version.status === 0;
const suite = hasHugo ? 'the archive in Hugo' : 'the archive in Hugo (SKIPPED: hugo is not on the PATH)';

/** What two sites of one archive must tell alike. */
interface Told {
  readonly title: string;
  /** Epoch ms; of an article without a date the day on which it was collected. */
  readonly date: number | string;
  readonly tags: readonly string[];
}

describe.skipIf(!hasHugo)(suite, () => {
  let newsroom: Newsroom;
  let project: NewsroomProject;
  let root = '';
  let translated = '';
  let joined = '';

  beforeAll(async () => {
    newsroom = await startNewsroom();
    project = await makeNewsroomProject(newsroom, { site: { title: 'Test', timeZone: 'Europe/Berlin' } });
    await project.collect();
    root = join(project.root, 'hugo');
    // A translation lies beside its original, under the same name with the language.
    const names = await readdir(join(project.root, 'content'), { recursive: true, encoding: 'utf8' });
    const original = names.find((path) => path.includes('night-ferry'));
    translated = (original ?? '').replace(/\.md$/, '');
    const text = await readFile(join(project.root, 'content', original ?? ''), 'utf8');
    const german = text.replace(/^title: .*$/m, 'title: "Die Nachtfähre kommt wieder"').replaceAll('"en-GB"', '"de"');
    const elsewhere = german.replaceAll('night-ferry-returns', 'de/night-ferry-returns');
    await writeFile(join(project.root, 'content', `${translated}.de.md`), elsewhere);
    // One under another name is joined to its original by a key.
    const [ours = ''] = names.filter((path) => path.includes('last-bus'));
    const key = '---\ntranslationKey: "bus"\n';
    const bus = await readFile(join(project.root, 'content', ours), 'utf8');
    await writeFile(join(project.root, 'content', ours), bus.replace('---\n', key));
    const busGerman = elsewhere.replace('---\n', key).replaceAll('de/night-ferry-returns', 'de/bus');
    await writeFile(join(project.root, 'content', dirname(ours), 'bus.de.md'), busGerman);
    joined = ours.replace(/\.md$/, '');
    await project.reindex();
    await project.build();
  }, 120_000);
  afterAll(async () => {
    await project.remove();
    await newsroom.stop();
  });

  const exported = async (): Promise<HugoReport> => {
    const settings = await project.read();
    return project.withStore((store) => exportHugo(settings, store, { now: () => systemClock.now() }));
  };

  /** Runs Hugo; what it says. */
  function build(destination: string, ...more: readonly string[]): string {
    const options = ['--source', root, '--destination', destination, '--cleanDestinationDir', ...more];
    const env = { PATH: process.env['PATH'], HOME: project.root };
    const { status, stdout, stderr } = spawnSync('hugo', options, { encoding: 'utf8', env });
    expect(stdout + stderr).not.toMatch(/WARN|ERROR/);
    expect(status).toBe(0);
    return stdout;
  }

  test('without a theme has the same pages, titles, dates and tags as our own site', async () => {
    await initHugo(await project.read(), 'none');
    expect((await exported()).articles).toBeGreaterThan(50);
    build(join(root, 'public'));
    const own = await readSite(join(project.root, 'public'), tellOwn);
    const theirs = await readSite(join(root, 'public'), tellHugo);
    expect([...theirs.keys()]).toEqual([...own.keys()]);
    for (const [path, told] of theirs) expect(told, path).toEqual(own.get(path));
    expect(own.size).toBeGreaterThan(50);
    expect(own.has(`de/${translated}`)).toBe(true);

    for (const list of ['categories', 'tags']) {
      const [ours, named] = await Promise.all(
        [project.root, root].map((folder) => listNames(join(folder, 'public', list))),
      );
      expect(named).toEqual(expect.arrayContaining([...(ours ?? ['?'])]));
      if (list === 'categories') expect(named?.filter((name) => name !== 'stories')).toEqual(ours);
    }
  }, 60_000);

  test('leads from an article to its translation, in both ways', async () => {
    const read = (folder: string): Promise<string> => readFile(join(root, 'public', folder, 'index.html'), 'utf8');
    expect(await read(translated)).toContain(`hreflang="de" lang="de" href="/de/${translated}/"`);
    expect(await read(`de/${translated}`)).toContain(`hreflang="en" lang="en" href="/${translated}/"`);
    expect(await read(joined)).toContain(`hreflang="de" lang="de" href="/de/${dirname(joined)}/bus/"`);
    expect(await read('search')).toContain('data-indexes="/index.json /de/index.json"');
    const index: unknown = JSON.parse(await readFile(join(root, 'public', 'de', 'index.json'), 'utf8'));
    expect(index).toHaveLength(2);
  });

  test('has nothing left of an article that was taken down', async () => {
    const file = join(project.root, 'policy.yaml');
    await writeFile(
      file,
      `articles:\n  - article: content/${translated}.md\n    text: private\n    reason: a take-down\n`,
    );
    expect(await exported()).toMatchObject({ withheld: 2 });
    build(join(root, 'public'));
    await rm(file);
    const left = await readSite(join(root, 'public'), (page) => textContent(page).includes('Lady Corrin arrives'));
    expect([...left.keys()].filter((path) => path.includes(translated))).toEqual([]);
    const files = await readdir(root, { recursive: true, encoding: 'utf8' });
    expect(files.filter((path) => path.includes('night-ferry-to'))).toEqual([]);
  }, 60_000);

  test('with a theme like Mainroad has its descriptions, makes widgets once, and asks nobody else', async () => {
    const other = join(project.root, 'mainroad');
    await initHugo(await project.read(), 'mainroad');
    await exported();
    await writeTheme(join(root, 'themes', 'mainroad'));
    const talk = build(other, '--templateMetrics', '--templateMetricsHints');
    for (const widget of ['recent', 'taglist']) {
      const [, cached = '', called = ''] = new RegExp(`(\\d+) +(\\d+) +partials/courant/${widget}`).exec(talk) ?? [];
      expect([widget, Number(called) - Number(cached)]).toEqual([widget, 2]); // of two languages
      expect(Number(called)).toBeGreaterThan(50);
    }
    const page = await readFile(join(other, translated, 'index.html'), 'utf8');
    const [description] = getElementsByTagName('meta', parseDocument(page)).filter(
      ({ attribs }) => attribs['name'] === 'description',
    );
    expect(description?.attribs['content']).toContain('The crossing that half of Port Merrow');
    expect(page).toContain('action="/search/"');
    expect(page).toContain('class="widget-recent widget"');
    expect(page).toContain('class="widget-taglist widget"');
    const asked = findAll(({ name }) => ['script', 'img', 'link', 'form'].includes(name), parseDocument(page).children)
      .filter(({ attribs }) => attribs['rel'] !== 'canonical' && attribs['rel'] !== 'alternate')
      .map(({ attribs }) => attribs['src'] ?? attribs['href'] ?? attribs['action'] ?? '');
    expect(asked.filter((address) => !address.startsWith('/') && address !== '')).toEqual([]);
  }, 60_000);

  test('keeps what somebody changed when settings and layouts are made again', async () => {
    const settings = await project.read();
    await initHugo(settings, 'none');
    const changed = join(root, 'layouts', '_default', 'single.html');
    await writeFile(changed, 'mine');
    expect(await initHugo(settings, 'none')).toMatchObject({
      written: [],
      leftAlone: ['layouts/_default/single.html'],
    });
    expect((await initHugo(settings, 'mainroad')).leftAlone).toEqual([]);
    expect(await readFile(changed, 'utf8')).toBe('mine');
    expect(await readFile(join(root, 'hugo.toml'), 'utf8')).toContain('theme = "mainroad"');
  });
});

/** What a reader makes of the page of each article, by its folder. */
async function readSite<T>(
  folder: string,
  tell: (page: ReturnType<typeof parseDocument>) => T | undefined,
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  const names = (await readdir(folder, { recursive: true, encoding: 'utf8' })).sort();
  for (const name of names) {
    if (!/^(?:de\/)?post\/\d+\/\d+\/\d+\/[^/]+\/[^/]+\/index\.html$/.test(name)) continue;
    const told = tell(parseDocument(await readFile(join(folder, name), 'utf8')));
    if (told !== undefined) found.set(dirname(name), told);
  }
  return found;
}

/** By the structured data of our page. */
function tellOwn(page: ReturnType<typeof parseDocument>): Told | undefined {
  const [data] = findAll(({ attribs }) => attribs['type'] === 'application/ld+json', page.children);
  const { headline, datePublished, keywords } = JSON.parse(data === undefined ? '{}' : textContent(data)) as {
    headline?: string;
    datePublished?: string;
    keywords?: readonly string[];
  };
  if (headline === undefined) return undefined;
  const [time] = getElementsByTagName('time', page);
  const date = datePublished === undefined ? (time?.attribs['datetime'] ?? '') : Date.parse(datePublished);
  return { title: headline, date, tags: [...(keywords ?? [])].sort() };
}

function tellHugo(page: ReturnType<typeof parseDocument>): Told {
  const [heading] = getElementsByTagName('h1', page);
  const [time] = getElementsByTagName('time', page);
  const tags = getElementsByTagName('a', page).filter(({ attribs }) => attribs['rel'] === 'tag');
  return {
    title: heading === undefined ? '' : textContent(heading),
    date: Date.parse(time?.attribs['datetime'] ?? ''),
    tags: tags.map((tag) => textContent(tag)).sort(),
  };
}

/** The headings of the lists in a folder. */
async function listNames(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || /^page(?:-\d+)?$/.test(entry.name)) continue;
    const page = parseDocument(await readFile(join(folder, entry.name, 'index.html'), 'utf8'));
    names.push(...getElementsByTagName('h1', page).map((heading) => textContent(heading)));
  }
  return names.sort();
}

/** A theme with the parts that our layouts expect of Mainroad: a sidebar of the widgets that front matter names. */
async function writeTheme(folder: string): Promise<void> {
  const files = {
    'layouts/_default/single.html': '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}',
    'layouts/_default/list.html': '{{ define "main" }}{{ range .Pages }}<h2>{{ .Title }}</h2>{{ end }}{{ end }}',
    'layouts/partials/header.html': '<header>{{ site.Title }}</header>',
    'layouts/partials/footer.html': '<footer></footer>',
    'layouts/partials/sidebar.html':
      '{{ $page := . }}{{ range .Params.widgets }}{{ partial (printf "widgets/%s.html" .) $page }}{{ end }}',
    'assets/css/style.css': 'body { margin: 0 }',
    'static/js/menu.js': '',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
