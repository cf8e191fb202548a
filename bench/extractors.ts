import { parseDocument } from 'htmlparser2';
import type * as Library from '../src/extract.ts';
import type * as Parse from '../src/html/parse.ts';
import type { BenchPage } from './pages.ts';
import { loadPeer } from './peers/load-peer.ts';

/** Reads one page; `text` is its bytes, decoded: only ours decodes them itself. */
export type ReadPage = (page: BenchPage, text: string) => unknown;

/** Ways to read a page: the parser that all are compared with, ours, and the peers. Each is loaded only when it is called
 *  for; undefined where `npm ci --prefix bench/peers` has not installed it. */
export const extractors: Readonly<Record<string, () => Promise<ReadPage | undefined>>> = {
  'htmlparser2 tree': () => Promise.resolve((_, text) => parseDocument(text)),
  'Courant tree': async () => {
    const { parseHtml } = (await importBuilt('html/parse')) as typeof Parse;
    return (_, text) => parseHtml(text);
  },
  'Courant extract + Markdown': async () => {
    const { extract, renderMarkdown } = (await importBuilt('extract')) as typeof Library;
    return ({ url, bytes }) => {
      const article = extract(bytes, { url, headers: { 'content-type': 'text/html' }, now });
      return article.ok ? renderMarkdown(article.value.blocks) : '';
    };
  },
  'parse5 tree': async () => {
    const parse5 = await loadPeer('parse5');
    if (!parse5) return undefined;
    const parse = parse5['parse'] as (html: string) => unknown;
    return (_, text) => parse(text);
  },
  'Readability + linkedom': async () => {
    const [readability, linkedom] = await Promise.all([loadPeer('@mozilla/readability'), loadPeer('linkedom')]);
    if (!readability || !linkedom) return undefined;
    const Reader = readability['Readability'] as Reader;
    const parseHTML = linkedom['parseHTML'] as ParseHtml;
    return orNothing((_, text) => new Reader(parseHTML(text).document).parse());
  },
  'Readability + jsdom': async () => {
    const [readability, jsdom] = await Promise.all([loadPeer('@mozilla/readability'), loadPeer('jsdom')]);
    if (!readability || !jsdom) return undefined;
    const Reader = readability['Readability'] as Reader;
    const Dom = jsdom['JSDOM'] as Dom;
    // One that nobody listens to: broken style sheets are told on the console otherwise.
    const virtualConsole = new (jsdom['VirtualConsole'] as new () => object)();
    return orNothing(({ url }, text) => {
      const { window } = new Dom(text, { url, virtualConsole });
      new Reader(window.document).parse();
      window.close();
    });
  },
  'Defuddle + linkedom, Markdown': async () => {
    const [defuddle, linkedom] = await Promise.all([loadPeer('defuddle/node'), loadPeer('linkedom')]);
    if (!defuddle || !linkedom) return undefined;
    const extract = defuddle['Defuddle'] as Defuddle;
    const parseHTML = linkedom['parseHTML'] as ParseHtml;
    // Without `useAsync: false` it would ask other sites for what is embedded.
    const options = { markdown: true, useAsync: false };
    return orNothing(({ url }, text) => extract(parseHTML(text).document, url, options));
  },
};

type Reader = new (document: unknown) => { parse(): unknown };
type ParseHtml = (html: string) => { document: unknown };
type Dom = new (html: string, options: object) => { window: { document: unknown; close(): void } };
type Defuddle = (document: unknown, url: string, options: object) => Promise<unknown>;

const now = Date.UTC(2026, 10, 23);

/** A module of the package as it is published: what runs the sources in development makes them slower by a sixth. */
function importBuilt(name: string): Promise<unknown> {
  return import(new URL(`../dist/${name}.js`, import.meta.url).href);
}

/** A peer that throws on a page goes on with the next one: its time counts until then. */
function orNothing(read: ReadPage): ReadPage {
  return async (page, text) => {
    try {
      return await read(page, text);
    } catch (error) {
      return error;
    }
  };
}
