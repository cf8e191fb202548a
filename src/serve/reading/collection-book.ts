import { zipSync, type Zippable } from 'fflate';
import type { ArticleId } from '../../model/ids.ts';
import type { Collection } from '../../model/reader.ts';
import { renderEpub, type EpubArticle } from '../../publish/epub.ts';
import { readShownArticle } from './read-article.ts';
import type { ReadingContext } from './reading-context.ts';

/** The articles of a collection as an EPUB, in their order there, as outlets wrote them and as far as they may be shown. */
export async function toBook(
  context: ReadingContext,
  { name }: Collection,
  ids: readonly ArticleId[],
): Promise<Uint8Array> {
  const chapters: EpubArticle[] = [];
  for (const id of ids) {
    const original = (await readShownArticle(context, id))?.versions[0];
    if (original === undefined) continue;
    const { path, title, language, outlet, authors, day, time, sourceUrl } = original.post;
    const date = [day, time].filter(Boolean).join(' ');
    chapters.push({ path, title, language, outlet: outlet.name, authors, date, url: sourceUrl, body: original.body });
  }
  const now = context.service.clock.now();
  const book = { title: name, language: context.pages.language, modified: new Date(now).toISOString() };
  const encoder = new TextEncoder();
  const files: Zippable = {};
  for (const { path, content } of renderEpub(book, chapters)) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    // The first file tells what it is, and stands there as it is.
    files[path] = [bytes, { level: path === 'mimetype' ? 0 : 6, mtime: now }];
  }
  return zipSync(files);
}
