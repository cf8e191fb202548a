import { readProject } from '../../config/project.ts';
import type { Source } from '../../model/source.ts';
import type { Service } from '../service.ts';

/** A source as clients see it: a feed, in folders. */
export interface ClientFeed {
  readonly outlet: string;
  /** The same for ever, for clients that know feeds by number. */
  readonly number: number;
  readonly title: string;
  /** Of its first feed, and its front page; empty for an outlet without a source. */
  readonly url: string;
  readonly home: string;
  readonly folders: readonly string[];
}

export interface ClientFeeds {
  list(): readonly ClientFeed[];
  readonly sources: readonly Source[];
  /** Reads the source files again, after somebody added one. */
  reload(): Promise<void>;
}

/** Sources, in folders by topic and language, and outlets that have articles without a source. */
export function createClientFeeds({ project, readers }: Service): ClientFeeds {
  let sources = project.sources;
  const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
  const nameOfLanguage = (tag: string): readonly string[] => {
    try {
      return [languages.of(tag) ?? tag];
    } catch {
      return []; // no language tag
    }
  };
  const numberOf = (outlet: string): number => readers.items.numberOf(`feed/${outlet}`);
  return {
    get sources() {
      return sources;
    },
    list: () => {
      const feeds = sources.map(({ id, name, feeds, home, topics, language }): ClientFeed => {
        const folders = [...topics, ...(language === undefined ? [] : nameOfLanguage(language))];
        const url = (feeds.find(({ kind }) => kind === 'feed') ?? feeds[0])?.url ?? home ?? '';
        return { outlet: id, number: numberOf(id), title: name, url, home: home ?? '', folders: [...new Set(folders)] };
      });
      const known = new Set(feeds.map(({ outlet }) => outlet));
      const others = readers.items.outlets().filter((outlet) => !known.has(outlet));
      return [
        ...feeds,
        ...others.map((outlet) => ({
          ...{ outlet, number: numberOf(outlet), title: outlet, url: '', home: '', folders: [] },
        })),
      ];
    },
    reload: async () => {
      sources = (await readProject(project.root)).sources;
    },
  };
}

/** The outlets of a folder. */
export function outletsIn(feeds: readonly ClientFeed[], folder: string): readonly string[] {
  return feeds.filter(({ folders }) => folders.includes(folder)).map(({ outlet }) => outlet);
}
