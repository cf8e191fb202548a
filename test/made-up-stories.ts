import { createHash } from 'node:crypto';
import type { ArticleFile } from '../src/model/article-file.ts';
import type { Story, StoryArticle, StoryId, StoryMember, StorySentence, StoryView } from '../src/model/story.ts';
import type { StoryIndex, StoryStages } from '../src/pipeline/stories/story-source.ts';
import { outletIdOf, publishedMsOf } from '../src/publish/post.ts';

const hour = 3_600_000;

/** The id of a story whose first article this is. */
export function storyIdOf(path: string): StoryId {
  return `s${createHash('sha256').update(path).digest('hex').slice(0, 12)}`;
}

/** A story of these articles, in order of time; `copies`: files of copies with that of the original. */
export function toStory(files: readonly ArticleFile[], copies: ReadonlyMap<string, string> = new Map()): Story {
  const members = files
    .map((file): StoryMember => {
      const { frontMatter, path } = file;
      const copyOf = copies.get(path);
      const publishedMs = publishedMsOf(file, 'UTC');
      return {
        ...{ path, url: frontMatter.courant?.url ?? '', outlet: outletIdOf(file) },
        ...{ language: frontMatter.lang[0] ?? 'und', title: frontMatter.title },
        publishedMs: Number.isNaN(publishedMs) ? 0 : publishedMs,
        ...(copyOf !== undefined && { copyOf }),
      };
    })
    .sort((a, b) => a.publishedMs - b.publishedMs || (a.path < b.path ? -1 : 1));
  const [first, last] = [members[0], members.at(-1)];
  return {
    id: storyIdOf(first?.path ?? ''),
    members,
    firstMs: first?.publishedMs ?? 0,
    lastMs: last?.publishedMs ?? 0,
    merged: [],
  };
}

/** Stories in memory. */
export class MemoryStories implements StoryIndex {
  #stories = new Map<StoryId, Story>();
  readonly #marks = new Map<StoryId, number>();
  #mark = 0;

  set(stories: readonly Story[]): void {
    const fresh = new Map(stories.map((story) => [story.id, story]));
    this.#mark += 1;
    for (const id of new Set([...this.#stories.keys(), ...fresh.keys()]))
      if (JSON.stringify(this.#stories.get(id)) !== JSON.stringify(fresh.get(id))) this.#marks.set(id, this.#mark);
    this.#stories = fresh;
  }

  changesSince(mark: number): ReturnType<StoryIndex['changesSince']> {
    const ids = [...this.#marks].flatMap(([id, at]) => (at > mark ? [id] : []));
    const changed = ids.flatMap((id) => this.#stories.get(id) ?? []);
    return { mark: this.#mark, changed, removed: ids.filter((id) => !this.#stories.has(id)) };
  }

  get(id: StoryId): Story | undefined {
    return this.#stories.get(id);
  }

  storyOf(path: string): Story | undefined {
    return [...this.#stories.values()].find(({ members }) => members.some((member) => member.path === path));
  }

  list(limit = Infinity): readonly Story[] {
    return [...this.#stories.values()].sort((a, b) => b.lastMs - a.lastMs).slice(0, limit);
  }
}

/** What a view is made of, each of all articles. */
export type StoryParts = {
  readonly [part in Exclude<keyof StoryView, 'story'>]: (articles: readonly StoryArticle[]) => StoryView[part];
};

const plainParts: StoryParts = {
  title: (articles) => {
    const last = articles.at(-1);
    return { text: last?.title ?? '', path: last?.path ?? '' };
  },
  summary: (articles) => articles.slice(0, 3).flatMap(firstSentence),
  quotes: (articles) =>
    articles.flatMap(({ path, text, language }, index) =>
      text === ''
        ? []
        : { speaker: 'Ana Sol', text: text.slice(0, 40), isDirect: index % 2 === 0, language, paths: [path] },
    ),
  timeline: (articles) => articles.flatMap(firstSentence).map((sentence) => ({ date: '2025-01', sentence })),
  names: (articles) =>
    [...new Set(articles.flatMap(({ tags }) => tags))].map((name) => ({
      ...{ name, kind: 'other' as const, aliases: [] },
      articles: articles.filter(({ tags }) => tags.includes(name)).length,
    })),
  coverage: (articles) => {
    const own = articles.filter(({ copyOf }) => copyOf === undefined);
    const outlets = [...new Set(articles.map(({ outlet }) => outlet))].map((outlet) => {
      const theirs = articles.filter((article) => article.outlet === outlet);
      const isOwn = own.some((article) => article.outlet === outlet);
      return {
        ...{ outlet, firstMs: Math.min(...theirs.map(({ publishedMs }) => publishedMs)), articles: theirs.length },
        ...{ onlyCopies: !isOwn, alone: isOwn ? theirs.slice(0, 1).flatMap(lastSentence) : [] },
      };
    });
    return {
      outlets,
      independent: outlets.filter(({ onlyCopies }) => !onlyCopies).length,
      countries: [...new Set(articles.flatMap(({ country }) => country ?? []))],
      languages: [...new Set(articles.map(({ language }) => language))],
    };
  },
};

/** Stages that a test can follow: the last title, first sentences, tags as names; or others in place of these. */
export function stagesOf(others: Partial<StoryParts> = {}): StoryStages {
  const parts = { ...plainParts, ...others };
  return {
    describe: (story, articles) => ({
      story,
      title: parts.title(articles),
      summary: parts.summary(articles),
      quotes: parts.quotes(articles),
      timeline: parts.timeline(articles),
      names: parts.names(articles),
      coverage: parts.coverage(articles),
    }),
    rank: ({ firstMs, lastMs }, { outlets, independent }) => ({
      ...{ score: independent, independent, earlyMs: 6 * hour, lastMs },
      parts: { outlets: independent, speed: 1, recency: 1 },
      early: outlets.filter((outlet) => !outlet.onlyCopies && outlet.firstMs <= firstMs + 6 * hour).length,
    }),
  };
}

export const plainStages = stagesOf();

function firstSentence({ path, text }: StoryArticle): readonly StorySentence[] {
  const end = text.indexOf('. ') + 1 || text.length;
  return text === '' ? [] : [{ path, span: { start: 0, end }, text: text.slice(0, end) }];
}

function lastSentence({ path, text }: StoryArticle): readonly StorySentence[] {
  const start = text.lastIndexOf('. ') + 1;
  return text === '' ? [] : [{ path, span: { start, end: text.length }, text: text.slice(start).trim() }];
}
