import { isRetryable, skips, type SkipCode } from '../errors.ts';
import { parseArticleId } from '../model/ids.ts';
import type { LinkHints, LinkState } from '../model/link.ts';
import { sourceIn } from './feeds.ts';
import { urlIn } from './pages.ts';
import type { Accounting, HostQueue, LinkRecord, LinkVerdict } from './link-store.ts';

/** A link as either index holds it. */
export interface LinkRow {
  readonly id: number;
  readonly url: string;
  readonly host: string;
  readonly source: string;
  readonly found_in: string;
  readonly found_at: string;
  readonly hints: string;
  readonly state: LinkState;
  readonly skip_code: string | null;
  readonly skip_detail: string | null;
  readonly attempts: number;
  readonly due_at: number | null;
  readonly article: string | null;
  readonly recheck: number;
  readonly rechecked_for: number;
}

export function toLink(row: LinkRow): LinkRecord {
  const article = row.article === null ? null : parseArticleId(row.article);
  const skip = row.skip_code === null ? null : { code: row.skip_code as SkipCode, detail: row.skip_detail ?? '' };
  return {
    url: urlIn(row.url),
    source: sourceIn(row.source),
    foundIn: urlIn(row.found_in),
    foundAt: row.found_at,
    hints: parseHints(row.hints),
    state: row.state,
    attempts: row.attempts,
    dueAt: row.due_at ?? 0,
    recheck: row.recheck === 1,
    ...(skip && { skip }),
    ...(article && { article }),
  };
}

/** How many tries a verdict adds. */
export function triesOf(verdict: LinkVerdict): 0 | 1 {
  return verdict.state !== 'skipped' && verdict.isPutOff === true ? 0 : 1;
}

/** As the index wrote them. */
function parseHints(json: string): LinkHints {
  return JSON.parse(json) as LinkHints;
}

export interface LinkSum {
  readonly state: LinkState;
  readonly skip_code: string | null;
  readonly total: number;
}

export interface HostSum {
  readonly host: string;
  readonly waiting: number;
  readonly due_at: number;
}

export function toHostQueue({ host, waiting, due_at: dueAt }: HostSum): HostQueue {
  return { host, waiting, dueAt };
}

/** How many links are in which state, from sums by state and reason. */
export function toAccounting(rows: readonly LinkSum[]): Accounting {
  const sum = (chosen: readonly LinkSum[]): number => chosen.reduce((total, row) => total + row.total, 0);
  const of = (state: LinkState): readonly LinkSum[] => rows.filter((row) => row.state === state);
  const reasons = of('skipped').map((row) => ({ code: row.skip_code ?? '', count: row.total }));
  reasons.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  return {
    found: sum(rows),
    stored: sum(of('stored')),
    skipped: sum(of('skipped')),
    waiting: sum(of('waiting')),
    reasons,
  };
}

/** Reasons that may have passed: such links are tried again when somebody asks for it. */
export function passingCodes(): readonly SkipCode[] {
  return (Object.keys(skips) as SkipCode[]).filter((code) => code === 'pipeline/gave-up' || isRetryable(code));
}

/** When the source says that it was modified, epoch ms; undefined when it does not say, or names a time to come: one from the
 *  future would be followed at every poll. */
export function modifiedBy(hints: LinkHints, now: number): number | undefined {
  const modifiedAt = Date.parse(hints.modifiedAt ?? '');
  return Number.isNaN(modifiedAt) || modifiedAt > now ? undefined : modifiedAt;
}

/** What the source said of this before: its own clock is compared with itself where it spoke, with ours only where it did not. */
export function statedBefore(known: Pick<LinkRow, 'hints'>): number | undefined {
  const { modifiedAt } = parseHints(known.hints);
  return modifiedAt === undefined ? undefined : Date.parse(modifiedAt);
}
