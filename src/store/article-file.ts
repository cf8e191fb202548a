import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { formatFrontMatter, parseFrontMatterFast } from './front-matter.ts';
import { FrontMatterProblem, readHandEdited, toDate } from './read-hand-edited.ts';

const fence = '---';

/** The bytes of an article's file, as text: front matter between two `---`, a blank line, the body, one newline. */
export function formatArticleFile(file: ArticleFile): string {
  return `${fence}\n${formatFrontMatter(file.frontMatter)}${fence}\n\n${file.body.replace(/\p{Surrogate}/gu, '\ufffd')}\n`;
}

/** Reads an article's file. What `formatArticleFile` wrote is read exactly; edits by hand (other quotes, other order, keys
 *  left out, Windows line ends, a byte order mark) are accepted, unknown keys are kept as they are.
 *  Throws NewsError `store/bad-article-file` with the file, the line and what is wrong there. */
export function parseArticleFile(path: string, text: string): ArticleFile {
  const parts = partArticleFile(text);
  if (typeof parts === 'string') fail(path, 1, parts);
  return { path, frontMatter: readFrontMatter(path, parts.header), body: parts.body };
}

/** The body alone; empty when the front matter does not end. */
export function bodyOfArticleFile(text: string): string {
  const parts = partArticleFile(text);
  return typeof parts === 'string' ? '' : parts.body;
}

/** The lines of the front matter and the body, or what is wrong. */
function partArticleFile(text: string): { readonly header: string; readonly body: string } | string {
  let source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (source.includes('\r')) source = source.replace(/\r\n?/g, '\n');
  if (!/^---[ \t]*\n/.test(source)) return 'the first line is not `---`';
  const start = source.indexOf('\n') + 1;
  const end = findFence(source, start);
  if (end === undefined) return 'the front matter has no closing `---`';
  const body = source.slice(end.to).replace(/^\n+/, '').trimEnd();
  return { header: source.slice(start, end.from), body };
}

function readFrontMatter(path: string, header: string): ArticleFile['frontMatter'] {
  const fast = parseFrontMatterFast(header.slice(0, -1).split('\n'));
  if (fast && fast.title !== '' && toDate(fast.date) === fast.date) return fast;
  try {
    return readHandEdited(header);
  } catch (error) {
    if (!(error instanceof FrontMatterProblem)) throw error;
    fail(path, error.line + 1, error.message);
  }
}

/** The line that closes the front matter. Inside it no line of ours can look like that: texts stand in quotes on one line. */
function findFence(source: string, start: number): { readonly from: number; readonly to: number } | undefined {
  const pattern = /^---[ \t]*(?:\n|$)/gm;
  pattern.lastIndex = start;
  const found = pattern.exec(source);
  return found === null ? undefined : { from: found.index, to: found.index + found[0].length };
}

function fail(file: string, line: number, detail: string): never {
  throw new NewsError('store/bad-article-file', { file, line, detail });
}
