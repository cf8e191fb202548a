import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openPolicy } from '../src/model/policy.ts';
import type { Story } from '../src/model/story.ts';
import { mayBeMined } from '../src/pipeline/decide-articles.ts';
import {
  keepStories,
  regroupStories,
  storyIndexFile,
  type StoriesReport,
} from '../src/pipeline/stories/keep-stories.ts';
import { formatArticleFile } from '../src/store/article-file.ts';
import { rebuildStore } from '../src/store/rebuild-store.ts';
import type { OpenedStore } from '../src/store/sharing.ts';
import { openStoryIndex, type StoryIndex } from '../src/store/story-index.ts';
import { listArticleFiles } from '../src/store/walk-archive.ts';
import { decode, indexOf, makeArticle, makeFolder, openForTest, stillClock } from './sample-archive.ts';

/** What of an article matters for stories. */
export interface WrittenArticle {
  readonly id: string;
  readonly lang: string;
  /** A day, or an instant in UTC. */
  readonly date: string;
  readonly title: string;
  readonly text: string;
  /** Signals of its outlet. */
  readonly rights?: readonly string[];
}

type Progress = (done: number, all: number) => void;

/** An archive whose articles are put and removed as a test wants it, with its stories. */
export class StoryArchive {
  readonly root: string;
  #store: OpenedStore;
  #steps = 0;

  private constructor(root: string, store: OpenedStore) {
    this.root = root;
    this.#store = store;
  }

  /** Gone after the test. */
  static async make(): Promise<StoryArchive> {
    const root = await makeFolder();
    const archive = new StoryArchive(root, await openForTest(root));
    onTestFinished(() => archive.#store.close());
    return archive;
  }

  async put(articles: readonly WrittenArticle[]): Promise<void> {
    for (const { id, lang, date, title, text, rights = [] } of articles) {
      const day = date.slice(0, 10);
      const path = this.pathOf({ id, date });
      const { id: articleId, file } = makeArticle(`https://daily.example/${id}`, {
        title,
        body: text,
        language: lang,
        path,
      });
      const courant = { ...file.frontMatter.courant, rights, published: date.length > 10 ? date : `${day}T09:00:00Z` };
      const frontMatter = { ...file.frontMatter, courant: courant as NonNullable<typeof file.frontMatter.courant> };
      await this.#store.putArticle(articleId, { ...file, frontMatter });
    }
  }

  /** Writes the English translation of articles that were put, as the archive has translations. */
  async translate(articles: readonly WrittenArticle[]): Promise<void> {
    for (const article of articles) {
      const path = this.translationOf(article);
      const { file } = makeArticle(`https://daily.example/${article.id}`, {
        ...{ title: article.title, body: article.text, language: 'en', path },
      });
      await writeFile(join(this.root, path), formatArticleFile(file));
    }
    await this.reindex();
  }

  translationOf(article: Pick<WrittenArticle, 'id' | 'date'>): string {
    return this.pathOf(article).replace(/\.md$/, '.en.md');
  }

  pathOf({ id, date }: Pick<WrittenArticle, 'id' | 'date'>): string {
    return `content/post/${date.slice(0, 10).replaceAll('-', '/')}/example-daily/${id}.md`;
  }

  /** Somebody deletes the file and runs `courant reindex`. */
  async remove(article: Pick<WrittenArticle, 'id' | 'date'>): Promise<void> {
    await rm(join(this.root, this.pathOf(article)));
    await this.reindex();
  }

  async reindex(): Promise<void> {
    await this.#store.close();
    const options = { clock: stillClock, decode, ...indexOf(this.root) };
    await rebuildStore(this.root, options, (rebuild) => rebuild.indexArticles(listArticleFiles(this.root)));
    this.#store = await openForTest(this.root);
  }

  keep(onProgress?: Progress): Promise<StoriesReport> {
    return keepStories(this.root, this.#store, this.#options(onProgress));
  }

  regroup(onProgress?: Progress): Promise<StoriesReport> {
    return regroupStories(this.root, this.#store, this.#options(onProgress));
  }

  /** All stories, newest first. */
  stories(): readonly Story[] {
    return this.read((index) => index.list());
  }

  /** The id of an article's story; empty when it has none. */
  storyOf(article: Pick<WrittenArticle, 'id' | 'date'>): string {
    return this.read((index) => index.storyOf(this.pathOf(article))?.id ?? '');
  }

  read<T>(ask: (index: StoryIndex) => T): T {
    const index = openStoryIndex(storyIndexFile(this.root));
    try {
      return ask(index);
    } finally {
      index.close();
    }
  }

  /** Each run is a second later. */
  #options(onProgress?: Progress): Parameters<typeof keepStories>[2] {
    this.#steps += 1;
    const now = Date.UTC(2026, 0, 1) + this.#steps * 1000;
    return {
      now: () => now,
      timeZone: 'UTC',
      language: 'en',
      mayBeMined: (file) => mayBeMined(file, { policyOf: () => openPolicy }),
      ...(onProgress !== undefined && { onProgress }),
    };
  }
}
