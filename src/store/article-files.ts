import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NewsError } from '../errors.ts';
import { withoutSourceLine } from '../markdown/source-line.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId } from '../model/ids.ts';
import { parseArticleFile } from './article-file.ts';
import { articleUrlOf, toArticleId } from './article-id.ts';
import { historyPathOf, revisionOf } from './article-path.ts';
import type { RemoteFiles } from './remote-files.ts';
import { toPlainText } from './search-text.ts';
import { errorCodeOf, guard } from './store-failure.ts';
import { isOwnFile } from './walk-archive.ts';

/** The files of articles below `content/` and `history/`, by their path from the root of the archive. */
export class ArticleFiles {
  readonly #root: string;
  readonly #readText: (file: string) => Promise<string>;
  readonly #remote: Pick<RemoteFiles, 'bring' | 'bringAll'> | undefined;

  /** `isAtOnce`: files are read within the call, as SQLite reads the index: another thread to do it takes ten times as long as reading. */
  constructor(root: string, remote?: Pick<RemoteFiles, 'bring' | 'bringAll'>, isAtOnce = false) {
    this.#root = root;
    this.#remote = remote;
    this.#readText = isAtOnce ? async (file) => readFileSync(file, 'utf8') : (file) => readFile(file, 'utf8');
  }

  /** Absolute; a path that leaves `content/` and `history/`, or is one of the user's own pages, is refused whoever made it. */
  placeOf(path: string): string {
    const parts = path.split(/[/\\]/);
    const isOurs = (parts[0] === 'content' || parts[0] === 'history') && !isOwnFile(parts.join('/'));
    const isInside = isOurs && parts.length > 1 && !parts.includes('..') && !path.includes('\0');
    if (isInside) return join(this.#root, path);
    throw new NewsError('store/failed', {
      file: path,
      detail: 'An article lies in content/, outside of content/page/, and nowhere else.',
    });
  }

  async read(path: string): Promise<ArticleFile> {
    const file = this.placeOf(path);
    await this.#remote?.bring(path);
    return parseArticleFile(path, await guard({ file }, () => this.#readText(file)));
  }

  /** The versions of an article that later ones replaced, oldest first. */
  async listHistory(path: string): Promise<readonly number[]> {
    const folder = dirname(this.placeOf(historyPathOf(path, 1)));
    await this.#remote?.bringAll(historyPathOf(path, 1).replace(/1\.md$/, ''));
    const names = await guard({ file: folder }, () =>
      readdir(folder).catch((cause: unknown): string[] => {
        if (errorCodeOf(cause) === 'ENOENT') return [];
        throw cause;
      }),
    );
    return names.flatMap((name) => revisionOf(path, name) ?? []).sort((a, b) => a - b);
  }

  /** As it is; undefined when there is no such file. */
  async findText(path: string): Promise<string | undefined> {
    const file = this.placeOf(path);
    await this.#remote?.bring(path);
    return guard({ file }, () =>
      this.#readText(file).catch((cause: unknown) => {
        if (errorCodeOf(cause) === 'ENOENT' || errorCodeOf(cause) === 'ENOTDIR') return undefined;
        throw cause;
      }),
    );
  }

  /** What is to be read in it, without markup; undefined when there is no such file. */
  async findPlainText(path: string): Promise<string | undefined> {
    const text = await this.findText(path);
    return text === undefined ? undefined : toPlainText(withoutSourceLine(bodyOf(text)));
  }

  /** The article of the file at a path; `null` when it is none of ours, undefined when there is no such file. */
  async findOwner(path: string): Promise<ArticleId | null | undefined> {
    const text = await this.findText(path);
    return text === undefined ? undefined : articleIdIn(path, text);
  }
}

/** What follows the front matter, without reading that. */
function bodyOf(text: string): string {
  const end = /\n---[ \t]*\r?\n/.exec(text);
  return end ? text.slice(end.index + end[0].length).trim() : text;
}

function articleIdIn(path: string, text: string): ArticleId | null {
  try {
    const url = articleUrlOf(parseArticleFile(path, text));
    return url && toArticleId(url);
  } catch (cause) {
    if (cause instanceof NewsError && cause.code === 'store/bad-article-file') return null; // not ours: leave it alone
    throw cause;
  }
}
