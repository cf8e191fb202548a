import type { Url } from '../model/ids.ts';

/** Which page of an article an address names. */
export interface PageNumber {
  readonly number: number;
  /** False for a bare number behind a hyphen, underscore, dot or comma: other articles are called like that too. */
  readonly isSure: boolean;
}

// What addresses call a page, in several languages.
const pageWords =
  'pages?|pag|pg|p|paged|page_?no|page_?num|page_?number|current_?page|pagina|pagine|seite|sida|side|strana|strona|stranica|sivu|sayfa|hoja|folha|puslapis|oldal';
const pageName = new RegExp(`^(?:${pageWords})$`, 'i');
const pageEnding = new RegExp(`^([/\\-_.,;~])(?:(${pageWords})[-_=/,]?)?(\\d{1,2})$`, 'i');

/** The page of the article at `first` (its first page) that an address names; `null` when it is another document: an
 *  address is that of `first` with nothing but a page number put in, as `/story/2`, `/story?page=2`, `/story-p2.html`. */
export function pageNumberOf(address: Url, first: Url): PageNumber | null {
  const [found, stem] = [new URL(address), new URL(first)];
  if (bareHost(found) !== bareHost(stem) || (stem.pathname === '/' && stem.search === '')) return null;
  const [path, stemPath] = [bare(found.pathname), bare(stem.pathname)];
  if (path === stemPath) return numberInQuery(found.search, stem.search);
  return found.search === stem.search ? numberInPath(path, stemPath) : null;
}

/** What an address has more than that of the first page, in its path or as the one parameter more; `null` when it differs
 *  in another way. */
export function insertionOf(address: Url, first: Url): string | null {
  const [found, stem] = [new URL(address), new URL(first)];
  if (bareHost(found) !== bareHost(stem)) return null;
  const [path, stemPath] = [bare(found.pathname), bare(stem.pathname)];
  if (path === stemPath) {
    const { more, less } = compareQueries(found.search, stem.search);
    return more.length === 1 && less.length === 0 ? (more[0] ?? null) : null;
  }
  return found.search === stem.search ? (insertions(path, stemPath)[0] ?? null) : null;
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, '');
}

function bare(path: string): string {
  return path.replace(/(?<!\/)\/+$/, '');
}

function numberInPath(path: string, stem: string): PageNumber | null {
  for (const piece of insertions(path, stem)) {
    const [, sign, word, digits] = pageEnding.exec(piece) ?? [];
    if (digits !== undefined) return { number: Number(digits), isSure: sign === '/' || word !== undefined };
  }
  return null;
}

/** What stands behind the stem, or between it and its ending: `/2` of `/story.html/2`, `-2` of `/story-2.html`. */
function insertions(path: string, stem: string): string[] {
  const ending = /\.[a-z]{2,5}$/i.exec(stem)?.[0] ?? '';
  const places = [[stem, ''] as const, [stem.slice(0, stem.length - ending.length), ending] as const];
  return places.flatMap(([before, after]) => {
    const isThere = path.startsWith(before) && path.endsWith(after) && path.length > before.length + after.length;
    return isThere ? [path.slice(before.length, path.length - after.length)] : [];
  });
}

function numberInQuery(query: string, stem: string): PageNumber | null {
  const { more, less } = compareQueries(query, stem);
  const [name = '', value = ''] = more[0]?.split('=') ?? [];
  if (more.length !== 1 || !pageName.test(name) || !/^\d{1,2}$/.test(value)) return null;
  const isFirst = less.length === 0 || (less.length === 1 && (less[0] === `${name}=1` || less[0] === `${name}=0`));
  return isFirst ? { number: Number(value), isSure: true } : null;
}

function compareQueries(query: string, stem: string): { more: readonly string[]; less: readonly string[] } {
  const [own, other] = [query, stem].map((text) => text.slice(1).split('&').filter(Boolean));
  const [inOwn, inOther] = [new Set(own), new Set(other)];
  const more = own?.filter((parameter) => !inOther.has(parameter)) ?? [];
  const less = other?.filter((parameter) => !inOwn.has(parameter)) ?? [];
  return { more, less };
}

/** What the address of a link holds when it leads to another page of the article at `url`: the last piece of its path
 *  without an ending, or the longest value of its query. */
export function nearnessOf(url: string): string {
  const { pathname, search } = new URL(url);
  const values = search.slice(1).split('&').map((parameter) => parameter.split('=')[1] ?? ''); // prettier-ignore
  const value = values.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  if (value.length > 2) return value;
  const piece = pathname.replace(/(?<!\/)\/+$/, '').split('/').at(-1)?.replace(/\.[a-z]{2,5}$/i, '') ?? ''; // prettier-ignore
  return piece.length > 2 ? piece : pathname;
}
