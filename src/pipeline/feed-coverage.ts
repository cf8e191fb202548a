import type { Url } from '../model/ids.ts';
import { feedKey } from './group-feeds.ts';

/** Of `of` entries that others name, a way in has `has`. */
export interface Coverage {
  readonly has: number;
  readonly of: number;
}

interface Entry {
  readonly url: Url;
  /** Epoch ms; 0 when it has no date. */
  readonly at: number;
}

/** Of each other list the newest so many count: a short feed is not incomplete because a sitemap goes back for years. */
const newestOfEach = 50;

/** How complete each of several lists is, measured by the others: of the entries they name for the time between its own
 *  oldest and newest one, or of their newest where it has no dates, how many it has. Input: each list newest first. */
export function coverageOf(lists: readonly (readonly Entry[])[]): readonly Coverage[] {
  return lists.map((own, place) => {
    const has = new Set(own.map(({ url }) => feedKey(url)));
    const dates = own.map(({ at }) => at).filter((at) => at > 0);
    const [from, until] = [Math.min(...dates), Math.max(...dates)];
    const isCovered = ({ at }: Entry): boolean => dates.length === 0 || (at >= from && at <= until);
    const others = lists.flatMap((list, other) =>
      other === place ? [] : list.slice(0, newestOfEach).filter(isCovered),
    );
    const named = [...new Set(others.map(({ url }) => feedKey(url)))];
    if (own.length === 0) return { has: 0, of: 0 };
    return { has: named.filter((key) => has.has(key)).length, of: named.length };
  });
}
