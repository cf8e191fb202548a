import type { SkipCode } from '../errors.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import type { Link, LinkState } from '../model/link.ts';
import type { Skip } from '../model/outcome.ts';
import type { SiteLease } from './site-lease.ts';

export interface LinkRecord extends Link {
  readonly state: LinkState;
  /** Why it waits or was skipped; undefined for a stored link and for one not tried yet. */
  readonly skip?: Skip;
  readonly attempts: number;
  /** Epoch ms: not before. 0 when there is nothing to do. */
  readonly dueAt: number;
  /** The article it is; of a skipped link the one that was stored under another address. */
  readonly article?: ArticleId;
  /** An edit was announced: fetch again although it is stored. */
  readonly recheck: boolean;
  /** The right to work on it, where many processes do. */
  readonly lease?: SiteLease;
}

/** What became of one try. */
export type LinkVerdict =
  /** `recheckAt` (epoch ms): an announced edit could not be fetched, and is looked at again then. `isPutOff`: as the host asked to
   *  wait, which counts as no try. */
  | {
      readonly state: 'stored';
      readonly article: ArticleId;
      readonly recheckAt?: number;
      readonly isPutOff?: boolean;
    }
  | { readonly state: 'skipped'; readonly skip: Skip }
  | { readonly state: 'waiting'; readonly skip: Skip; readonly dueAt: number; readonly isPutOff?: boolean };

/** A link as its source's patterns see it. */
export interface LinkStand {
  readonly url: string;
  readonly state: LinkState;
  /** The source file leaves it out. */
  readonly isExcluded: boolean;
}

/** What a changed source file does to links that are known. */
export interface LinkChange {
  readonly leaveOut: readonly string[];
  readonly skip: Skip;
  readonly letIn: readonly string[];
}

export interface Accounting {
  readonly found: number;
  readonly stored: number;
  readonly skipped: number;
  readonly waiting: number;
  /** Skips by code, most frequent first. */
  readonly reasons: readonly { readonly code: string; readonly count: number }[];
}

export interface LinkQuery {
  readonly state?: LinkState;
  readonly source?: string;
  /** Of the skip, or of what a link waits for. */
  readonly code?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** Links that are to be tried again: skipped for whatever reason, but not left out by a source file. */
export interface RetryChoice {
  /** Also when it waits: then at once. */
  readonly url?: Url;
  readonly code?: SkipCode;
  readonly source?: string;
}

export interface HostQueue {
  readonly host: string;
  readonly waiting: number;
  /** Epoch ms: when the first is due. */
  readonly dueAt: number;
}

/** The links of an archive: each has a state, which says what is to be done about it. */
export interface LinkStore {
  /** Adds links not known yet, and marks a stored one for recheck when its hints tell of a later modification
   *  than the last time it was fetched. Links with `skip` are left out by their source file; when the file changes, known
   *  links follow it. `ignoresEdits`: later modifications mark nothing. Returns how many were new, and how many are to be fetched
   *  again. */
  addLinks(
    links: readonly Link[],
    options?: { readonly skip?: Skip; readonly ignoresEdits?: boolean },
  ): Promise<{ readonly added: number; readonly rechecks: number }>;
  /** Links that are due (`dueAt <= now`), waiting or to be rechecked. Hosts take turns: the oldest of each first, then the
   *  second of each, and so on. */
  dueLinks(now: number, limit: number): Promise<readonly LinkRecord[]>;
  /** The earliest `dueAt` of a link that waits, or undefined. */
  nextDueAt(): Promise<number | undefined>;
  /** Finishes a try: sets the state, counts the attempt, clears `recheck` unless `recheckAt` says otherwise. `lease`: as of the
   *  link. Throws NewsError `store/lease-lost` when that was given to another process. */
  settleLink(url: Url, verdict: LinkVerdict, lease?: SiteLease): Promise<void>;
  getLink(url: Url): Promise<LinkRecord | undefined>;
  /** The stored link that an article came by; undefined when a kill came between article and link. */
  linkOf(article: ArticleId): Promise<LinkRecord | undefined>;
  /** The addresses of all links that turned out to be this article, in the order they were found. */
  addressesOf(article: ArticleId): Promise<readonly Url[]>;
  /** Links of one state, for reports; newest first, at most `limit`. */
  listLinks(state: LinkState, limit: number): Promise<readonly LinkRecord[]>;
  /** The addresses of links that were skipped by a stage, in the order they were found. */
  listSkipped(stage: string): Promise<readonly Url[]>;
  /** Links of all that is asked for; newest first. */
  findLinks(query: LinkQuery): Promise<readonly LinkRecord[]>;
  /** The hosts that most links wait for, at most `limit`. */
  listHosts(limit: number): Promise<readonly HostQueue[]>;
  /** Makes links wait again that were given up or skipped for a passing reason, or those chosen; returns how many. */
  retryLinks(now: number, choice?: RetryChoice): Promise<number>;
  accounting(source?: SourceId): Promise<Accounting>;

  /** The links of a source, in the order they were found. */
  listLinkStands(source: SourceId): Promise<readonly LinkStand[]>;
  /** Leaves out links that wait, and lets those wait that were left out; others stay as they are. */
  refilterLinks(change: LinkChange): Promise<void>;
}
