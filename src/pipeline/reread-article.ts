import type { ArticleFile, Provenance } from '../model/article-file.ts';
import { ok, type Outcome } from '../model/outcome.ts';
import type { Article } from '../model/article.ts';
import type { Page } from '../model/page.ts';
import type { ArticleRecord } from '../store/store.ts';
import type { LinkRecord } from '../store/link-store.ts';
import { sealed } from '../store/seal.ts';
import { toArticleFile } from '../store/to-article-file.ts';
import { toUrl } from '../url/normalize.ts';
import { compareFiles, type FileChanges } from './compare-files.ts';
import { observePage } from './observe-page.ts';
import { catchUp, putArticle } from './put-article.ts';
import { readArticle, type Reading } from './read-article.ts';
import { readKeptPage, readPageOf } from './read-kept-page.ts';
import { keptParts } from './read-part.ts';
import { readPrevious } from './read-previous.ts';
import { isSiteSignal, withRights } from './site-rights.ts';
import type { Work } from './work.ts';

/** What the extractor of today makes of an article, or of a link that an earlier one skipped.
 *  `changed`: it reads something else. `kept-by-hand`: somebody changed or removed the file, so it is left alone.
 *  `refused`: it would not take the page for an article; the file stays. `no-page`: the page is not in the archive any more.
 *  `found`: a skipped link is an article after all. `skipped`: it still is none. */
export interface Reread {
  readonly outcome: 'changed' | 'unchanged' | 'kept-by-hand' | 'refused' | 'no-page' | 'found' | 'skipped';
  readonly source: string;
  readonly url: string;
  /** Of the article's file; empty when there is none. */
  readonly path: string;
  readonly changes?: FileChanges;
  /** A skip code and its detail, a title: what there is to say of it. */
  readonly detail: string;
}

export type RereadTools = Pick<Work, 'project' | 'store' | 'extract' | 'clock' | 'signal' | 'report'>;

/** Reads a stored article again from the page that its revision was read from; with `write`, writes what changed. */
export async function rereadArticle(
  record: ArticleRecord,
  tools: RereadTools,
  options: { readonly write: boolean },
): Promise<Reread> {
  const end = (outcome: Reread['outcome'], detail = '', changes?: FileChanges): Reread => ({
    ...{ outcome, source: record.outlet, url: record.url, path: record.path, detail },
    ...(changes && { changes }),
  });
  const previous = await readPrevious(record, tools);
  if (typeof previous !== 'object') return end('kept-by-hand', previous);
  if (previous.isByHand) return end('kept-by-hand', 'edited');
  const page = await readPageOf(record, previous.file, tools);
  if (page === undefined) return end('no-page', previous.file.frontMatter.courant?.fetched);
  const link = await tools.store.linkOf(record.id);
  const known = { hints: link?.hints ?? {}, source: record.outlet, url: link?.url ?? record.url };
  const reading = await readArticle(page, known, keptParts(tools), tools);
  if (options.write) await observePage({ link: known, page, reading }, tools);
  if (!reading.ok) return end('refused', `${reading.skip.code} ${reading.skip.detail}`.trim());
  const told = (previous.file.frontMatter.courant?.rights ?? []).filter(isSiteSignal);
  const file = await toFile(withRights(reading.value.article, told), { record, previous: previous.file, page }, tools);
  const changes = compareFiles(previous.file, file);
  if (changes === undefined) {
    if (options.write) await catchUp(record, previous, tools);
    return end('unchanged');
  }
  if (options.write) {
    await tools.store.putArticle(record.id, file);
    const isPictureNew = changes.fields.some(({ field }) => field === 'image');
    await askCollect(
      link,
      { thumbnail: isPictureNew ? file.frontMatter.thumbnail : '', reading: reading.value },
      tools,
    );
  }
  return end('changed', '', changes);
}

function fateOf({ frontMatter: { courant } }: ArticleFile): Pick<Provenance, 'gone' | 'moved'> {
  const { gone, moved } = courant ?? {};
  return { ...(gone !== undefined && { gone }), ...(moved !== undefined && { moved }) };
}

/** As the outlet wrote it once: the revision stays, and so does what the page itself does not say. */
async function toFile(
  article: Article,
  { record, previous, page }: { record: ArticleRecord; previous: ArticleFile; page: Page },
  { project, store }: RereadTools,
): Promise<ArticleFile> {
  const file = await toArticleFile({
    article,
    url: record.url,
    outlet: record.outlet,
    timeZone: project.site.timeZone,
    frontMatter: project.frontMatter,
    fetchedAt: page.fetchedAt,
    revision: previous.frontMatter.courant?.revision ?? record.revision,
    isPathTaken: (path) => store.isPathTaken(path, record.id),
    previous,
    fate: fateOf(previous),
  });
  const { courant } = file.frontMatter;
  const stated = previous.frontMatter.courant?.modified;
  // The feed may have announced a later edit since, which is none of this revision.
  if (courant === undefined || stated === undefined || article.evidence.modified?.from !== 'feed') return file;
  return sealed({ ...file, frontMatter: { ...file.frontMatter, courant: { ...courant, modified: stated } } });
}

/** Reads the stored page of a skipped link again; with `write`, stores the article that it is after all. */
export async function retrySkipped(
  link: LinkRecord,
  tools: RereadTools,
  options: { readonly write: boolean },
): Promise<Reread> {
  const end = (outcome: Reread['outcome'], detail: string, path = ''): Reread => ({
    ...{ outcome, source: link.source, url: link.url, path, detail },
  });
  const page = await readKeptPage(link.url, tools);
  if (page === undefined) return end('no-page', link.skip?.code ?? '');
  const reading = await readArticle(page, link, keptParts(tools), tools);
  if (options.write) await observePage({ link, page, reading }, tools);
  const stored = reading.ok && options.write ? await store(reading.value, page, link, tools) : ok('');
  const failed = !reading.ok ? reading.skip : !stored.ok ? stored.skip : undefined;
  if (reading.ok && stored.ok) return end('found', reading.value.article.title, stored.value);
  if (failed && options.write && failed.code !== link.skip?.code)
    await tools.store.settleLink(link.url, { state: 'skipped', skip: failed });
  return end('skipped', `${failed?.code ?? ''} ${failed?.detail ?? ''}`.trim());
}

/** File, index, link. Gives the path. */
async function store(reading: Reading, page: Page, link: LinkRecord, tools: RereadTools): Promise<Outcome<string>> {
  const stored = await putArticle({ reading, page, link, outlet: link.source }, tools);
  if (!stored.ok) return stored;
  const thumbnail = reading.article.image?.url ?? '';
  await askCollect(await tools.store.getLink(link.url), { thumbnail, reading }, tools);
  return ok(stored.value.path);
}

/** Leaves what is not in the archive yet, a picture or a page of the article, to the next collect, which looks at the link
 *  again: nothing is fetched here. */
async function askCollect(
  link: LinkRecord | undefined,
  { thumbnail, reading }: { readonly thumbnail: string; readonly reading: Reading },
  { project, store, clock }: RereadTools,
): Promise<void> {
  const picture = project.images === 'none' ? null : toUrl(thumbnail);
  const lacksPicture = picture !== null && !(await store.hasImage(picture));
  if (link?.article === undefined || (!lacksPicture && reading.missing?.skip.code !== 'pipeline/not-kept')) return;
  await store.settleLink(link.url, { state: 'stored', article: link.article, recheckAt: clock.now() });
}
