import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { truthOf, type TrueArticle } from '../newsroom-truth.ts';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { extractArticle, type ExtractContext } from '../../src/extract/extract-article.ts';
import type { ReadablePage } from '../../src/extract/read-document.ts';
import { inlineText } from '../../src/extract/to-inlines.ts';
import type { Article, Block } from '../../src/model/article.ts';
import { parseSourceId } from '../../src/model/ids.ts';
import { ok } from '../../src/model/outcome.ts';
import type { Page } from '../../src/model/page.ts';
import { readArticle } from '../../src/pipeline/read-article.ts';
import type { PartReader } from '../../src/pipeline/read-part.ts';
import { toUrl } from '../../src/url/normalize.ts';

/** Every article of the newsroom read without its feed, field by field against what it was made from. */
const fields = [
  'title',
  'authors',
  'published',
  'language',
  'kind',
  'image',
  'standfirst',
  'paragraphs',
  'captions',
] as const;
type Field = (typeof fields)[number];

/** What is wrong and known: `outlet/path field`. A row that starts to pass breaks the build. */
const knownFailures: ReadonlySet<string> = new Set([
  // The section is only words in the line of the date.
  'stepnoy-kray/news.php?id=7704 kind',
]);

const editions = [1, 2] as const;
const fetchedAt = '2026-12-01T00:00:00Z';
const newsrooms = new Map<number, Newsroom>();

beforeAll(async () => {
  for (const edition of editions) newsrooms.set(edition, await startNewsroom({ edition }));
}, 60_000);
afterAll(async () => {
  for (const newsroom of newsrooms.values()) await newsroom.stop();
});

function even(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function fetchPage(address: string): Promise<Page> {
  let answer = await fetch(address);
  if (!answer.ok) answer = await fetch(address);
  const url = toUrl(answer.url);
  if (url === null) throw new Error(`no address: ${address}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const { status, headers } = answer;
  return { requestedUrl: url, url, status, headers: [...headers], raw: bytes, bytes, fetchedAt };
}

/** As the pipeline reads it, with its other pages, but without the feed. */
async function readPage(address: string, outlet: string): Promise<Article> {
  const source = parseSourceId(outlet);
  if (source === null) throw new Error(`no source: ${outlet}`);
  const extract = async (page: ReadablePage, context: ExtractContext) => extractArticle(page, context);
  const tools = { project: { sources: [] }, extract };
  const readPart: PartReader = async (url) => ok(await fetchPage(url));
  const outcome = await readArticle(await fetchPage(address), { hints: {}, source }, readPart, tools);
  if (!outcome.ok) throw new Error(`${address}: ${outcome.skip.code} ${outcome.skip.detail}`);
  return outcome.value.article;
}

function paragraphsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'entry') return paragraphsOf(block.blocks);
    return block.kind === 'paragraph' && block.role === undefined ? [even(inlineText(block.inlines))] : [];
  });
}

/** The wall-clock time of an instant, or the whole instant, or nothing: as far as the page itself states it. */
function stated(instant: string | undefined, from: TrueArticle['dateFrom']): string | undefined {
  if (instant === undefined || from === 'feed') return undefined;
  return from === 'local' ? instant.slice(0, 16) : new Date(instant).toISOString();
}

function captionsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'entry') return captionsOf(block.blocks);
    return block.kind === 'figure' && block.caption.length > 0 ? [even(inlineText(block.caption))] : [];
  });
}

/** Captions: those that are none. A lead picture may stand outside the body, and its caption with it. */
function shown(article: Article, { dateFrom, captions, image }: TrueArticle): Readonly<Record<Field, unknown>> {
  return {
    title: article.title,
    authors: article.authors,
    published: stated(article.published?.instant, dateFrom),
    language: article.language,
    kind: article.kind,
    // Without a lead picture, the first one of the text stands in.
    image: article.image === undefined || image === '' ? '' : new URL(article.image.url).pathname,
    standfirst: even(article.standfirst),
    paragraphs: paragraphsOf(article.blocks),
    captions: captionsOf(article.blocks).filter((caption) => !captions.map(even).includes(caption)),
  };
}

function wanted(truth: TrueArticle): Readonly<Record<Field, unknown>> {
  const { title, authors, language, kind, image, standfirst, texts, dateFrom, published } = truth;
  return {
    ...{ title, authors, language, kind, image },
    published: stated(published, dateFrom),
    standfirst: even(standfirst),
    paragraphs: texts.map(even),
    captions: [],
  };
}

describe.each(editions)('pages of the newsroom in edition %i', (edition) => {
  test.each(truthOf(edition).articles.map((truth) => [`${truth.outlet}${truth.path}`, truth] as const))(
    '%s',
    async (name, truth) => {
      const home = newsrooms.get(edition)?.outlets.find(({ id }) => id === truth.outlet)?.home ?? '';
      const article = await readPage(new URL(truth.path, home).href, truth.outlet);
      const own = shown(article, truth);
      const told = wanted(truth);
      for (const field of fields) {
        if (knownFailures.has(`${name} ${field}`)) expect(own[field], `${field} passes`).not.toEqual(told[field]);
        else expect.soft(own[field], field).toEqual(told[field]);
      }
    },
  );
});
