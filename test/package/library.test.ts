import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../src/extract.ts';
import { root } from '../house/source-files.ts';
import { readDocumentBlocks } from '../docs/document-blocks.ts';
import { articlePage, startOneOutlet } from '../runs/one-outlet.ts';
import { buildPackage, type BuiltPackage } from '../runs/build-package.ts';
import { apiFile } from './api-file.ts';
import { describeApi } from './describe-api.ts';
import { listLoads } from './list-loads.ts';

const url = 'https://tidewater.example/2026/03/04/pier';
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier to be rebuilt</title></head><body>
  <article><h1>Pier to be rebuilt</h1><p>By Ada Quill</p>${Array.from({ length: 5 }, (_, i) => `<p>The council of Tidewater voted on Tuesday to rebuild the <b>old pier</b> before the herring come back: vote number ${i + 1} of a long night.</p>`).join('')}</article></body></html>`;

const feedsPackages = ['dom-serializer', 'domelementtype', 'domhandler', 'domutils', 'entities', 'htmlparser2', 'iconv-lite', 'safer-buffer', 'tldts']; // prettier-ignore
const extractPackages = ['boolbase', 'css-select', 'css-what', 'dom-serializer', 'domelementtype', 'domhandler', 'domutils', 'entities', 'iconv-lite', 'nth-check', 'safer-buffer', 'tldts']; // prettier-ignore

let library: BuiltPackage;
beforeAll(() => {
  library = buildPackage({ declarations: true });
}, 180_000);
afterAll(() => library.remove());

/** Writes a file beside the package and runs it; its output. */
function run(name: string, code: string): string {
  writeFileSync(join(library.folder, name), code);
  const ended = spawnSync(process.execPath, [name], { cwd: library.folder, encoding: 'utf8' });
  expect(ended.status, ended.stderr).toBe(0);
  return ended.stdout;
}

async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: library.folder },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'courant',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

describe('in a browser', () => {
  test('the bundle needs nothing of Node, and reads the same', async () => {
    const code = await bundle(`export * from 'courant/extract'`);
    const context = createContext({ TextDecoder, URL, html, bytes: new TextEncoder().encode(html), options: { url } });
    runInContext(code, context);
    const globals = runInContext('[typeof process, typeof Buffer, typeof require]', context) as string[];
    expect([...globals]).toEqual(['undefined', 'undefined', 'undefined']);
    const read = (name: string): unknown =>
      JSON.parse(runInContext(`JSON.stringify(courant.extract(${name}, options))`, context) as string);
    const own: unknown = JSON.parse(JSON.stringify(extract(html, { url })));
    expect(own).toMatchObject({ ok: true });
    expect(read('html')).toEqual(own);
    expect(read('bytes')).toEqual(own);
    expect(runInContext('courant.renderMarkdown(courant.extract(html, options).value.blocks)', context)).toContain(
      '**old pier**',
    );
    // Half a megabyte of tables for legacy encodings stays out of it.
    expect(gzipSync(code).length).toBeLessThan(200_000);
  });

  test('bytes of legacy encodings are read by the browser', async () => {
    const code = await bundle(`export * from 'courant/extract'`);
    const russian = html.replace('utf-8', 'koi8-r').replace('By Ada Quill', '<b>МОСТ</b> over the river of Tidewater.');
    const koi8 = new Map([...'МОСТ'].map((letter, index) => [letter, [0xed, 0xef, 0xf3, 0xf4][index] ?? 0]));
    const bytes = Uint8Array.from(russian, (letter) => koi8.get(letter) ?? letter.charCodeAt(0));
    const context = createContext({ TextDecoder, URL, bytes, options: { url } });
    runInContext(code, context);
    const text: unknown = runInContext('courant.renderText(courant.extract(bytes, options).value.blocks)', context);
    expect(text).toContain('МОСТ over the river');
  });
});

describe('as a package', () => {
  test('ES modules and CommonJS read it by its name', () => {
    const print = `console.log(extract(${JSON.stringify(html)}).value.title)`;
    expect(run('own.mjs', `import { extract } from 'courant/extract'; ${print}`)).toBe('Pier to be rebuilt\n');
    expect(run('own.cjs', `import('courant/extract').then(({ extract }) => ${print})`)).toBe('Pier to be rebuilt\n');
  });

  test.each([
    ['courant/extract', extractPackages],
    ['courant/feeds', feedsPackages],
    ['courant/robots', []],
    ['courant/client', []],
  ])('%s loads no database, no server and no pictures', (entry, packages) => {
    expect(listLoads(library.folder, entry).packages).toEqual(packages);
  });

  test('courant loads the database, and neither server nor pictures', () => {
    const { packages } = listLoads(library.folder, 'courant');
    expect(packages).toContain('libsql');
    expect(
      packages.filter((name) => /^(?:hono|@hono|sharp|@img|@modelcontextprotocol|openid-client)/.test(name)),
    ).toEqual([]);
  });

  test.each(['nodenext', 'bundler'])(
    'types of all entries stand by themselves for moduleResolution %s',
    (resolution) => {
      const use = `import { extract, renderText, type Article } from 'courant/extract';
      import { findLinks, type LinkList } from 'courant/feeds';
      import { isAllowed, parseRobots } from 'courant/robots';
      import { createClient } from 'courant/client';
      const outcome = extract(new Uint8Array(), { url: 'https://a.example/', headers: new Headers() });
      if (outcome.ok) { const article: Article = outcome.value; renderText(article.blocks, { without: ['captions'] }); }
      const list = findLinks('', { url: 'https://a.example/', headers: new Headers() });
      if (list.ok) { const links: LinkList = list.value; extract('', { hints: links.links[0]?.hints ?? {} }); }
      const allowed: boolean = isAllowed(parseRobots(''), 'Example', 'https://a.example/').allowed;
      createClient({ url: 'https://a.example/' });
      // @ts-expect-error: not a page
      extract(null);
      // @ts-expect-error: no address
      findLinks('', {});`;
      const compilerOptions = {
        ...{
          noEmit: true,
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          skipLibCheck: false,
        },
        ...(resolution === 'nodenext' ? { module: 'nodenext' } : { module: 'esnext', moduleResolution: 'bundler' }),
        ...{ target: 'es2023', lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], types: [] },
      };
      writeFileSync(join(library.folder, 'use.mts'), use);
      const own = `import { openProject, type Archive } from 'courant'; export const archive: Promise<Archive> = openProject('.');`;
      writeFileSync(join(library.folder, 'own.mts'), own);
      expect(check(compilerOptions, ['use.mts'])).toBe('');
      // Programs over archives run in Node, and have its types.
      if (resolution === 'nodenext') expect(check({ ...compilerOptions, types: ['node'] }, ['own.mts'])).toBe('');
    },
    120_000,
  );

  test('what each entry exports is written down (`npm run api:update` does), with every type that it names', () => {
    for (const { name, report, hidden } of describeApi(join(library.folder, 'node_modules', 'courant'))) {
      expect.soft(report).toBe(readFileSync(apiFile(name), 'utf8'));
      expect.soft([name, ...hidden]).toEqual([name]);
    }
  }, 60_000);
});

describe('examples of the documents', () => {
  const blocks = readDocumentBlocks().filter(({ language }) => ['ts', 'js', 'cjs'].includes(language));
  const nameOf = (index: number): string => `example-${index}.${blocks[index]?.language === 'cjs' ? 'cjs' : 'mjs'}`;
  /** What documents say that an example has. */
  const given = `export {};
declare global {
  const html: string;
  const bytes: Uint8Array;
  const feed: string;
  const robotsTxt: string;
  const folder: string;
}`;

  test('those in TypeScript are accepted by the compiler', () => {
    writeFileSync(join(library.folder, 'given.d.ts'), given);
    const files = blocks.flatMap(({ language, text }, index) => {
      if (language !== 'ts') return [];
      writeFileSync(join(library.folder, `example-${index}.mts`), text);
      return [`example-${index}.mts`];
    });
    expect(files.length).toBeGreaterThan(6);
    const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'es2023', types: ['node'] };
    expect(check(compilerOptions, ['given.d.ts', ...files])).toBe('');
  }, 60_000);

  test('all run, but for that of the client, which has a test with a server', async () => {
    const outlet = await startOneOutlet({ fetch: { allowNetworks: ['127.0.0.0/8'], delaySeconds: 0 } });
    try {
      outlet.feed(['/ferry']);
      outlet.answer('/ferry', articlePage({ title: 'The ferry runs again', subject: 'ferry' }));
      writeFileSync(join(library.folder, 'given.mjs'), givenValues(outlet.project.root));
      const outputs = new Map<string, string>();
      for (const [index, { place, language, text }] of blocks.entries()) {
        if (text.includes('courant/client')) continue;
        const { code } = await transform(text, { loader: language === 'ts' ? 'ts' : 'js', target: 'es2022' });
        writeFileSync(join(library.folder, nameOf(index)), code);
        const args = ['--import', './given.mjs', nameOf(index)];
        const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: library.folder });
        outputs.set(place, stdout);
      }
      const said = [...outputs.values()].join('\n');
      for (const part of [
        /\*\*old pier\*\*/,
        /from: '[^']+', confidence/,
        'Disallow: /live/',
        'tdm-policy:https://gull.example/terms.json',
      ])
        expect(said).toMatch(part);
      expect(said).toMatch(/1 links 1 stored\n\d+ files in public\/\nThe ferry runs again \d+/);
      expect(said).toContain('feed https://gull.example/feed.xml');
      expect(said).toContain('<em>ferry</em>');
    } finally {
      await outlet.stop();
    }
  }, 120_000);
});

function givenValues(folder: string): string {
  const robotsTxt = 'User-agent: *\nDisallow: /live/\nCrawl-delay: 2\nSitemap: https://gull.example/sitemap.xml\n';
  const item = '<item><title>Pier to be rebuilt</title><link>https://gull.example/2026/03/04/pier</link></item>';
  const feed = `<rss version="2.0"><channel><title>The Gull</title>${item}</channel></rss>`;
  const page = html.replace('<article>', '<a href="/feed.xml">RSS</a><a href="/2026/03/04/council-votes-on-the-old-pier">Council of the town votes on the old pier</a><article>'); // prettier-ignore
  return `Object.assign(globalThis, ${JSON.stringify({ html: page, feed, robotsTxt, folder })});
    globalThis.bytes = new TextEncoder().encode(html);`;
}

/** What the compiler has to say. */
function check(compilerOptions: object, files: readonly string[]): string {
  writeFileSync(join(library.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  return spawnSync(tsc, ['-p', '.'], { cwd: library.folder, encoding: 'utf8' }).stdout;
}
