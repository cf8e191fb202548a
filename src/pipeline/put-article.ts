import type { Article } from '../model/article.ts';
import type { ArticleId, SourceId } from '../model/ids.ts';
import type { Link } from '../model/link.ts';
import { ok, skipped, type Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { toArticleId } from '../store/article-id.ts';
import type { ArticleRecord } from '../store/store.ts';
import { toArticleFile } from '../store/to-article-file.ts';
import { normalizeUrl } from '../url/normalize.ts';
import type { Work } from './work.ts';

export interface StoredArticle {
  readonly id: ArticleId;
  readonly path: string;
  readonly change: 'stored' | 'revised' | 'unchanged';
}

/** Writes an article's file, indexes it and settles its link, unless the stored one says the same.
 *  Its address is the one that answered, normalized; an edit keeps the file's place and raises the revision.
 *  Two links to one article must not run in here at once: call it by `work.inTurn`.
 *  Skips: pipeline/same-article. */
export async function putArticle(
  input: { readonly article: Article; readonly page: Page; readonly link: Link; readonly outlet: SourceId },
  work: Pick<Work, 'project' | 'store'>,
): Promise<Outcome<StoredArticle>> {
  const { article, page, link, outlet } = input;
  const { store, project } = work;
  const url = normalizeUrl(page.url);
  const id = toArticleId(url);

  const twin = await findTwin(input, id, work);
  if (twin) return skipped('pipeline/same-article', `${twin.url} (${twin.path})`);

  const known = await store.getArticle(id);
  const knownFile = known && (await store.readArticle(known.path));
  const write = (revision: number) =>
    toArticleFile({
      article,
      url,
      outlet,
      timeZone: project.site.timeZone,
      frontMatter: project.frontMatter,
      fetchedAt: page.fetchedAt,
      revision,
      isPathTaken: (path) => store.isPathTaken(path, id),
      ...(knownFile && { previous: knownFile }),
    });
  const file = await write(known ? known.revision + 1 : 1);
  const isSame =
    knownFile !== undefined && knownFile.body === file.body && knownFile.frontMatter.title === file.frontMatter.title;
  if (!isSame) await store.putArticle(id, file);
  await store.settleLink(link.url, { state: 'stored', article: id });
  if (isSame) return ok({ id, path: knownFile.path, change: 'unchanged' });
  return ok({ id, path: file.path, change: known ? 'revised' : 'stored' });
}

/** Another link's article that is this one: the same final address, or a canonical address under which
 *  an article of the same headline is stored (a canonical alone is not believed: some sites point all at one page). */
async function findTwin(
  input: { readonly article: Article; readonly link: Link; readonly outlet: SourceId },
  id: ArticleId,
  work: Pick<Work, 'store'>,
): Promise<ArticleRecord | undefined> {
  const owner = await work.store.linkOf(id);
  if (owner && owner.url !== input.link.url) return work.store.getArticle(id);
  if (input.article.canonical === undefined) return undefined;
  const twin = await work.store.findArticle(normalizeUrl(input.article.canonical), input.outlet);
  return twin && twin.id !== id && twin.title === input.article.title ? twin : undefined;
}
