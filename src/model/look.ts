import type { ArticleId, SourceId, Url } from './ids.ts';

/** That a stored article is to be looked at again, for edits that nothing announces. Instants are epoch ms. */
export interface Look {
  readonly article: ArticleId;
  /** The link that it came by, whose address is asked. */
  readonly link: Url;
  readonly source: SourceId;
  readonly dueAt: number;
  /** From when on its schedule counts: its publication, or when it was fetched first. */
  readonly startedAt: number;
  /** When the outlet was asked for it last. */
  readonly lookedAt: number;
  /** How many looks were made, and how many edits were found since it was stored. */
  readonly looks: number;
  readonly edits: number;
  /** Looks in a row that failed for a passing reason. */
  readonly failures: number;
  /** When it was missing first, if it was at the last look; else 0. */
  readonly missedAt: number;
}

/** How an outlet edits, as announcements and looks have shown. Newer ones count more. */
export interface EditHabits {
  readonly source: SourceId;
  /** By the places of the schedule: articles that were looked at then for the first time, and how many of them had changed. */
  readonly looks: readonly { readonly made: number; readonly found: number }[];
  /** Edits that a feed announced, and such that looks found although none did. */
  readonly told: number;
  readonly untold: number;
  /** Announcements of edits that were none. */
  readonly empty: number;
}

export function newEditHabits(source: SourceId): EditHabits {
  return { source, looks: [], told: 0, untold: 0, empty: 0 };
}
