import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { bandsOf, copyLikeness, isCopy } from '../../copies/signature.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { StoryMember } from '../../model/story.ts';
import { guard } from '../../store/store-failure.ts';
import { openStoryIndex, type StoryIndex } from '../../store/story-index.ts';
import type { ArticleTerms } from '../../stories/article-terms.ts';
import { decodeVectors, encodeVectors } from '../../stories/encode-vectors.ts';
import { groupArticle, groupOfAll, settleStory } from '../../stories/group-articles.ts';
import { rareTermsOf } from '../../stories/rare-terms.ts';
import { TermStatistics } from '../../stories/term-statistics.ts';
import { toTranslatedVectors, toVectors, type ArticleVectors } from '../../stories/term-vectors.ts';
import { IndexedStories, toStored } from './indexed-stories.ts';
import {
  originalsOf,
  readArticle,
  stampOfArticle,
  translationStampOf,
  type ReadArticle,
  type GroupedStore,
} from './read-grouped.ts';
import { findReadable } from '../find-readable.ts';
import { forgetStories, restoreNames } from './restore-names.ts';

export interface StoriesReport {
  readonly articles: number;
  /** Articles that were put into stories by this run. */
  readonly grouped: number;
  readonly stories: number;
  /** Stories with more than one article. */
  readonly shared: number;
  /** Copies of other articles. */
  readonly copies: number;
  readonly seconds: number;
}

export interface StoriesOptions {
  /** Epoch ms. */
  readonly now: () => number;
  readonly timeZone: string;
  /** Of the site, BCP 47: articles are compared by their translations into it too. */
  readonly language: string;
  /** False for an article that its outlet does not want compared with others: it is in no story. */
  readonly mayBeMined: (file: ArticleFile) => boolean;
  readonly onProgress?: (done: number, all: number) => void;
}

/** Articles of one transaction: a kill loses the work on no more of them. */
const atOnce = 250;
const copyWindowMs = 7 * 86_400_000;
const comparedForCopies = 24;

/** The file of the stories, below the project's root. */
export function storyIndexFile(root: string): string {
  return join(root, '.courant', 'stories.db');
}

/** Brings the stories up to date with the article files: new articles are grouped in the order of their files, which is that of their
 *  days; those gone, and those of which outlets reserve mining, leave their stories. The same articles in the same steps give the same
 *  stories. A killed run goes on where it was. Throws NewsError `store/*`. */
export async function keepStories(root: string, store: GroupedStore, options: StoriesOptions): Promise<StoriesReport> {
  await guard({ file: root }, () => mkdir(join(root, '.courant'), { recursive: true }));
  const index = openStoryIndex(storyIndexFile(root));
  try {
    return await updateStories(root, store, index, options);
  } finally {
    index.close();
  }
}

/** As `keepStories`, all of it anew. Stories keep the ids of those that they have most articles of. */
export async function regroupStories(
  root: string,
  store: GroupedStore,
  options: StoriesOptions,
): Promise<StoriesReport> {
  await guard({ file: root }, () => mkdir(join(root, '.courant'), { recursive: true }));
  const index = openStoryIndex(storyIndexFile(root));
  try {
    index.transaction(() => {
      forgetStories(index);
    });
    return await updateStories(root, store, index, options);
  } finally {
    index.close();
  }
}

async function updateStories(
  root: string,
  store: GroupedStore,
  index: StoryIndex,
  options: StoriesOptions,
): Promise<StoriesReport> {
  const startedAt = options.now();
  const { isAll, changed, removed, mark } = await store.articleChanges(index.fact('articles'));
  const known = isAll ? index.articles.stamps() : undefined;
  const present = new Set(changed);
  const gone = known ? [...known.keys()].filter((path) => !present.has(path)) : removed;
  const stamps = new Map(
    originalsOf(changed, removed).map((path) => [path, stampOfArticle(root, path, options.language)]),
  );
  const stampIn = (path: string): string | undefined => (known ? known.get(path) : index.articles.find(path))?.stamp;
  const paths = [...stamps.keys()].filter((path) => stampIn(path) !== stamps.get(path)).sort();
  // Made anew in each transaction: another process may have grouped articles meanwhile.
  const work = (task: (grouping: Grouping) => void): void =>
    index.transaction(() => {
      task(new Grouping(index, options));
    });
  let grouped = 0;
  if (gone.length > 0) work((grouping) => gone.forEach((path) => grouping.remove(path)));
  for (let from = 0; from < paths.length; from += atOnce) {
    options.onProgress?.(from, paths.length);
    await breathe(); // a server in the same process answers meanwhile
    const articles: ReadArticle[] = [];
    const reserved: string[] = [];
    for (const path of paths.slice(from, from + atOnce)) {
      const file = await findReadable(path, store);
      if (file === undefined) continue; // the build tells of it
      if (options.mayBeMined(file))
        articles.push(await readArticle(file, stamps.get(path) ?? '', store, options.timeZone));
      else reserved.push(path);
    }
    grouped += articles.length;
    work((grouping) => {
      reserved.forEach((path) => grouping.remove(path));
      grouping.putAll(articles);
    });
  }
  index.transaction(() => {
    restoreNames(index);
    index.putFact('articles', mark);
  });
  return { ...index.counts(), grouped, seconds: (options.now() - startedAt) / 1000 };
}

/** An article that another one is a copy of, or the other way round: the first of its kind, its story, and how much they share. */
interface Alike {
  readonly path: string;
  readonly story: number;
  readonly likeness: number;
}

/** How often terms occur in the articles of an index. */
export function readStatistics(index: StoryIndex): TermStatistics {
  const counters = index.counters();
  const articles = JSON.parse(index.fact('languages') || '[]') as [string, number][];
  return counters === undefined ? new TermStatistics() : TermStatistics.from(counters, articles);
}

/** The grouping at work on an index, within one transaction. */
class Grouping {
  readonly #index: StoryIndex;
  readonly #statistics: TermStatistics;
  readonly #stories: IndexedStories;

  constructor(index: StoryIndex, { now }: StoriesOptions) {
    this.#index = index;
    this.#statistics = readStatistics(index);
    this.#stories = new IndexedStories(index, this.#statistics, now);
  }

  putAll(articles: readonly ReadArticle[]): void {
    const fresh = articles.filter(({ member }) => this.#index.articles.find(member.path) === undefined);
    const known = articles.filter((article) => !fresh.includes(article));
    const translated = known.filter((article) => this.#change(article));
    for (const { terms } of fresh) this.#statistics.add(terms.language, terms.all.keys());
    for (const { translation } of [...fresh, ...translated])
      if (translation !== undefined) this.#statistics.addTranslation(translation.language, translation.all.keys());
    const touched = [...this.#putTranslations(translated), ...fresh.map((article) => this.#put(article))];
    const settled = new Set<number>();
    for (const article of touched) {
      const story = this.#index.articles.storyNumberOf(article);
      if (!settled.has(story)) for (const one of settleStory(story, this.#stories)) settled.add(one);
    }
    if (touched.length === 0) return;
    this.#index.putCounters(this.#statistics.bytes);
    this.#index.putFact('languages', JSON.stringify(this.#statistics.articles));
  }

  /** What an article with a place of its own tells otherwise; its place stays. Whether it has another translation than before. */
  #change({ member, stamp }: ReadArticle): boolean {
    const known = this.#index.articles.find(member.path);
    if (known === undefined) return false;
    const copyOf = this.#index.articles.memberOf(known.id)?.copyOf;
    this.#index.articles.change(known.id, { ...member, ...(copyOf !== undefined && { copyOf }) }, stamp);
    this.#index.touchStory(known.story);
    return translationStampOf(stamp) !== translationStampOf(known.stamp);
  }

  /** Gives articles that have a place the translations that came, changed or went since. Returns those that may belong elsewhere by
   *  them. */
  #putTranslations(articles: readonly ReadArticle[]): readonly number[] {
    const changed = articles.flatMap(({ member, translation }) => {
      const known = this.#index.articles.find(member.path);
      if (known === undefined) return [];
      const { translation: before, ...own } = decodeVectors(this.#index.articles.vectorsOf(known.id));
      const vectors = this.#withTranslation(own, translation, member.publishedMs);
      const ownKeys = new Set(own.vectors.flatMap(({ keys }) => [...keys]));
      const oldKeys = before?.vectors.flatMap(({ keys }) => [...keys]) ?? [];
      this.#index.articles.changeVectors(known.id, encodeVectors(vectors), {
        removed: oldKeys.filter((key) => !ownKeys.has(key)),
        added: translation === undefined ? [] : [...rareTermsOf(vectors, this.#statistics).keys()],
      });
      this.#stories.forget(known.id);
      return this.#index.articles.memberOf(known.id)?.copyOf === undefined ? [known] : [];
    });
    for (const story of new Set(changed.map(({ story }) => story))) this.#measure(story);
    return changed.map(({ id }) => id);
  }

  #withTranslation(own: ArticleVectors, terms: ArticleTerms | undefined, publishedMs: number): ArticleVectors {
    if (terms === undefined) return own;
    return { ...own, translation: toTranslatedVectors(terms, this.#statistics, publishedMs) };
  }

  #put({ member, stamp, terms, translation, prints }: ReadArticle): number {
    const bands = bandsOf(prints);
    const { original, copies } = this.#findCopies(member, prints, bands);
    const own = toVectors(terms, this.#statistics, member.publishedMs);
    const vectors = this.#withTranslation(own, translation, member.publishedMs);
    const article = this.#index.articles.put({
      ...{ stamp, prints, bands, vectors: encodeVectors(vectors) },
      member: original === undefined ? member : { ...member, copyOf: original.path },
      terms: [...rareTermsOf(vectors, this.#statistics).keys()],
    });
    const story = original?.story ?? copies[0]?.story;
    if (story === undefined) groupArticle(article, this.#stories);
    else this.#index.articles.move(article, story);
    for (const copy of copies) this.#makeCopy(copy, original?.path ?? member.path, story ?? 0);
    if (story !== undefined) this.#measure(story);
    return article;
  }

  /** The first article that this one is a copy of, and those that were first until now and are copies of it. */
  #findCopies(
    member: StoryMember,
    prints: Uint8Array,
    bands: readonly number[],
  ): { readonly original?: Alike; readonly copies: readonly Alike[] } {
    let original: Alike | undefined;
    const copies: Alike[] = [];
    for (const { id, member: other, prints: theirs } of this.#index.articles.listWithBands(bands, comparedForCopies)) {
      if (Math.abs(other.publishedMs - member.publishedMs) > copyWindowMs) continue;
      const isFirst = other.publishedMs <= member.publishedMs;
      const likeness = isFirst ? copyLikeness(prints, theirs) : copyLikeness(theirs, prints);
      if (!isCopy(likeness)) continue;
      const path = other.copyOf ?? other.path;
      const alike = {
        path,
        likeness: likeness.ofCopy + likeness.ofOriginal,
        story: this.#index.articles.storyNumberOf(id),
      };
      if (!isFirst && other.copyOf === undefined) copies.push(alike);
      else if (isFirst && alike.likeness > (original?.likeness ?? 0)) original = alike;
    }
    // One whose date was changed may be later than its copies, and this article as well; it is none of itself.
    return {
      ...(original !== undefined && { original }),
      copies: copies.filter(({ path }) => path !== original?.path),
    };
  }

  /** An article, and all copies of it, are copies of another one from now on. */
  #makeCopy({ path, story: before }: Alike, copyOf: string, story: number): void {
    for (const id of this.#index.articles.allOf(before)) {
      const member = this.#index.articles.memberOf(id);
      if (member === undefined || (member.path !== path && member.copyOf !== path)) continue;
      this.#index.articles.putMember(id, { ...member, copyOf });
      this.#index.articles.move(id, story);
    }
    if (before === story) return;
    if (this.#index.articles.allOf(before).length === 0) this.#stories.merge(story, before);
    else this.#measure(before);
  }

  /** What the articles of a story, without copies, have in common. */
  #measure(story: number): void {
    const originals = this.#index.articles.originalsOf(story);
    if (originals.length === 0) return;
    this.#index.putStory(story, toStored(groupOfAll(originals.map((article) => this.#stories.vectorsOf(article)))));
  }

  /** Of its copies, the one published first is an original then, and those that are no copies of that one. */
  remove(path: string): void {
    const known = this.#index.articles.find(path);
    if (known === undefined) return;
    const copies = this.#index.articles.copiesOf(path);
    this.#index.articles.remove(known.id);
    this.#stories.forget(known.id);
    const placed: { readonly prints: Uint8Array; readonly first: string }[] = [];
    for (const { id, prints, member } of copies) {
      const { url, outlet, language, title, publishedMs } = member;
      const own = { path: member.path, url, outlet, language, title, publishedMs };
      const first = placed.find((before) => isCopy(copyLikeness(prints, before.prints)))?.first;
      placed.push({ prints, first: first ?? member.path });
      this.#index.articles.putMember(id, first === undefined ? own : { ...own, copyOf: first });
    }
    if (this.#index.articles.allOf(known.story).length === 0) this.#index.removeStory(known.story);
    else this.#measure(known.story);
  }
}
