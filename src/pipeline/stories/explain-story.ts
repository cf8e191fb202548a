import { markdownToText } from '../../markdown/to-text.ts';
import type { Story, StoryId, StoryMember } from '../../model/story.ts';
import { sourceLineOf } from '../../publish/post.ts';
import type { Store } from '../../store/store.ts';
import type { StoryIndex } from '../../store/story-index.ts';
import { termKinds, termsOf, type TermKind } from '../../stories/article-terms.ts';
import { nearStories, samenessWithin } from '../../stories/group-articles.ts';
import { hashOf, type TermStatistics } from '../../stories/term-statistics.ts';
import { findReadable } from '../find-readable.ts';
import { IndexedStories } from './indexed-stories.ts';
import { readStatistics } from './keep-stories.ts';

/** What articles have in common. */
export interface SharedTerm {
  readonly kind: TermKind;
  /** A word as it is compared (its stem); for `near` and `far` the consonants of how it sounds; for `region` the country's code. */
  readonly term: string;
  /** How many of the articles have it. */
  readonly articles: number;
  /** How rare it is, the mean of the languages that have it: the logarithm of all articles to those with it. */
  readonly weight: number;
}

export interface StoryExplanation extends Pick<Story, 'id' | 'merged' | 'partedFrom'> {
  readonly articles: readonly (Pick<StoryMember, 'path' | 'outlet' | 'language' | 'title' | 'copyOf'> & {
    /** How sure it is that it reports the same as the others, 0 to 1; left out for copies. */
    readonly sameness?: number;
  })[];
  readonly shared: readonly SharedTerm[];
  /** The stories that came nearest, why they are others, and what they have in common with this one. */
  readonly near: readonly {
    readonly id: StoryId;
    readonly title: string;
    readonly sameness: number;
    /** What it would have to exceed. */
    readonly least: number;
    readonly shared: readonly SharedTerm[];
  }[];
}

const maxShared = 25;
const maxNear = 5;
const maxRead = 40;

/** Why the articles of a story are together, and why others are not. Undefined when there is no such story. Throws NewsError `store/*`. */
export async function explainStory(
  id: StoryId,
  index: StoryIndex,
  store: Pick<Store, 'findArticleFile'>,
): Promise<StoryExplanation | undefined> {
  const [story, number] = [index.get(id), index.numberOf(id)];
  if (story === undefined || number === undefined) return undefined;
  const statistics = readStatistics(index);
  const stories = new IndexedStories(index, statistics, () => 0);
  const own = await readTerms(story, store);
  const near = nearStories(number, stories).slice(0, maxNear);
  return {
    ...{ id, merged: story.merged },
    ...(story.partedFrom !== undefined && { partedFrom: story.partedFrom }),
    articles: story.members.map(({ path, outlet, language, title, copyOf }) => {
      const article = index.articles.find(path)?.id ?? 0;
      const sameness = rounded(copyOf === undefined ? samenessWithin(article, stories, number) : NaN);
      return {
        ...{ path, outlet, language, title },
        ...(copyOf === undefined ? { sameness } : { copyOf }),
      };
    }),
    shared: sharedTerms(own, statistics, 2),
    near: await Promise.all(
      near.map(async ({ story: other, sameness, least }) => {
        const name = index.nameOf(other);
        const theirs = index.get(name);
        const terms = theirs === undefined ? [] : await readTerms(theirs, store);
        const seen = new Set(terms.flatMap((article) => article.terms));
        const common = own.map((article) => ({ ...article, terms: article.terms.filter((term) => seen.has(term)) }));
        return {
          ...{ id: name, title: theirs?.members[0]?.title ?? '', sameness: rounded(sameness), least },
          shared: sharedTerms(common, statistics, 1),
        };
      }),
    ),
  };
}

interface ArticleTermList {
  readonly language: string;
  /** Each once. */
  readonly terms: readonly string[];
}

async function readTerms(
  { members }: Story,
  store: Pick<Store, 'findArticleFile'>,
): Promise<readonly ArticleTermList[]> {
  const lists: ArticleTermList[] = [];
  for (const { path, language, copyOf } of members.slice(0, maxRead)) {
    const file = copyOf === undefined ? await findReadable(path, store) : undefined;
    if (file === undefined) continue;
    const text = markdownToText(sourceLineOf(file.body).body);
    const terms = termsOf({ language, title: file.frontMatter.title, text });
    lists.push({ language: terms.language, terms: [...terms.all.keys()] });
  }
  return lists;
}

/** The rarest first. A term of one kind only: what is a name, or a number, is no mere word. */
function sharedTerms(
  articles: readonly ArticleTermList[],
  statistics: TermStatistics,
  least: number,
): readonly SharedTerm[] {
  const found = new Map<string, { articles: number; weight: number }>();
  for (const { language, terms } of articles)
    for (const term of terms) {
      const known = found.get(term) ?? { articles: 0, weight: 0 };
      known.articles += 1;
      known.weight += statistics.rarityOf(language, hashOf(term));
      found.set(term, known);
    }
  const nameOf = (key: string): string => key.slice(1);
  const special = new Set([...found.keys()].filter((key) => /^[23]/.test(key)).map(nameOf));
  return [...found]
    .map(([key, { articles: count, weight }]) => ({
      kind: termKinds[Number(key[0])] ?? 'word',
      term: nameOf(key),
      articles: count,
      weight: rounded(weight / count),
    }))
    .filter(({ kind, term, articles: count }) => count >= least && !(kind === 'word' && special.has(term)))
    .sort((a, b) => b.articles * b.weight - a.articles * a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, maxShared);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
