import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import { ok, type Outcome, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { toArticleId } from '../store/article-id.ts';
import type { ArticleRecord, LinkRecord } from '../store/store.ts';
import { markOf } from '../store/seal.ts';
import { toArticleFile } from '../store/to-article-file.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { findTwin } from './find-twin.ts';
import { isSameText } from '../text/same-text.ts';
import { readArticle, type Reading } from './read-article.ts';
import { readPageOf } from './read-kept-page.ts';
import { keptParts } from './read-part.ts';
import { readPrevious, type Previous, type StoredFile } from './read-previous.ts';
import type { Work } from './work.ts';

export interface StoredArticle {
  readonly id: ArticleId;
  readonly path: string;
  /** `reread`: the page of before would be read like this today, or only the rights signals are others, so it is no edit,
   *  and the revision stays. `kept-by-hand`: somebody changed the file, so nothing is written over it. */
  readonly change: 'stored' | 'revised' | 'reread' | 'unchanged' | 'kept-by-hand';
}

interface Entry {
  readonly reading: Reading;
  readonly page: Page;
  readonly link: LinkRecord;
  readonly outlet: SourceId;
  /** Epoch ms: when to look at the link again, for a part of the article that could not be had. */
  readonly recheckAt?: number | undefined;
}

type Tools = Pick<Work, 'project' | 'store' | 'extract' | 'report'>;
type Reader = Pick<Work, 'store'>;

/** Writes an article's file, indexes it and settles its link, unless the stored one says the same.
 *  Its address is the one that answered first, normalized; an edit keeps address and place, and raises the revision.
 *  Two links to one article must not run in here at once: call it by `work.inTurn`.
 *  Skips: pipeline/same-article. */
export async function putArticle(entry: Entry, work: Tools): Promise<Outcome<StoredArticle>> {
  const { page, link } = entry;
  const { store } = work;
  const current = await store.getLink(link.url);
  if (current?.state === 'skipped' && current.skip && link.state === 'waiting')
    return { ok: false, skip: current.skip };
  const answered = normalizeUrl(page.url);
  const own = link.article === undefined ? undefined : await store.getArticle(link.article);
  const id = own?.id ?? toArticleId(answered);
  const known = own ?? (await store.getArticle(id));
  const previous = known && (await readPrevious(known, work));

  const place = { id, url: known?.url ?? answered, known, previous };
  const file = await toFile(entry, { ...place, isEdit: true }, work);
  const twin = await findTwin(
    { article: entry.reading.article, page, link, outlet: entry.outlet, id, answered, file },
    work,
  );
  if (twin) return { ok: false, skip: sameArticle(twin, `${twin.url} (${twin.path})`) };

  const change = known === undefined ? 'stored' : await judgeChange(entry, { file, known, previous, answered }, work);
  if (change === 'stored' || change === 'revised') await store.putArticle(id, file);
  if (change === 'reread') await store.putArticle(id, await toFile(entry, { ...place, isEdit: false }, work));
  if (change === 'unchanged' && known && typeof previous === 'object') await catchUp(known, previous, work);
  const { recheckAt } = entry;
  const verdict = { state: 'stored', article: id, ...(recheckAt !== undefined && { recheckAt }) } as const;
  await store.settleLink(link.url, verdict, link.lease);
  await claimParts(entry, id, work);
  return ok({ id, path: change === 'stored' || change === 'revised' ? file.path : (known?.path ?? file.path), change });
}

/** The reason of a link whose article is stored under another address: the article keeps both. */
function sameArticle({ id }: Pick<ArticleRecord, 'id'>, detail: string): Skip {
  return { code: 'pipeline/same-article', detail, article: id };
}

/** Pages of the article that were found as links too are no articles of their own, also when they are just being read. */
async function claimParts({ reading, link }: Entry, id: ArticleId, { store }: Reader): Promise<void> {
  for (const part of reading.parts) {
    const other = await store.getLink(normalizeUrl(part));
    if (other === undefined || other.url === link.url || other.state !== 'waiting') continue;
    const skip = sameArticle({ id }, `a page of ${link.url}`);
    await store.settleLink(other.url, { state: 'skipped', skip });
  }
}

/** Indexes a file whose writer was killed before it did so. */
export async function catchUp(known: ArticleRecord, { file }: StoredFile, { store }: Reader): Promise<void> {
  if (markOf(file) !== known.hash) await store.putArticle(known.id, file);
}

interface Place {
  readonly id: ArticleId;
  readonly url: Url;
  readonly known: ArticleRecord | undefined;
  readonly previous: Previous | undefined;
}

function toFile(
  { reading: { article }, page, outlet }: Entry,
  { id, url, known, previous, isEdit }: Place & { readonly isEdit: boolean },
  { store, project }: Tools,
): Promise<ArticleFile> {
  const before = typeof previous === 'object' ? previous.file : undefined;
  const latest = Math.max(known?.revision ?? 0, before?.frontMatter.courant?.revision ?? 0);
  return toArticleFile({
    article,
    url,
    outlet,
    timeZone: project.site.timeZone,
    frontMatter: project.frontMatter,
    fetchedAt: page.fetchedAt,
    revision: isEdit ? latest + 1 : latest,
    isPathTaken: (path) => store.isPathTaken(path, id),
    ...(before && { previous: before }),
  });
}

interface Comparison {
  readonly file: ArticleFile;
  readonly known: ArticleRecord;
  readonly previous: Previous | undefined;
  readonly answered: Url;
}

async function judgeChange(
  entry: Entry,
  { file, known, previous, answered }: Comparison,
  work: Tools,
): Promise<StoredArticle['change']> {
  if (previous === 'broken') return 'kept-by-hand';
  if (typeof previous !== 'object') return 'revised';
  const isSame = isSameReading(previous.file, file);
  if (isSame && hasSameRights(previous.file, file)) return 'unchanged';
  if (previous.isByHand) return 'kept-by-hand';
  if (isSame) return 'reread'; // what may be done with it changed, not what the outlet wrote
  // Its address leads elsewhere: to the same text, moved, or to another article, which is no edit of this one.
  if (answered !== known.url && !isSameText(previous.file.body, file.body)) return 'unchanged';
  const before = await readPageOf(known, previous.file, work);
  const again = before && (await readArticle(before, entry.link, keptParts(work), work));
  if (!again?.ok) return 'revised';
  const place = { id: known.id, url: known.url, known, previous, isEdit: false };
  const reread = await toFile({ ...entry, reading: again.value, page: before ?? entry.page }, place, work);
  return isSameReading(reread, file) ? 'reread' : 'revised';
}

/** The same headline and text: what an edit of the outlet would change. */
function isSameReading(a: ArticleFile, b: ArticleFile): boolean {
  return a.body === b.body && a.frontMatter.title === b.frontMatter.title;
}

function hasSameRights(a: ArticleFile, b: ArticleFile): boolean {
  const [first, second] = [a.frontMatter.courant?.rights ?? [], b.frontMatter.courant?.rights ?? []];
  return first.length === second.length && first.every((signal) => second.includes(signal));
}
