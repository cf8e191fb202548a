import type { Clock } from '../model/clock.ts';
import { collectRound, nextItemAt, type CollectReport } from './collect.ts';
import { followFeeds, nextPollOf } from './followed-feeds.ts';
import { keepSubscriptions } from './subscribe.ts';
import type { Work } from './work.ts';

/** The pause between two rounds: short enough for leases to be renewed, long enough to cost nothing. */
const shortestPauseMs = 5_000;
const longestPauseMs = 10 * 60_000;
/** How often all feeds are looked at for dead ones, which are a matter of weeks. */
const searchEveryMs = 3_600_000;

/** A pause that others can end. */
export interface Alarm {
  ring(): void;
  /** Resolves after `ms`, when it rings, or when `signal` aborts; at once when it rang since the last time. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createAlarm(clock: Clock): Alarm {
  let ringing = new AbortController();
  return {
    ring: () => ringing.abort(),
    wait: async (ms, signal) => {
      const stop = (): void => ringing.abort(); // not AbortSignal.any: a signal keeps note of each that was ever made of it
      if (signal.aborted) return;
      signal.addEventListener('abort', stop);
      await clock.sleep(ms, ringing.signal);
      signal.removeEventListener('abort', stop);
      if (ringing.signal.aborted) ringing = new AbortController();
    },
  };
}

/** Collects again and again what becomes due, until the work is stopped. `onRound` hears of each round in which something was
 *  asked for; `alarm` begins one early, as when a hub has told us of a new article. */
export async function keepCollecting(
  work: Work,
  options: { readonly alarm: Alarm; readonly onRound: (report: Omit<CollectReport, 'accounting'>) => Promise<void> },
): Promise<void> {
  const { store, clock, project, signal } = work;
  const followed = await followFeeds(work);
  let searchedAt = clock.now();
  while (!signal.aborted) {
    if (project.publicUrl !== '') await keepSubscriptions(work);
    const next = Math.min((await nextPollOf(followed, work)) ?? Infinity, (await nextItemAt(store)) ?? Infinity);
    const pauseMs = Math.min(Math.max(next - clock.now(), shortestPauseMs), longestPauseMs);
    await options.alarm.wait(pauseMs, signal);
    if (signal.aborted) return;
    const isSearching = clock.now() - searchedAt >= searchEveryMs;
    if (isSearching) searchedAt = clock.now();
    const report = await collectRound(work, followed, { waitMs: 0, polls: 'due', isSearching });
    if (report.requests > 0) await options.onRound(report);
  }
}
