import { fromZone } from '../dates/zone.ts';
import { NewsError } from '../errors.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import type { Block } from '../model/article.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Edition, LocalImage, Outlet } from '../model/edition.ts';
import { readRights, toExtract, type Allowed } from '../model/rights.ts';
import { termSlugOf } from './address.ts';
import { baseLanguage, directionOf, toLanguageTag } from './formats.ts';

/** A tag, category or language, and its articles, newest first. */
export interface Term {
  readonly key: string;
  readonly name: string;
  readonly folder: string;
  readonly posts: readonly Post[];
  /** False for a tag that one article alone carries: it is shown and leads nowhere. */
  readonly hasPage: boolean;
}

/** An article file with what its page, the lists and the feeds need of it. */
export interface Post {
  readonly file: ArticleFile;
  readonly title: string;
  readonly summary: string;
  /** Where its page lies. */
  readonly folder: string;
  /** `YYYY-MM-DD` and `HH:MM`, in the site's zone. The time is empty when only the day is known, which files write as
   *  midnight to the second. */
  readonly day: string;
  readonly time: string;
  readonly publishedMs: number;
  /** False when the outlet gives no date: the three above then tell when the article was collected. */
  readonly isDateStated: boolean;
  /** Undefined when it was not changed after publication. */
  readonly modifiedMs: number | undefined;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly outlet: Term;
  readonly tags: readonly Term[];
  /** The article at its outlet; empty when the file doesn't say. */
  readonly sourceUrl: string;
  /** Where the outlet says that it belongs. */
  readonly canonicalUrl: string;
  /** The body without its last line, the link to the source; an extract where the outlet allows no more. */
  readonly body: string;
  readonly image: LocalImage | undefined;
  readonly allowed: Allowed;
}

/** The edition, sorted into what the site shows. */
export interface SitePlan {
  readonly posts: readonly Post[];
  /** Terms in order of their names. */
  readonly outlets: readonly Term[];
  /** Those that have a page: the outlets, which are tags too, and what two articles or more carry. */
  readonly tags: readonly Term[];
  readonly languages: readonly Term[];
  /** Days (`YYYY-MM-DD`), newest first. */
  readonly days: ReadonlyMap<string, readonly Post[]>;
  /** What is known of an outlet, by its id. */
  readonly outletsById: ReadonlyMap<string, Outlet>;
  readonly images: ReadonlyMap<string, LocalImage>;
}

interface OpenTerm extends Term {
  readonly posts: Post[];
  hasPage: boolean;
}

const minPostsOfTag = 2;

/** Sorts an edition into posts and terms. Throws NewsError store/bad-article-file
 *  for a file outside `content/` or without a date. */
export function planSite(edition: Edition): SitePlan {
  const outletsById = new Map(edition.outlets.map((outlet) => [outlet.id, outlet]));
  const outletNames = new Map(edition.outlets.map((outlet) => [termSlugOf(outlet.id), outlet.name]));
  const outlets = new TermIndex('categories', outletNames);
  const tags = new TermIndex('tags', outletNames);
  const languages = new TermIndex('lang', new Map());
  const imagesByPath = new Map([...edition.images.values()].map((image) => [image.path, image]));
  const days = new Map<string, Post[]>();
  const posts: Post[] = [];
  for (const file of edition.articles) {
    const { categories, tags: tagNames, thumbnail } = file.frontMatter;
    const outlet = outlets.get(outletIdOf(file));
    const terms = unique([outlet, ...categories.map((category) => outlets.get(category))]);
    const postTags = unique(tagNames.map((tag) => tags.get(tag)));
    const allowed = readRights(file.frontMatter.courant?.rights ?? []);
    const image = allowed.showsPictures
      ? (edition.images.get(thumbnail) ?? imagesByPath.get(thumbnail.replace(/^\/+/, '')))
      : undefined;
    const post = toPost(file, edition.site.timeZone, { outlet, tags: postTags, image, allowed });
    posts.push(post);
    for (const term of [...terms, ...postTags]) term.posts.push(post);
    for (const tag of postTags) tag.hasPage = outletNames.has(tag.key) || tag.posts.length >= minPostsOfTag;
    if (post.language !== 'und') languages.get(baseLanguage(post.language)).posts.push(post);
    const day = days.get(post.day);
    if (day === undefined) days.set(post.day, [post]);
    else day.push(post);
  }
  return {
    posts,
    outlets: outlets.sorted(),
    tags: tags.sorted().filter((tag) => tag.hasPage),
    languages: languages.sorted(),
    days,
    outletsById,
    images: edition.images,
  };
}

/** Terms of one kind by their folder name. */
class TermIndex {
  readonly #terms = new Map<string, OpenTerm>();
  readonly #kind: string;
  readonly #names: ReadonlyMap<string, string>;

  constructor(kind: string, names: ReadonlyMap<string, string>) {
    this.#kind = kind;
    this.#names = names;
  }

  get(name: string): OpenTerm {
    const key = termSlugOf(name);
    const known = this.#terms.get(key);
    if (known !== undefined) return known;
    const term: OpenTerm = {
      key,
      name: this.#names.get(key) ?? name,
      folder: `${this.#kind}/${key}`,
      posts: [],
      hasPage: true,
    };
    this.#terms.set(key, term);
    return term;
  }

  sorted(): readonly Term[] {
    return [...this.#terms.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

function toPost(file: ArticleFile, timeZone: string, found: Pick<Post, 'outlet' | 'tags' | 'image' | 'allowed'>): Post {
  const { date, title } = file.frontMatter;
  if (!localTime.test(date)) {
    const detail = `The date "${date}" is not YYYY-MM-DD HH:MM:SS.`;
    throw new NewsError('store/bad-article-file', { file: file.path, detail });
  }
  const source = splitSource(file);
  return {
    ...found,
    file,
    title,
    folder: pageFolderOf(file.path),
    day: date.slice(0, 10),
    time: date.endsWith(' 00:00:00') ? '' : date.slice(11, 16),
    ...momentsOf(file, timeZone),
    ...languageOf(file),
    ...source,
    ...shownText(file.frontMatter.summary, source.body, found.allowed),
  };
}

/** Summary and body, no more of them than the outlet allows: also in a file that was written before it said so. */
function shownText(summary: string, body: string, { shownChars }: Allowed): Pick<Post, 'summary' | 'body'> {
  const extract = toExtract(summary.replace(/\.{3,}$/, '…'), shownChars);
  if (shownChars === Infinity) return { summary: extract, body };
  const paragraph: Block = { kind: 'paragraph', inlines: [{ kind: 'text', text: extract }] };
  return { summary: extract, body: extract === '' ? '' : renderMarkdown([paragraph]) };
}

function unique<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : [...new Set(items)];
}

const localTime = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

// `.` and `..`, hidden files, and what a file system or an address would take for a separator never become a folder.
const contentPath =
  /^content\/((?:[^./\\\u0000-\u001f][^/\\\u0000-\u001f]*\/)*[^./\\\u0000-\u001f][^/\\\u0000-\u001f]*)\.md$/u;
const languageSuffix = /^(.*[^/])\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)$/i;

/** The folder in which the page of an article file lies: `content/post/a/b.md` is shown at `post/a/b`, its translation
 *  `content/post/a/b.de.md` at `de/post/a/b`, as Hugo does. Throws NewsError store/bad-article-file. */
export function pageFolderOf(filePath: string): string {
  const path = contentPath.exec(filePath)?.[1];
  if (path === undefined) {
    throw new NewsError('store/bad-article-file', { file: filePath, detail: 'The path is not below content/.' });
  }
  const [, base, language] = languageSuffix.exec(path) ?? [];
  return base === undefined || language === undefined ? path : `${language.toLowerCase()}/${base}`;
}

function outletIdOf({ path, frontMatter }: ArticleFile): string {
  return frontMatter.courant?.outlet || frontMatter.categories[0] || (path.split('/').at(-2) ?? 'post');
}

function languageOf({ frontMatter }: ArticleFile): Pick<Post, 'language' | 'direction'> {
  const language = toLanguageTag(frontMatter.lang[0] ?? 'und');
  return { language, direction: directionOf(language) };
}

function momentsOf(
  { frontMatter }: ArticleFile,
  timeZone: string,
): Pick<Post, 'publishedMs' | 'isDateStated' | 'modifiedMs'> {
  const { courant, date } = frontMatter;
  const stated = Date.parse(courant?.published ?? '');
  const publishedMs = Number.isNaN(stated) ? Date.parse(fromZone(date, timeZone)) : stated;
  // Without the `courant` map the file's own date is all there is, and it is the outlet's.
  const isDateStated = courant === undefined || courant.published !== '';
  const modified = Date.parse(courant?.modified ?? '');
  const isLater = isDateStated ? modified > publishedMs : !Number.isNaN(modified);
  return { publishedMs, isDateStated, modifiedMs: isLater ? modified : undefined };
}

/** Takes the last line, `[outlet](url)`, off the body. A body without one stays as it is. */
function splitSource({ body, frontMatter }: ArticleFile): Pick<Post, 'body' | 'sourceUrl' | 'canonicalUrl'> {
  const lastLine = body.slice(body.lastIndexOf('\n') + 1);
  const url = /^\[[^\]]*\]\(<?(https?:\/\/[^\s<>]+?)>?\)\s*$/.exec(lastLine)?.[1];
  const { courant } = frontMatter;
  const sourceUrl = httpUrl(courant?.url) ?? httpUrl(url) ?? httpUrl(courant?.canonical) ?? '';
  return {
    body: url === undefined ? body : body.slice(0, body.length - lastLine.length).trimEnd(),
    sourceUrl,
    canonicalUrl: httpUrl(courant?.canonical) ?? sourceUrl,
  };
}

function httpUrl(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\/[^\s<>"]+$/.test(text) ? text : undefined;
}
