import type { Outlet, SiteSettings } from '../model/edition.ts';
import type { ArticleId } from '../model/ids.ts';
import type { ChangedArticle } from '../pipeline/read-changes.ts';
import type { HubReceiver } from '../pipeline/receive-push.ts';
import type { RankedStory } from '../pipeline/stories/read-story.ts';
import type { StoryPage } from '../publish/story.ts';
import type { SiteContext, SiteLook } from '../publish/site-context.ts';
import type { ArticleRecord, SearchHit, SearchQuery } from '../store/store.ts';

export interface AppOptions {
  /** The built site. */
  readonly siteDir: string;
  readonly site: SiteSettings;
  /** What the pages look like, and what they say themselves. */
  readonly look: SiteLook;
  readonly outlets: readonly Outlet[];
  /** Languages (BCP 47) a search can be narrowed to; the search page offers none without them. */
  readonly languages?: readonly string[];
  readonly search: (query: SearchQuery) => Promise<readonly SearchHit[]>;
  /** Another text whenever an article was put or removed: until then answers are kept for a moment. Without it none is. */
  readonly mark?: () => Promise<string>;
  /** Whether the outlet gives the date of a hit; without this every date counts as given. */
  readonly isDateStated?: (article: ArticleRecord) => Promise<boolean>;
  /** What outlets changed, as far as it may be shown; without it nothing is told of changes. */
  readonly changes?: {
    readonly of: (id: ArticleId) => Promise<ChangedArticle | undefined>;
    readonly newest: (limit: number) => Promise<readonly ChangedArticle[]>;
  };
  /** Stories, as far as they may be shown; without it nothing is told of any. */
  readonly stories?: {
    readonly of: (id: string) => Promise<StoryPage | undefined>;
    readonly ranked: (limit: number) => Promise<readonly RankedStory[]>;
    /** The id of the story that an article (its file) is part of, shown or not. */
    readonly idOf?: (path: string) => string | undefined;
  };
  /** Answers the hubs of feeds; without it they reach nobody. */
  readonly hubs?: HubReceiver;
  /** Hears of what went wrong in an answer; by itself it goes to the standard error output. */
  readonly onError?: (error: unknown) => void;
}

/** What all answers are made from. */
export interface AppContext extends AppOptions {
  readonly pages: SiteContext;
}
