import type { Article } from '../model/article.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import { ok, type Outcome, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { toArticleId } from '../store/article-id.ts';
import type { ArticleRecord, Revision } from '../store/store.ts';
import type { LinkRecord } from '../store/link-store.ts';
import { markOf } from '../store/seal.ts';
import { toArticleFile } from '../store/to-article-file.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { findTwin } from './find-twin.ts';
import { isEdited, isReadingAlone, viewOf, viewOfFile, type EditView } from './judge-edit.ts';
import { isSameText } from '../text/same-text.ts';
import { readArticle, type Reading } from './read-article.ts';
import { readPageOf } from './read-kept-page.ts';
import { keptParts } from './read-part.ts';
import { readPrevious, type Previous, type StoredFile } from './read-previous.ts';
import { beginLooks } from './begin-looks.ts';
import { isSiteSignal, withRights } from './site-rights.ts';
import type { Work } from './work.ts';

export interface StoredArticle {
  readonly id: ArticleId;
  readonly path: string;
  /** `reread`: the page of before would be read like this today, or only its rights or its address are others, so it is no
   *  edit, and the revision stays. `kept-by-hand`: somebody changed the file, so nothing is written over it. `elsewhere`: its address
   *  leads to another text. */
  readonly change: 'stored' | 'revised' | 'reread' | 'unchanged' | 'kept-by-hand' | 'elsewhere';
}

interface Entry {
  readonly reading: Reading;
  readonly page: Page;
  readonly link: LinkRecord;
  readonly outlet: SourceId;
  /** Epoch ms: when to look at the link again, for a part of the article that could not be had. */
  readonly recheckAt?: number | undefined;
}

type Tools = Pick<Work, 'project' | 'store' | 'extract' | 'report' | 'clock'>;
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

  const judged = known === undefined ? asNew : await judgeChange(entry, { file, known, previous, answered }, work);
  const { change } = judged;
  if (change === 'stored' || change === 'revised') await store.putArticle(id, file, { replaces: judged.replaces });
  if (change === 'reread') await store.putArticle(id, await toFile(entry, { ...place, isEdit: false }, work));
  if (change === 'unchanged' && known && typeof previous === 'object') await catchUp(known, previous, work);
  if (link.article === undefined)
    await beginLooks({ id, published: entry.reading.article.published }, link, page.fetchedAt, work);
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

async function toFile(
  { reading: { article }, page, outlet }: Entry,
  place: Place & { readonly isEdit: boolean },
  work: Tools,
): Promise<ArticleFile> {
  const { id, url, previous, isEdit } = place;
  const { store, project } = work;
  const before = typeof previous === 'object' ? previous.file : undefined;
  const latest = await latestRevision(place, work);
  const answered = normalizeUrl(page.url);
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
    ...(answered !== url && { fate: { moved: answered } }),
  });
}

/** Of the article as it is stored; 0 when it is not. A file without provenance tells no number: its history does. */
async function latestRevision({ known, previous }: Place, { store }: Reader): Promise<number> {
  const { courant } = typeof previous === 'object' ? previous.file.frontMatter : {};
  const told = Math.max(known?.revision ?? 0, courant?.revision ?? 0);
  if (known === undefined || typeof previous !== 'object' || courant) return told;
  return Math.max(told, ((await store.readHistory(known.path)).at(-1)?.revision ?? 0) + 1);
}

interface Comparison {
  readonly file: ArticleFile;
  readonly known: ArticleRecord;
  readonly previous: Previous | undefined;
  readonly answered: Url;
}

interface Judgment {
  readonly change: StoredArticle['change'];
  /** The version that an edit replaces. */
  readonly replaces?: Revision | undefined;
}

const asNew: Judgment = { change: 'stored' };

/** Two readings are compared by today's extractor, so that only the outlet makes edits; the one of before is what is kept of it. */
async function judgeChange(
  entry: Entry,
  { file, known, previous, answered }: Comparison,
  work: Tools,
): Promise<Judgment> {
  if (previous === 'broken') return { change: 'kept-by-hand' };
  if (typeof previous !== 'object') return { change: 'revised' };
  const isSame = isSameReading(previous.file, file) && hasSameAuthors(previous.file, file);
  if (isSame && hasSameState(previous.file, file)) return { change: 'unchanged' };
  // Its address leads elsewhere: to the same text, moved, or to another article, which is no edit of this one.
  if (answered !== known.url && !isSameText(previous.file.body, file.body)) return { change: 'elsewhere' };
  if (previous.isByHand) return { change: 'kept-by-hand' };
  if (isSame) return { change: 'reread' }; // what may be done with it or where it lies changed, not what the outlet wrote
  const { revision, reread, article, page } = await readBefore(entry, { known, previous }, work);
  const views = [article ? viewOf(article) : viewOfFile(previous.file), viewNow(entry, file, article)] as const;
  const isOneReading = page !== undefined && isReadingAlone(...views, { before: page, after: entry.page });
  if (isEdited(...views) && !isOneReading) return { change: 'revised', replaces: { revision, file: reread } };
  const isOurs = !isSameReading(reread, previous.file) || !hasSameState(previous.file, file);
  return { change: isOurs ? 'reread' : 'unchanged' };
}

function viewNow(entry: Entry, file: ArticleFile, before: Article | undefined): EditView {
  return before ? viewOf(entry.reading.article) : viewOfFile(file);
}

interface Before {
  readonly revision: number;
  readonly reread: ArticleFile;
  readonly article?: Article;
  /** When all of the article is on it. */
  readonly page?: Page;
}

/** The version before, as today's extractor reads it; as its file is where its page is kept no more. */
async function readBefore(
  entry: Entry,
  { known, previous }: { readonly known: ArticleRecord; readonly previous: StoredFile },
  work: Tools,
): Promise<Before> {
  const place = { id: known.id, url: known.url, known, previous, isEdit: false };
  const revision = await latestRevision(place, work);
  const before = await readPageOf(known, previous.file, work);
  const again = before && (await readArticle(before, entry.link, keptParts(work), work));
  if (before === undefined || !again?.ok) return { revision, reread: previous.file };
  const { article } = again.value;
  // Signals of the whole site are in no page.
  const told = (previous.file.frontMatter.courant?.rights ?? []).filter(isSiteSignal);
  const reading = { ...again.value, article: withRights(article, told) };
  const reread = await toFile({ ...entry, reading, page: before }, place, work);
  const isWhole = again.value.parts.length === 0 && entry.reading.parts.length === 0;
  const kept = isSameReading(reread, previous.file) ? previous.file : reread;
  return { revision, article, reread: kept, ...(isWhole && { page: before }) };
}

/** The same headline and text, letter by letter. */
function isSameReading(a: ArticleFile, b: ArticleFile): boolean {
  return a.body === b.body && a.frontMatter.title === b.frontMatter.title;
}

function hasSameAuthors(a: ArticleFile, b: ArticleFile): boolean {
  const [first, second] = [a.frontMatter.courant?.authors ?? [], b.frontMatter.courant?.authors ?? []];
  return first.join('\n') === second.join('\n');
}

/** The same rights, and the same place at the outlet. */
function hasSameState(a: ArticleFile, b: ArticleFile): boolean {
  const [first, second] = [a.frontMatter.courant, b.frontMatter.courant];
  const [rights, others] = [first?.rights ?? [], second?.rights ?? []];
  const isSameRights = rights.length === others.length && rights.every((signal) => others.includes(signal));
  return isSameRights && first?.gone === second?.gone && first?.moved === second?.moved;
}
