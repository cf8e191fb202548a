import { NewsError } from '../errors.ts';
import type { Article } from '../model/article.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import { ok, skipped, type Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { toArticleId } from '../store/article-id.ts';
import type { ArticleRecord, LinkRecord } from '../store/store.ts';
import { contentHash, toArticleFile } from '../store/to-article-file.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { isSameText } from '../text/same-text.ts';
import type { Work } from './work.ts';

export interface StoredArticle {
  readonly id: ArticleId;
  readonly path: string;
  /** `kept-by-hand`: somebody changed the file, so the outlet's edit is not written over it. */
  readonly change: 'stored' | 'revised' | 'unchanged' | 'kept-by-hand';
}

interface Entry {
  readonly article: Article;
  readonly page: Page;
  readonly link: LinkRecord;
  readonly outlet: SourceId;
}

type Tools = Pick<Work, 'project' | 'store'>;
type Reader = Pick<Work, 'store'>;

/** Writes an article's file, indexes it and settles its link, unless the stored one says the same.
 *  Its address is the one that answered first, normalized; an edit keeps address and place, and raises the revision.
 *  Two links to one article must not run in here at once: call it by `work.inTurn`.
 *  Skips: pipeline/same-article. */
export async function putArticle(entry: Entry, work: Tools): Promise<Outcome<StoredArticle>> {
  const { page, link } = entry;
  const { store } = work;
  const answered = normalizeUrl(page.url);
  const own = link.article === undefined ? undefined : await store.getArticle(link.article);
  const id = own?.id ?? toArticleId(answered);
  const known = own ?? (await store.getArticle(id));
  const previous = known && (await readPrevious(known, work));

  const file = await toFile(entry, { id, url: known?.url ?? answered, known, previous }, work);
  const twin = await findTwin(entry, { id, answered, file }, work);
  if (twin) return skipped('pipeline/same-article', `${twin.url} (${twin.path})`);

  const change = known === undefined ? 'stored' : judgeChange(file, known, previous, answered);
  if (change === 'stored' || change === 'revised') await store.putArticle(id, file);
  if (change === 'unchanged' && known && typeof previous === 'object' && hashOf(previous) !== known.hash)
    await store.putArticle(id, previous); // the run that wrote the file was killed before it indexed it
  await store.settleLink(link.url, { state: 'stored', article: id });
  return ok({ id, path: known && change !== 'revised' ? known.path : file.path, change });
}

/** The stored file; `missing` when somebody removed it, `broken` when it can no longer be read. */
type Previous = ArticleFile | 'missing' | 'broken';

async function readPrevious({ path }: ArticleRecord, { store }: Reader): Promise<Previous> {
  try {
    return (await store.findArticleFile(path)) ?? 'missing';
  } catch (error) {
    if (error instanceof NewsError && error.code === 'store/bad-article-file') return 'broken';
    throw error;
  }
}

function toFile(
  { article, page, outlet }: Entry,
  {
    id,
    url,
    known,
    previous,
  }: { id: ArticleId; url: Url; known: ArticleRecord | undefined; previous: Previous | undefined },
  { store, project }: Tools,
): Promise<ArticleFile> {
  const before = typeof previous === 'object' ? previous : undefined;
  const revision = Math.max(known?.revision ?? 0, before?.frontMatter.courant?.revision ?? 0) + 1;
  return toArticleFile({
    article,
    url,
    outlet,
    timeZone: project.site.timeZone,
    frontMatter: project.frontMatter,
    fetchedAt: page.fetchedAt,
    revision,
    isPathTaken: (path) => store.isPathTaken(path, id),
    ...(before && { previous: before }),
  });
}

function judgeChange(
  file: ArticleFile,
  known: ArticleRecord,
  previous: Previous | undefined,
  answered: Url,
): StoredArticle['change'] {
  if (previous === 'broken') return 'kept-by-hand';
  if (typeof previous !== 'object') return 'revised';
  if (previous.body === file.body && previous.frontMatter.title === file.frontMatter.title) return 'unchanged';
  const isByHand = contentHash(previous.frontMatter.title, previous.body) !== hashOf(previous, known);
  if (isByHand) return 'kept-by-hand';
  // Its address leads elsewhere: to the same text, moved, or to another article, which is no edit of this one.
  return answered === known.url || isSameText(previous.body, file.body) ? 'revised' : 'unchanged';
}

/** The hash of a file as it was written. */
function hashOf({ frontMatter, body }: ArticleFile, known?: ArticleRecord): string {
  return frontMatter.courant?.hash ?? known?.hash ?? contentHash(frontMatter.title, body);
}

/** Another link's article that is this one: the same final address; the address that another link's article moved to; or a
 *  canonical address, of this page or of a stored one, at which the headline is the same (a canonical alone is not
 *  believed: some sites point all at one page). */
async function findTwin(
  { article, page, link, outlet }: Entry,
  { id, answered, file }: { readonly id: ArticleId; readonly answered: Url; readonly file: ArticleFile },
  { store }: Reader,
): Promise<ArticleRecord | undefined> {
  const owner = await store.linkOf(toArticleId(answered));
  if (owner && owner.url !== link.url) return store.getArticle(toArticleId(answered));

  const via = page.requestedUrl === link.url ? undefined : await store.getLink(page.requestedUrl);
  const moved = via?.article === undefined || via.article === id ? undefined : await store.getArticle(via.article);
  const movedFile = moved && (await readPrevious(moved, { store }));
  if (typeof movedFile === 'object' && isSameText(movedFile.body, file.body)) return moved;

  for (const address of [answered, ...(article.canonical ? [normalizeUrl(article.canonical)] : [])]) {
    const twin = await store.findArticle(address, outlet);
    if (twin && twin.id !== id && twin.title === file.frontMatter.title) return twin;
  }
  return undefined;
}
