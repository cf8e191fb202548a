import { NewsError } from '../../errors.ts';
import type { Version } from '../../diff/version-changes.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { ImageFile } from '../../model/edition.ts';
import type { Showing } from '../../model/policy.ts';
import { toPostChanges } from '../../publish/changes.ts';
import { baseOf, isOriginal, originalPathOf, outletIdOf, sourceLineOf, toPost, type Post } from '../../publish/post.ts';
import { showArticle } from '../../publish/show-article.ts';
import { sitePostId, type SitePostRow } from '../../store/site-posts.ts';
import type { SiteState } from '../../store/site-state.ts';
import { toUrl } from '../../url/normalize.ts';
import { decideArticle, type PolicyRules } from '../decide-articles.ts';
import { matchSearches } from '../match-searches.ts';
import { allowedVersions } from '../read-changes.ts';
import type { ChangedFile, SiteInputs } from './site-inputs.ts';

/** An article as it may be shown; `file` is undefined when nothing of it is. */
export interface ShownArticle {
  readonly file: ArticleFile | undefined;
  readonly showing: Showing;
  /** Its source, and its addresses there (may be empty). */
  readonly outlet: string;
  readonly url: string;
  readonly canonical: string;
}

/** Reads an article and cuts it to what may be shown. A text says why it can't be read. */
export function readShown(path: string, inputs: SiteInputs): ShownArticle | string {
  try {
    const file = inputs.read(path);
    if (file === undefined) return 'The file is gone; `courant reindex` forgets it.';
    const showing = decideArticle(file, rulesOf(inputs), readOriginal(path, inputs));
    if (showing === undefined) return `The date "${file.frontMatter.date}" is none.`;
    const { url = '', canonical = '' } = file.frontMatter.courant ?? {};
    return {
      file: showArticle(file, showing, inputs.now),
      showing,
      outlet: outletIdOf(file),
      url: normal(url) || normal(sourceLineOf(file.body).url ?? ''),
      canonical: normal(canonical),
    };
  } catch (error) {
    if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
    return `line ${error.context.line ?? 1}: ${error.context.detail ?? ''}`;
  }
}

/** The original of a translation; undefined for an original itself, and when it cannot be read. */
function readOriginal(path: string, inputs: SiteInputs): ArticleFile | undefined {
  if (isOriginal(path)) return undefined;
  try {
    return inputs.read(originalPathOf(path));
  } catch (error) {
    if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
    return undefined; // its own row says what is wrong with it
  }
}

// An address that is written like this is as `toUrl` would write it, which takes as long as reading half the file.
const plainAddress = /^https?:\/\/[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]+(?:\/[\w-]+(?:\.[\w-]+)*)*\/?$/;

/** An address in the form that decisions are known by; empty when it is none. */
function normal(address: string): string {
  return address === '' || plainAddress.test(address) ? address : (toUrl(address) ?? '');
}

/** The body of a shown article without its last line, the link to the outlet. Of one that is shown whole no more is read than
 *  that: what may be shown was decided when its row was made. */
export function shownBody({ path, text, images }: Pick<Post, 'path' | 'text' | 'images'>, inputs: SiteInputs): string {
  if (text === 'full' && images !== 'none') return sourceLineOf(inputs.readBody(path) ?? '').body;
  const shown = readShown(path, inputs);
  return typeof shown === 'string' || shown.file === undefined ? '' : sourceLineOf(shown.file.body).body;
}

/** Makes the rows of articles that are new or changed. `listsOf`: the lists each stands in until now. */
export async function readPosts(
  files: readonly ChangedFile[],
  listsOf: (path: string) => readonly string[],
  outletNames: ReadonlyMap<string, string>,
  inputs: SiteInputs,
): Promise<readonly SitePostRow[]> {
  const read = files.map(({ path, stamp }) => ({ path, stamp, shown: readShown(path, inputs) }));
  const thumbnails = read.flatMap(({ shown }) =>
    typeof shown === 'string' ? [] : (shown.file?.frontMatter.thumbnail ?? []),
  );
  const images = await inputs.findImages([...new Set(thumbnails)].filter((url) => url !== ''));
  return read.map(({ path, stamp, shown }) => {
    const known = { id: sitePostId(path), path, stamp, lists: listsOf(path) };
    if (typeof shown === 'string') return hiddenRow({ ...known, problem: shown });
    const { file, showing, outlet, url, canonical } = shown;
    if (file === undefined) return hiddenRow({ ...known, outlet, url, canonical, until: showing.until });
    try {
      const image = showing.images === 'none' ? undefined : images.get(file.frontMatter.thumbnail);
      const { text, images: pictures } = showing;
      const post = toPost(file, {
        timeZone: timeZoneOf(inputs),
        outletNames,
        text,
        images: pictures,
        image,
        changes: toPostChanges(readVersions(file, text, inputs)),
        searches: matchSearches(file, inputs.searches),
      });
      return rowOf(known, post, showing.until, { outlet, url, canonical });
    } catch (error) {
      if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
      return hiddenRow({ ...known, problem: error.context.detail ?? '' });
    }
  });
}

/** The versions of an article that may be shown in full, oldest first, that of now last; none unless all of it is shown. */
export function readVersions(now: ArticleFile, text: Showing['text'], inputs: SiteInputs): readonly Version[] {
  const revision = now.frontMatter.courant?.revision ?? 1;
  if (revision < 2 || text !== 'full') return [];
  const versions: Version[] = [];
  for (let number = 1; number < revision; number += 1) {
    const file = inputs.readRevision(now.path, number);
    if (file) versions.push({ revision: number, file });
  }
  return allowedVersions([...versions, { revision, file: now }], rulesOf(inputs));
}

function rulesOf(inputs: SiteInputs): PolicyRules {
  return {
    policyOf: (outlet) => inputs.outlets.get(outlet)?.policy ?? inputs.publish,
    decisions: inputs.policies,
    timeZone: timeZoneOf(inputs),
  };
}

type KnownFields = Pick<SitePostRow, 'id' | 'path' | 'stamp' | 'lists'>;

function rowOf(
  known: KnownFields,
  post: Post,
  until: number,
  origin: Pick<SitePostRow, 'outlet' | 'url' | 'canonical'>,
): SitePostRow {
  const row = {
    ...known,
    base: post.base,
    suffix: post.suffix,
    ...origin,
    sort: post.sort,
    folder: post.folder,
    updatedMs: post.modifiedMs ?? post.publishedMs,
    until: Number.isFinite(until) ? until : 0,
    problem: '',
    entry: JSON.stringify(post),
    pictures: imageFilesOf(post).map((image) => image.path),
  };
  posts.set(row, post);
  return row;
}

function hiddenRow(
  row: KnownFields & Partial<Pick<SitePostRow, 'problem' | 'outlet' | 'url' | 'canonical' | 'until'>>,
): SitePostRow {
  const { until = 0 } = row;
  return {
    problem: '',
    outlet: '',
    url: '',
    canonical: '',
    ...row,
    base: baseOf(row.path),
    suffix: '',
    sort: 0,
    folder: '',
    updatedMs: 0,
    until: Number.isFinite(until) ? until : 0,
    entry: '',
    pictures: [],
  };
}

/** The pictures that pages of an article show. */
export function imageFilesOf({ image }: Pick<Post, 'image'>): readonly ImageFile[] {
  return image === undefined ? [] : [image, image.small, image.medium].flatMap((file) => file ?? []);
}

/** The posts of rows that were just made. */
const posts = new WeakMap<object, Post>();

/** The post of a row that is shown. */
export function postIn(row: Pick<SitePostRow, 'entry'>): Post {
  return posts.get(row) ?? (JSON.parse(row.entry) as Post); // as `rowOf` wrote it
}

function timeZoneOf({ contexts }: SiteInputs): string {
  return contexts.get('')?.site.timeZone ?? 'UTC';
}

/** An article of the site: its row, and what is shown of it. */
export interface ShownRow {
  readonly row: SitePostRow;
  readonly post: Post;
}

/** The shown articles among these, the language versions of each together, in order of their paths. */
export function groupByBase(rows: readonly SitePostRow[]): ReadonlyMap<string, readonly ShownRow[]> {
  const groups = new Map<string, ShownRow[]>();
  for (const row of rows) {
    if (row.entry === '') continue;
    const version = { row, post: postIn(row) };
    const group = groups.get(row.base);
    if (group) group.push(version);
    else groups.set(row.base, [version]);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.row.path < b.row.path ? -1 : 1));
  return groups;
}

/** The posts of articles (ids), in the order asked for. */
export function findPosts(
  ids: readonly number[],
  state: SiteState,
): readonly { readonly id: number; readonly post: Post }[] {
  const entries = state.posts.entries(ids) as ReadonlyMap<number, Post>; // as `rowOf` wrote them
  return ids.flatMap((id) => {
    const post = entries.get(id);
    return post === undefined ? [] : [{ id, post }];
  });
}
