import { formatInZone } from '../dates/zone.ts';
import { writeHref } from '../markdown/href.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { renderText } from '../markdown/render-text.ts';
import { toSummary } from '../markdown/to-summary.ts';
import type { Article, Block } from '../model/article.ts';
import type { ArticleFile, FrontMatter, Provenance } from '../model/article-file.ts';
import type { SourceId, Url } from '../model/ids.ts';
import { readRights } from '../model/rights.ts';
import { toOneLine } from '../text/one-line.ts';
import { chooseArticlePath } from './article-path.ts';
import { frontMatterDefaults } from './front-matter.ts';
import { contentHash, sealed } from './seal.ts';

const maxTopics = 12;
const maxTopicLength = 60;

/** Which keys the front matter has: `mainroad` those of the Hugo theme of that name, `courant` also where it came from. */
export type FrontMatterProfile = 'courant' | 'mainroad';

export interface ToArticleFileInput {
  readonly article: Article;
  /** The identity of the link. */
  readonly url: Url;
  readonly outlet: SourceId;
  /** IANA name: the zone of `date` and of the day in the path. */
  readonly timeZone: string;
  readonly frontMatter: FrontMatterProfile;
  /** RFC 3339, UTC. */
  readonly fetchedAt: string;
  readonly revision: number;
  /** True when another article lies at this path. */
  readonly isPathTaken: (path: string) => Promise<boolean>;
  /** The revision before this one. Its place is kept, and its date when the page no longer says one. */
  readonly previous?: ArticleFile;
  /** What became of it at the outlet. */
  readonly fate?: Pick<Provenance, 'gone' | 'moved'>;
}

/** The file of an article: front matter in the seed's form, Markdown body, last line `[outlet](url)`. Where the outlet
 *  allows no copy, the body is an extract. */
export async function toArticleFile(input: ToArticleFileInput): Promise<ArticleFile> {
  const { article, url, outlet } = input;
  const extra = input.previous?.frontMatter.extra;
  const title = toOneLine(article.title) || outlet;
  const published = publishedOf(input);
  const date = published === '' ? dateOfUndated(input) : formatInZone(published, input.timeZone);
  const allowed = readRights(article.rights);
  const summary = summaryOf(keepFirstFigure(article), allowed.shownChars);
  const blocks = allowed.keepsText ? keepFirstFigure(article) : toParagraph(summary);
  const markdown = renderMarkdown(blocks);
  const body = `${markdown}${markdown === '' ? '' : '\n\n'}[${outlet}](${writeHref(url)})`;
  const frontMatter: FrontMatter = {
    ...frontMatterDefaults,
    title,
    date,
    summary,
    categories: [outlet],
    lang: [article.language],
    translations: translationsOf(input),
    tags: input.frontMatter === 'mainroad' ? [outlet] : [outlet, ...cleanTopics(article.topics, outlet)],
    thumbnail: allowed.showsPictures ? (article.image?.url ?? '') : '',
    ...(input.frontMatter === 'courant' && { courant: provenanceOf(input, contentHash(title, body)) }),
    ...(extra !== undefined && { extra }),
  };
  const { previous, isPathTaken } = input;
  const path = previous?.path ?? (await chooseArticlePath({ title, date, outlet, url, isPathTaken }));
  return sealed({ path, frontMatter, body });
}

/** The languages that it can be had in, its own first: translations stay until they are made anew. */
function translationsOf({ article: { language }, previous }: ToArticleFileInput): readonly string[] {
  const { lang = [], translations = [] } = previous?.frontMatter ?? {};
  return [language, ...translations.filter((other) => other !== language && !lang.includes(other))];
}

/** RFC 3339, or empty: the page says no date, and never did. */
function publishedOf({ article, previous }: ToArticleFileInput): string {
  return article.published?.instant ?? previous?.frontMatter.courant?.published ?? '';
}

function dateOfUndated({ previous, fetchedAt, timeZone }: ToArticleFileInput): string {
  return previous?.frontMatter.date ?? formatInZone(fetchedAt, timeZone);
}

function provenanceOf(input: ToArticleFileInput, hash: string): Provenance {
  const { article } = input;
  const extra = input.previous?.frontMatter.courant?.extra;
  return {
    url: input.url,
    canonical: article.canonical ?? '',
    outlet: input.outlet,
    authors: article.authors.map(toOneLine).filter((name) => name !== ''),
    published: publishedOf(input),
    modified: article.modified?.instant ?? '',
    fetched: input.fetchedAt,
    kind: article.kind,
    free: article.isFree,
    hash,
    confidence: Math.round(Math.min(Math.max(article.confidence, 0), 1) * 100) / 100,
    revision: input.revision,
    rights: article.rights.map(toOneLine),
    seal: '',
    ...input.fate,
    ...(extra !== undefined && { extra }),
  };
}

/** Some pages show the lead picture above the text and again inside it. */
function keepFirstFigure(article: Article): readonly Block[] {
  const lead = article.image?.url;
  let seen = false;
  return article.blocks.filter((block) => {
    if (block.kind !== 'figure' || block.image.url !== lead) return true;
    const isFirst = !seen;
    seen = true;
    return isFirst;
  });
}

function toParagraph(text: string): readonly Block[] {
  return text === '' ? [] : [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }];
}

/** The first words of what the outlet wrote as running text, as many as it allows: no captions, no key points, no foreign
 *  posts. */
function summaryOf(blocks: readonly Block[], maxChars: number): string {
  const running = blocks.filter(
    (block) =>
      block.kind !== 'figure' &&
      block.kind !== 'embed' &&
      (block.role ?? 'body') !== 'key-points' &&
      block.role !== 'related',
  );
  return toSummary(renderText(running), maxChars);
}

/** Topics fit for tags: at most 12, each once (whatever its case) and at most 60 characters long. */
function cleanTopics(topics: readonly string[], outlet: SourceId): readonly string[] {
  const seen = new Set<string>([outlet]);
  const clean: string[] = [];
  for (const topic of topics) {
    const name = toOneLine(topic)
      .replace(/^[#\s]+/, '')
      .normalize('NFC');
    const key = name.toLowerCase();
    // Tags become folder names of the site: one without a letter or digit (`..`, `/`) has no name there.
    if (name.length > maxTopicLength || !/[\p{L}\p{N}]/u.test(name) || name.includes('..') || seen.has(key)) continue;
    seen.add(key);
    clean.push(name);
    if (clean.length === maxTopics) break;
  }
  return clean;
}
