import type { Look } from '../model/look.ts';
import type { RemoteFiles } from './remote-files.ts';
import type { SiteLease } from './site-lease.ts';
import type { FeedRecord } from './feed-store.ts';
import type { LinkRecord } from './link-store.ts';
import type { Store } from './store.ts';

/** Work by site, where many processes share an archive. A lease is kept up while its process lives, and is free 15 seconds after
 *  that was last heard of. */
export interface SiteLeases {
  /** Takes sites on which something is due, the longest waiting first, new articles before old ones; at most `limit`. */
  claim(now: number, limit: number): Promise<readonly ClaimedSite[]>;
  /** False as soon as another process may have it: then nothing more is to be asked of the site, or settled. */
  isHeld(lease: SiteLease): boolean;
  /** Gives a site back. `isDone`: all that was due is done, so that it is due again with its next link or feed; else others have
   *  their turn first. */
  release(lease: SiteLease, options: Release): Promise<void>;
  /** Links of a site that are due, new articles first. */
  dueLinks(lease: SiteLease, now: number, limit: number): Promise<readonly LinkRecord[]>;
  /** Looks at articles of a site that are due, the longest due first. */
  dueLooks(lease: SiteLease, now: number, limit: number): Promise<readonly Look[]>;
  /** Feeds of a site that are to be polled by now, the longest due first. */
  dueFeeds(lease: SiteLease, now: number): Promise<readonly FeedRecord[]>;
  /** Epoch ms: when a site may be claimed next, leased ones if their process is lost; undefined when nothing is due at all. */
  nextAt(): Promise<number | undefined>;
  /** How many sites other processes, or this one, work on. */
  countHeld(): Promise<number>;
  /** Makes sites due, as for feeds that were never polled. */
  wake(sites: readonly string[], now: number): Promise<void>;
}

export interface Release {
  readonly isDone: boolean;
  /** Epoch ms. */
  readonly now: number;
  /** For how long nobody takes it, whatever is due. */
  readonly restMs: number;
}

export interface ClaimedSite {
  readonly lease: SiteLease;
  /** How many processes in a row were lost while they had it, without anything done. */
  readonly losses: number;
}

/** Whose turn it is to ask a site for something, over all processes. */
export interface SiteTurns {
  /** Takes the turn, and has the site rest for `restMs` from now on should this process end without a word; or tells how many ms
   *  are left of the pause, and of one that the site itself asked for. */
  take(
    site: string,
    restMs: number,
  ): Promise<{ readonly isOurs: boolean; readonly waitMs: number; readonly heldMs: number }>;
  /** The answer has ended: nobody asks for the next `delayMs`, or `heldMs`. */
  give(site: string, pause: { readonly delayMs: number; readonly heldMs: number }): Promise<void>;
  /** Makes a pause that is under way longer. */
  postpone(site: string, delayMs: number): Promise<void>;
}

/** What many processes that share an archive settle among each other: work is claimed there, not asked for by `dueLinks`. */
export interface Sharing {
  readonly leases: SiteLeases;
  readonly turns: SiteTurns;
  /** Runs a task while no other process runs one about any of the same things. */
  exclusively<T>(about: readonly string[], task: () => Promise<T>): Promise<T>;
}

/** A store that other processes may write at the same time when it has `sharing`. */
export interface OpenedStore extends Store {
  readonly sharing?: Sharing;
  /** The files of the archive, when they lie elsewhere. */
  readonly remote?: RemoteFiles;
  /** Ends the WARC file that is being written; the next page begins another one. */
  endWarc(): Promise<void>;
}
