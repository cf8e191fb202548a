/** Branded strings. Each is made only by the function named beside it; nothing else casts to them. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** An absolute http(s) address, normalized. Made only by `src/url/`. */
export type Url = Branded<'Url'>;

/** An outlet's id: lower-case letters, digits and hyphens; the stem of its source file. Made by `toSourceId`. */
export type SourceId = Branded<'SourceId'>;

/** An article's id: 16 hexadecimal digits of the SHA-256 of its address. Made by `toArticleId`. */
export type ArticleId = Branded<'ArticleId'>;

/** For `src/url/` only: marks a string as a checked, normalized address. */
export function brandUrl(checked: string): Url {
  return checked as Url;
}

const sourceIdForm = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Turns any text (a name, a host) into an outlet's id; `null` when nothing usable is left.
 *  The result can never leave a folder or collide with a reserved device name. */
export function toSourceId(text: string): SourceId | null {
  const id = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '');
  if (!sourceIdForm.test(id)) return null;
  return (/^(con|prn|aux|nul|com\d|lpt\d)$/.test(id) ? `${id}-outlet` : id) as SourceId;
}

/** Reads an outlet's id as written in a file; `null` unless it has exactly the required form. */
export function parseSourceId(text: string): SourceId | null {
  return sourceIdForm.test(text) ? (text as SourceId) : null;
}

/** Reads an article's id (16 hexadecimal digits); `null` for anything else. */
export function parseArticleId(text: string): ArticleId | null {
  return /^[0-9a-f]{16}$/.test(text) ? (text as ArticleId) : null;
}
