import type { Post } from './post.ts';
import { baseLanguage } from './formats.ts';
import type { Tree } from './site-context.ts';

export type ListKind = 'home' | 'day' | 'lang' | 'tags' | 'categories' | 'search';

/** A list of articles that is cut into pages. */
export interface ListRef {
  /** Where it lies; no two lists share one. */
  readonly folder: string;
  /** The prefix of its tree. */
  readonly tree: string;
  readonly kind: ListKind;
  /** Its folder name: a tag, an outlet, a language, a day, a saved search. */
  readonly key: string;
}

/** Where the list of a day lies. */
export function dayFolder(day: string): string {
  return `post/${day.replaceAll('-', '/')}`;
}

/** All lists of a tree that an article stands in. */
export function listsOfPost(post: Post, tree: string): readonly ListRef[] {
  const ref = (kind: ListKind, key: string, folder: string): ListRef => ({
    folder: [tree, folder].filter(Boolean).join('/'),
    tree,
    kind,
    key,
  });
  const language = baseLanguage(post.language);
  return [
    ref('home', '', ''),
    ref('day', post.day, dayFolder(post.day)),
    ...(language === 'und' ? [] : [ref('lang', language, `lang/${language}`)]),
    ...post.tags.map(({ key }) => ref('tags', key, `tags/${key}`)),
    ...post.categories.map(({ key }) => ref('categories', key, `categories/${key}`)),
    ...post.searches.map((key) => ref('search', key, `search/${key}`)),
  ];
}

/** Which of the language versions of an article stands in the lists of which tree: the one in its language; where there is
 *  none, the original, but only in the first tree, which shows everything. So no article stands twice in a tree, and readers
 *  of a tree get a translation in place of an original that they cannot read. */
export function versionsByTree(versions: readonly Post[], trees: readonly Tree[]): ReadonlyMap<string, Post> {
  const chosen = new Map<string, Post>();
  const original = versions.find(({ suffix }) => suffix === '') ?? versions[0];
  for (const { prefix, language } of trees) {
    const spoken = language.toLowerCase();
    const own =
      versions.find(({ suffix }) => suffix === spoken) ??
      versions.find(({ language: tag, suffix }) => suffix === '' && tag.toLowerCase() === spoken) ??
      versions.find(({ language: tag, suffix }) => suffix === '' && baseLanguage(tag).toLowerCase() === spoken) ??
      (prefix === '' ? versions.find(({ suffix }) => suffix !== '' && isKin(suffix, spoken)) : undefined);
    const version = own ?? (prefix === '' ? original : undefined);
    if (version !== undefined) chosen.set(prefix, version);
  }
  return chosen;
}

/** Whether two languages differ in no more than their region. */
function isKin(a: string, b: string): boolean {
  return baseLanguage(a).toLowerCase() === baseLanguage(b).toLowerCase();
}

/** How a list of `count` articles is cut: into pages numbered from the oldest, so that a new article never shifts an old page.
 *  The newest page takes the last full one and what came after it: `size` to `2 * size - 1` articles, never nearly empty. */
export interface Paging {
  /** How many numbered pages there are; the newest has no number and lies at the list's own address. */
  readonly numbered: number;
  /** How many articles lie before the newest page. */
  readonly before: number;
}

export function pagingOf(count: number, size: number): Paging {
  const numbered = Math.max(0, Math.floor(count / size) - 1);
  return { numbered, before: numbered * size };
}

/** The neighbors of a page of a list; `newest` for the list's own address. */
export interface PageTurns {
  /** Undefined for the newest page. */
  readonly number: number | undefined;
  readonly older: number | undefined;
  readonly newer: number | 'newest' | undefined;
}

export function pageTurns(number: number | undefined, { numbered }: Paging): PageTurns {
  if (number === undefined) return { number, older: numbered || undefined, newer: undefined };
  return { number, older: number - 1 || undefined, newer: number === numbered ? 'newest' : number + 1 };
}
