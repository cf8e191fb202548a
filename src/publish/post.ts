import { fromZone } from '../dates/zone.ts';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { LocalImage } from '../model/edition.ts';
import type { ShownImages, ShownText } from '../model/policy.ts';
import { termSlugOf } from './address.ts';
import type { PostChange } from './changes.ts';
import { directionOf, toLanguageTag } from './formats.ts';
import { toTranslation, type PostTranslation } from './post-translation.ts';

/** A tag or category as an article names it. */
export interface TermName {
  /** Its folder name. */
  readonly key: string;
  readonly name: string;
}

/** What the site shows of an article, but for its body: plain data, which the state of the site keeps. */
export interface Post {
  /** The article file. */
  readonly path: string;
  /** Where its page lies. */
  readonly folder: string;
  /** The same for all languages of an article: the folder of the original. */
  readonly base: string;
  /** The language in the file's name, in lower case; empty for the original. */
  readonly suffix: string;
  readonly title: string;
  readonly summary: string;
  readonly lead: string;
  /** `YYYY-MM-DD` and `HH:MM`, in the site's zone. The time is empty when only the day is known, which files write as
   *  midnight to the second. */
  readonly day: string;
  readonly time: string;
  /** The order of lists: the digits of the date. */
  readonly sort: number;
  readonly publishedMs: number;
  /** False when the outlet gives no date: the four above then tell when the article was collected. */
  readonly isDateStated: boolean;
  /** Undefined when it was not changed after publication. */
  readonly modifiedMs?: number;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Left out for what an outlet wrote itself. */
  readonly translation?: PostTranslation;
  readonly outlet: TermName;
  /** The outlet first. */
  readonly categories: readonly TermName[];
  readonly tags: readonly TermName[];
  readonly authors: readonly string[];
  /** The saved searches that find it. */
  readonly searches: readonly string[];
  readonly kind: string;
  readonly isFree: boolean;
  readonly revision: number;
  /** What its revisions changed, oldest first; left out when it has none, or none that may be shown. */
  readonly changes?: readonly PostChange[];
  /** Epoch ms: since when its outlet has it no longer. */
  readonly goneMs?: number;
  readonly rights: readonly string[];
  /** The article at its outlet; empty when the file doesn't say. */
  readonly sourceUrl: string;
  /** Where the outlet says that it belongs. */
  readonly canonicalUrl: string;
  readonly thumbnail: string;
  readonly image?: LocalImage;
  /** How much of it is shown. */
  readonly text: ShownText;
  readonly images: ShownImages;
  readonly sidebar: 'left' | 'right' | 'none';
  readonly widgets: readonly string[];
  readonly hasPager: boolean;
  readonly hasContents: boolean;
  readonly hasMath: boolean;
  readonly hasAuthorBox: boolean;
}

/** What a post is made with besides its file. */
export interface PostContext {
  readonly timeZone: string;
  /** The names of outlets by their key. */
  readonly outletNames: ReadonlyMap<string, string>;
  readonly text: ShownText;
  readonly images: ShownImages;
  readonly image: LocalImage | undefined;
  readonly changes?: readonly PostChange[];
  readonly searches?: readonly string[];
}

/** Makes a post of a file as `showArticle` gives it. Throws NewsError `store/bad-article-file` for a file outside `content/`
 *  or without a date. */
export function toPost(file: ArticleFile, context: PostContext): Post {
  const { frontMatter, path } = file;
  const { date, title, summary, lead, courant, sidebar } = frontMatter;
  if (!localTime.test(date)) {
    throw new NewsError('store/bad-article-file', {
      file: path,
      detail: `The date "${date}" is not YYYY-MM-DD HH:MM:SS.`,
    });
  }
  const nameOf = (name: string): TermName => {
    const key = termSlugOf(name);
    return { key, name: context.outletNames.get(key) ?? name };
  };
  const outlet = nameOf(outletIdOf(file));
  const language = toLanguageTag(frontMatter.lang[0] ?? 'und');
  const translation = toTranslation(file, sourceLineOf(file.body).body, context.text);
  return {
    path,
    ...addressesOf(path),
    title,
    summary: summary.replace(/\.{3,}$/, '…'),
    lead,
    day: date.slice(0, 10),
    time: date.endsWith(' 00:00:00') ? '' : date.slice(11, 16),
    sort: Number(date.replace(/\D/g, '')),
    ...momentsOf(file, context.timeZone),
    language,
    direction: directionOf(language),
    ...(translation && { translation }),
    outlet,
    categories: uniqueTerms([outlet, ...frontMatter.categories.map(nameOf)]),
    tags: uniqueTerms(frontMatter.tags.map(nameOf)),
    authors: courant?.authors ?? [],
    searches: context.searches ?? [],
    kind: courant?.kind ?? '',
    isFree: courant?.free ?? true,
    revision: courant?.revision ?? 1,
    ...(context.changes && context.changes.length > 0 && { changes: context.changes }),
    ...goneOf(courant?.gone),
    rights: courant?.rights ?? [],
    ...sourceOf(file),
    thumbnail: frontMatter.thumbnail,
    ...(context.image === undefined ? {} : { image: context.image }),
    text: context.text,
    images: context.images,
    sidebar: sidebar === false ? 'none' : sidebar === 'left' ? 'left' : 'right',
    widgets: [...new Set(frontMatter.widgets)],
    hasPager: frontMatter.pager,
    hasContents: frontMatter.toc,
    hasMath: frontMatter.mathjax,
    hasAuthorBox: frontMatter.authorbox,
  };
}

function goneOf(gone: string | undefined): Pick<Post, 'goneMs'> {
  const goneMs = Date.parse(gone ?? '');
  return Number.isNaN(goneMs) ? {} : { goneMs };
}

/** The outlet an article file names. */
export function outletIdOf({ path, frontMatter }: ArticleFile): string {
  return frontMatter.courant?.outlet || frontMatter.categories[0] || (path.split('/').at(-2) ?? 'post');
}

function uniqueTerms(terms: readonly TermName[]): readonly TermName[] {
  return [...new Map(terms.map((term) => [term.key, term])).values()];
}

const localTime = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

// `.` and `..`, hidden files, and what a file system or an address would take for a separator never become a folder.
const contentPath =
  /^content\/((?:[^./\\\u0000-\u001f][^/\\\u0000-\u001f]*\/)*[^./\\\u0000-\u001f][^/\\\u0000-\u001f]*)\.md$/u;
const languageSuffix = /^(.*[^/])\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)$/i;

function addressesOf(filePath: string): Pick<Post, 'folder' | 'base' | 'suffix'> {
  const path = contentPath.exec(filePath)?.[1];
  if (path === undefined) {
    throw new NewsError('store/bad-article-file', { file: filePath, detail: 'The path is not below content/.' });
  }
  const [, base, language] = languageSuffix.exec(path) ?? [];
  if (base === undefined || language === undefined) return { folder: path, base: path, suffix: '' };
  const suffix = language.toLowerCase();
  return { folder: `${suffix}/${base}`, base, suffix };
}

/** The folder in which the page of an article file lies: `content/post/a/b.md` is shown at `post/a/b`, its translation
 *  `content/post/a/b.de.md` at `de/post/a/b`, as Hugo does. Throws NewsError store/bad-article-file. */
export function pageFolderOf(filePath: string): string {
  return addressesOf(filePath).folder;
}

/** What is the same for all languages of an article: the folder of the original's page, or the path where there can be none. */
export function baseOf(filePath: string): string {
  const path = contentPath.exec(filePath)?.[1];
  return path === undefined ? filePath : (languageSuffix.exec(path)?.[1] ?? path);
}

/** The file of the original that a file is a version of: its own path for an original. */
export function originalPathOf(filePath: string): string {
  return isOriginal(filePath) ? filePath : `content/${baseOf(filePath)}.md`;
}

/** Whether a file is an article as its outlet wrote it, not a translation. */
export function isOriginal(filePath: string): boolean {
  const path = contentPath.exec(filePath)?.[1];
  return path !== undefined && !languageSuffix.test(path);
}

/** Where translations of an article (the file of the original) into a language (BCP 47) may lie: `en-gb` before `en`. */
export function translationPathsOf(filePath: string, language: string): readonly string[] {
  const tag = language.toLowerCase();
  const start = filePath.slice(0, -'.md'.length);
  return [...new Set([tag, tag.replace(/-.*/, '')])].map((suffix) => `${start}.${suffix}.md`);
}

/** When an article was published, epoch ms: by what its outlet says, else by the date of its file. */
export function publishedMsOf({ frontMatter }: ArticleFile, timeZone: string): number {
  const stated = Date.parse(frontMatter.courant?.published ?? '');
  return Number.isNaN(stated) ? Date.parse(fromZone(frontMatter.date, timeZone)) : stated;
}

function momentsOf(file: ArticleFile, timeZone: string): Pick<Post, 'publishedMs' | 'isDateStated' | 'modifiedMs'> {
  const { courant } = file.frontMatter;
  const publishedMs = publishedMsOf(file, timeZone);
  // Without the `courant` map the file's own date is all there is, and it is the outlet's.
  const isDateStated = courant === undefined || courant.published !== '';
  const modifiedMs = Date.parse(courant?.modified ?? '');
  const isLater = isDateStated ? modifiedMs > publishedMs : !Number.isNaN(modifiedMs);
  return { publishedMs, isDateStated, ...(isLater ? { modifiedMs } : {}) };
}

function sourceOf({ body, frontMatter: { courant } }: ArticleFile): Pick<Post, 'sourceUrl' | 'canonicalUrl'> {
  const sourceUrl = httpUrl(courant?.url) ?? httpUrl(sourceLineOf(body).url) ?? httpUrl(courant?.canonical) ?? '';
  return { sourceUrl, canonicalUrl: httpUrl(courant?.canonical) ?? sourceUrl };
}

function httpUrl(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\/[^\s<>"]+$/.test(text) ? text : undefined;
}

/** Parts the body from its last line, the link `[outlet](url)`; a body without one stays as it is. */
export function sourceLineOf(body: string): {
  readonly body: string;
  readonly line: string;
  readonly url: string | undefined;
} {
  const line = body.slice(body.lastIndexOf('\n') + 1);
  const url = /^\[(?:\\.|[^\]\\])*\]\(<?(https?:\/\/[^\s<>]+?)>?\)\s*$/.exec(line)?.[1];
  if (url === undefined) return { body, line: '', url };
  return { body: body.slice(0, body.length - line.length).trimEnd(), line: line.trimEnd(), url };
}
