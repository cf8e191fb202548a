import { createHash } from 'node:crypto';
import type { ArticleFile } from '../model/article-file.ts';
import { parseArticleId, type ArticleId, type Url } from '../model/ids.ts';
import { readHref, writeHref } from '../markdown/href.ts';
import { toUrl } from '../url/normalize.ts';

/** The id of the article at an address: 16 hexadecimal digits of the SHA-256 of the address.
 *  Taken over the address as a Markdown link holds it, so that an id can be found again from the file alone. */
export function toArticleId(url: Url): ArticleId {
  const id = parseArticleId(createHash('sha256').update(writeHref(url)).digest('hex').slice(0, 16));
  if (id === null) throw new TypeError('a digest is always hexadecimal');
  return id;
}

/** The address of a stored article: from the `courant:` map, or from the link in the last line; `null` when neither has one. */
export function articleUrlOf(file: Pick<ArticleFile, 'frontMatter' | 'body'>): Url | null {
  const stated = file.frontMatter.courant?.url;
  if (stated !== undefined && stated !== '') return toUrl(stated);
  const lastLine = file.body.slice(file.body.lastIndexOf('\n') + 1);
  const href = /^\[[^[\]]{1,200}\]\((\S{1,10000})\)$/.exec(lastLine)?.[1];
  return href === undefined ? null : toUrl(readHref(href));
}
