import type { SkipCode } from '../src/errors.ts';
import { inlineText, parseBody, type BodyBlock } from '../src/newsroom/body.ts';
import { lastChange } from '../src/newsroom/dates.ts';
import { feedLink } from '../src/newsroom/feeds.ts';
import { outlets, siteOf } from '../src/newsroom/outlets.ts';
import { ampPathOf, pagesOf } from '../src/newsroom/pages-of.ts';
import type { EditionNumber, Piece, Site } from '../src/newsroom/types.ts';

/** An article that a collector should store. Paths carry their query and no origin; text is as written, so compare it
 *  with white space evened out. */
export interface TrueArticle {
  readonly outlet: string;
  /** Where the page is, after redirects. */
  readonly path: string;
  /** The path as discovery finds it: relative links resolved, tracking parameters still there. */
  readonly linkPath: string;
  readonly kind: 'article' | 'live-blog' | 'opinion' | 'video';
  readonly title: string;
  readonly standfirst: string;
  readonly authors: readonly string[];
  /** RFC 3339 with the outlet's offset. */
  readonly published: string;
  /** `page`: stated in the page with its offset. `local`: the page shows it to readers only, without a zone, and the byline
   *  likewise. `feed`: only the feed has it. */
  readonly dateFrom: 'page' | 'local' | 'feed';
  /** The same as `published` when it was never changed. */
  readonly modified: string;
  /** BCP 47, as the page states it. */
  readonly language: string;
  readonly section: string;
  /** Path of the lead image; empty when there is none. */
  readonly image: string;
  /** Plain text of the body's own paragraphs, in order; not of lists, quotes, tables, headings and captions. */
  readonly texts: readonly string[];
  readonly firstParagraph: string;
  readonly lastParagraph: string;
  readonly paragraphs: number;
  /** Plain text of headings, list items, quoted paragraphs and table cells, in order: part of the article too. */
  readonly otherTexts: readonly string[];
  /** Captions of pictures; they may be kept as such, and are no paragraphs. */
  readonly captions: readonly string[];
  /** Text of the same page that is not the article's: furniture, and headlines of other articles. */
  readonly mustNotContain: readonly string[];
  /** Paths of the other pages that its text stands on. */
  readonly parts: readonly string[];
  /** How the first try ends, when it is a later one that succeeds. */
  readonly firstTry?: SkipCode;
}

/** A link that a collector finds and does not store. */
export interface TrueSkip {
  readonly outlet: string;
  readonly path: string;
  readonly linkPath: string;
  readonly skip: SkipCode;
}

export interface Truth {
  readonly articles: readonly TrueArticle[];
  readonly skips: readonly TrueSkip[];
}

/** What collecting from the newsroom should give in an edition; made from the data that the pages are made of. */
export function truthOf(edition: EditionNumber): Truth {
  const articles: TrueArticle[] = [];
  const skips: TrueSkip[] = [];
  for (const outlet of outlets) {
    const site = siteOf(outlet, 'http://newsroom.example', edition);
    for (const piece of site.listed) {
      const { path, skip } = piece;
      if (skip === undefined) articles.push(trueArticle(piece, site));
      else skips.push({ outlet: outlet.id, path, linkPath: linkPathOf(piece, site), skip });
    }
  }
  return { articles, skips };
}

function trueArticle(piece: Piece, site: Site): TrueArticle {
  const blocks = parseBody(piece.body);
  const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? inlineText(block.text) : []));
  const pictures = blocks.flatMap((block) => (block.kind === 'figure' ? block.picture : []));
  const captions = [...(piece.picture ? [piece.picture] : []), ...pictures].map((picture) => picture.caption);
  return {
    outlet: site.outlet.id,
    path: piece.path,
    linkPath: linkPathOf(piece, site),
    kind: piece.kind ?? 'article',
    title: piece.title,
    standfirst: piece.standfirst ?? '',
    authors: piece.authors,
    published: piece.published,
    dateFrom: piece.undated ? 'feed' : site.outlet.dates === 'local' ? 'local' : 'page',
    modified: lastChange(piece),
    language: site.outlet.language,
    section: piece.section,
    image: piece.picture ? `/media/${piece.picture.name}.png` : '',
    texts,
    firstParagraph: texts[0] ?? '',
    lastParagraph: texts.at(-1) ?? '',
    paragraphs: texts.length,
    otherTexts: blocks.flatMap(otherTextsOf),
    captions: captions.filter((caption) => caption !== ''),
    parts: piece.amp ? [ampPathOf(piece)] : pagesOf(piece).slice(1).map(({ path }) => path), // prettier-ignore
    mustNotContain: [...site.outlet.furniture, ...otherTitles(piece, site)],
    ...(piece.firstTry === undefined ? {} : { firstTry: piece.firstTry }),
  };
}

function otherTextsOf(block: BodyBlock): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [inlineText(block.text)];
    case 'entry':
      return [block.title];
    case 'list':
      return block.items.map(inlineText);
    case 'quote':
      return block.paragraphs.map(inlineText);
    case 'table':
      return block.rows.flat().map(inlineText);
    case 'paragraph':
    case 'figure':
    case 'insert':
      return [];
  }
}

function otherTitles(piece: Piece, site: Site): readonly string[] {
  const own = `${piece.title}\n${piece.standfirst ?? ''}\n${piece.body}`;
  return site.pieces.map((other) => other.title).filter((title) => !own.includes(title));
}

function linkPathOf(piece: Piece, site: Site): string {
  const url = new URL(feedLink(piece, site), site.origin);
  return url.pathname + url.search;
}
