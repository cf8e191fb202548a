import { createHash } from 'node:crypto';
import type { ArticleFile } from '../model/article-file.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import type { ArticleRecord } from './store.ts';

/** `sha256:` and hexadecimal digits over an article's title and Markdown body. */
export function contentHash(title: string, body: string): string {
  return `sha256:${createHash('sha256').update(`${title}\n\n${body}`).digest('hex')}`;
}

const sealLine = /^ {2}seal: ".*"$/m;

/** 16 hexadecimal digits over the whole text of an article's file but the line that holds them. */
export function sealOf(text: string): string {
  const unsealed = text.replace(/\r\n?/g, '\n').replace(sealLine, '  seal: ""');
  return createHash('sha256').update(unsealed).digest('hex').slice(0, 16);
}

/** Whether the text of an article's file is as this program wrote it, by its own seal; false without one. */
export function isSealWhole(text: string): boolean {
  const seal = /^ {2}seal: "([0-9a-f]{16})"$/m.exec(text)?.[1];
  return seal !== undefined && sealOf(text) === seal;
}

/** The file with its seal, when it has a `courant:` map to put it into. */
export function sealed(file: ArticleFile): ArticleFile {
  const { courant } = file.frontMatter;
  if (courant === undefined) return file;
  const seal = sealOf(formatArticleFile(file));
  return { ...file, frontMatter: { ...file.frontMatter, courant: { ...courant, seal } } };
}

/** What tells this version of a file from others: its seal, or a hash of its text. The index holds the one it was made from. */
export function markOf({ frontMatter, body }: ArticleFile): string {
  return frontMatter.courant?.seal || frontMatter.courant?.hash || contentHash(frontMatter.title, body);
}

/** A file as it is, and whether somebody changed it since it was written, front matter included. A file without a seal is compared with
 *  what the index knows of it. Throws NewsError `store/bad-article-file`. */
export function readSealed(
  text: string,
  known: ArticleRecord,
): { readonly file: ArticleFile; readonly isByHand: boolean } {
  const file = parseArticleFile(known.path, text);
  const { courant } = file.frontMatter;
  const isByHand =
    courant === undefined || courant.seal === ''
      ? differsFromIndex(file, known)
      : sealOf(text.startsWith('\ufeff') ? text.slice(1) : text) !== courant.seal;
  return { file, isByHand };
}

function differsFromIndex({ frontMatter, body }: ArticleFile, known: ArticleRecord): boolean {
  const { title, date, summary, lang, tags } = frontMatter;
  if (contentHash(title, body) !== (frontMatter.courant?.hash || known.hash)) return true;
  return (
    date !== known.date ||
    summary !== known.summary ||
    (lang[0] ?? 'und') !== known.language ||
    JSON.stringify(tags) !== JSON.stringify(known.tags)
  );
}
