import type { Url } from '../model/ids.ts';
import { ArticleIndex } from './articles.ts';
import type { IndexDatabase } from './database.ts';
import { FeedTable } from './feeds.ts';
import { ImageTable } from './images.ts';
import { LinkTable } from './links.ts';
import { LookTable } from './looks.ts';
import { ObservationTable } from './observations.ts';
import { PageIndex } from './pages.ts';
import type { SiteLease } from './site-lease.ts';
import { SourceStateTable } from './source-states.ts';
import type { LinkVerdict } from './link-store.ts';
import type { LookStore } from './store.ts';
import { SubscriptionTable } from './subscriptions.ts';
import { TranslationFileTable } from './translation-files.ts';
import { TranslationTable, type TranslationClaims, type TranslationStore } from './translations.ts';

/** What a table answers, at once or later: SQLite is asked within a call, PostgreSQL over the network. */
export type Asked<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends (...values: infer Values) => infer Answer
    ? (...values: Values) => Answer | Promise<Answer>
    : never;
};

/** Links, where a process may have to show that it has the right to work on one. */
export interface LinkIndex extends Asked<LinkTable> {
  settle(url: Url, verdict: LinkVerdict, lease?: SiteLease): void | Promise<void>;
}

/** `putIndexed` and `putAll` are for a rebuild of the index in one file. */
export type AskedArticles = Asked<Omit<ArticleIndex, 'putIndexed'>>;

export type AskedTranslationFiles = Asked<Omit<TranslationFileTable, 'putAll'>>;

/** The index of an archive: what its files hold, and the links that wait. Each method is atomic. */
export interface ArchiveIndex {
  readonly links: LinkIndex;
  readonly feeds: Asked<FeedTable>;
  readonly looks: LookStore;
  readonly pages: Asked<PageIndex>;
  readonly articles: AskedArticles;
  readonly images: Asked<ImageTable>;
  readonly observations: Asked<ObservationTable>;
  readonly sourceStates: Asked<SourceStateTable>;
  readonly subscriptions: Asked<SubscriptionTable>;
  readonly translations: TranslationStore & TranslationClaims;
  readonly translationFiles: AskedTranslationFiles;
}

/** The index in one file. The work on it is synchronous: one method never sees half of another. */
export function sqliteIndex(db: IndexDatabase): ArchiveIndex {
  return {
    links: new LinkTable(db),
    feeds: new FeedTable(db),
    looks: new LookTable(db),
    pages: new PageIndex(db),
    articles: new ArticleIndex(db),
    images: new ImageTable(db),
    observations: new ObservationTable(db),
    sourceStates: new SourceStateTable(db),
    subscriptions: new SubscriptionTable(db),
    translations: new TranslationTable(db),
    translationFiles: new TranslationFileTable(db),
  };
}
