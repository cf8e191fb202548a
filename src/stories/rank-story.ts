import type { Story } from '../model/story.ts';
import { outletsOf } from './independent-outlets.ts';

/** Why a story stands where it stands: `score` is the product of its parts. */
export interface StoryRank {
  readonly score: number;
  readonly parts: {
    /** log₂(1 + independent outlets): 1 for one, 2 for three, 3 for seven. 0 when there are only copies. */
    readonly outlets: number;
    /** From 1 to 2: 1 + the mean over all independent outlets but the first of ½^(hours after the first ÷ 6); 1 for one outlet. */
    readonly speed: number;
    /** From 0 to 1: ½^(hours since the last article that is no copy ÷ 18). */
    readonly recency: number;
  };
}

const hourMs = 3_600_000;
/** After so many hours the next outlet counts half for speed. */
const speedHours = 6;
/** After so many hours without news a story counts half. */
const recencyHours = 18;

/** Where a story belongs on the front page: the more outlets report on their own, the faster they came and the newer it is, the higher. The
 *  same for every reader. `nowMs`: epoch ms; articles dated after it are news of now. */
export function rankStory({ members }: Pick<Story, 'members'>, nowMs: number): StoryRank {
  const firsts: number[] = [];
  let lastMs = -Infinity;
  for (const { own } of outletsOf(members)) {
    const times = own.map(({ publishedMs }) => publishedMs);
    if (times.length > 0) firsts.push(Math.min(...times));
    lastMs = Math.max(lastMs, ...times);
  }
  const [firstMs = 0, ...others] = firsts.sort((a, b) => a - b);
  const nearness = others.map((time) => 0.5 ** ((time - firstMs) / hourMs / speedHours));
  const parts = {
    outlets: Math.log2(1 + firsts.length),
    speed: 1 + (others.length === 0 ? 0 : nearness.reduce((sum, value) => sum + value, 0) / others.length),
    recency: 0.5 ** (Math.max(0, nowMs - lastMs) / hourMs / recencyHours),
  };
  return { score: parts.outlets * parts.speed * parts.recency, parts };
}
