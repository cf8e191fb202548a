import { createRandom } from '../create-random.ts';

/** What is published by whom, and when; the same for the same seed. */
export interface SoakPlan {
  readonly seed: number;
  readonly outlets: number;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly minutes: number;
}

/** How an outlet behaves: `slow` takes its time, `failing` answers 503 or cuts the connection now and then, `moved` redirects its feed
 *  and its articles. */
export type OutletKind = 'plain' | 'slow' | 'failing' | 'moved';

/** What becomes of an article at its outlet: `gone` was never there though the feed names it, `busy` answers 429 at first, `forbidden`
 *  stands in robots.txt, `edited` and `removed` are changed later. */
export type Fate = 'stays' | 'edited' | 'removed' | 'gone' | 'forbidden' | 'busy';

export interface PlannedArticle {
  readonly outlet: number;
  readonly path: string;
  readonly seed: number;
  /** Articles of one event share its names. */
  readonly event: number;
  readonly fate: Fate;
  /** Epoch ms. */
  readonly publishedAt: number;
  /** When it is edited or removed, epoch ms. */
  readonly changedAt: number;
  /** A word that no other article has. */
  readonly mark: string;
  /** A word that is in it once it was edited, and in its headline. */
  readonly editMark: string;
}

const minuteMs = 60_000;
const firstArticles = 2;
/** Between two articles of an outlet, on average, as a share of all the time; after publication, how long until an article is changed. */
const pace = 0.2;
const changedAfter = { least: 1 / 15, most: 0.5 };

/** The parts of a soak, as shares of its time from the start on: until when it is killed again and again, and until when articles are
 *  published. Edits and removals go on until the end. */
export const soakParts = { killed: 0.4, published: 0.5 } as const;

/** The last articles have been collected by then, but for those of outlets that failed: every feed is polled every five minutes, and
 *  up to a tenth later. */
const collectedAfterMs = 6 * minuteMs;

/** From when on the archive stands still, epoch ms. */
export function stillFrom({ startedAt, minutes }: SoakPlan): number {
  return startedAt + minutes * minuteMs * soakParts.published + collectedAfterMs;
}

export function hostOf(outlet: number): string {
  return `127.1.${Math.floor(outlet / 250)}.${(outlet % 250) + 1}`;
}

export function kindOfOutlet(outlet: number): OutletKind {
  return (['slow', 'failing', 'moved'] as const)[outlet % 10] ?? 'plain';
}

/** Whether an outlet's feed says when an article was edited; the others leave it to be found. */
export function isTelling(outlet: number): boolean {
  return outlet % 3 > 0;
}

/** Articles in order of publication: some are there at the start, the others come until the middle. */
export function planArticles({ seed, outlets, startedAt, minutes }: SoakPlan): readonly PlannedArticle[] {
  const random = createRandom(seed);
  const totalMs = minutes * minuteMs;
  const paceMs = pace * totalMs;
  const { least, most } = changedAfter;
  const planned: PlannedArticle[] = [];
  for (let outlet = 0; outlet < outlets; outlet += 1) {
    const times = Array.from({ length: firstArticles }, () => -random() * 60 * minuteMs);
    for (let at = random() * paceMs; at < totalMs * soakParts.published; at += paceMs * (0.5 + random()))
      times.push(at);
    for (const [index, at] of times.sort((a, b) => a - b).entries()) {
      const number = outlet * 1000 + index;
      const fate = fateOf(random());
      planned.push({
        outlet,
        ...{ path: `/${fate === 'forbidden' ? 'private' : 'article'}/${number}`, seed: number, fate },
        event: Math.floor(random() * outlets),
        publishedAt: Math.round(startedAt + at),
        changedAt: Math.round(startedAt + Math.max(at, 0) + (least + (most - least) * random()) * totalMs),
        mark: `Mark${lettersOf(number)}`,
        editMark: `Edit${lettersOf(number)}`,
      });
    }
  }
  return planned.sort((a, b) => a.publishedAt - b.publishedAt);
}

function fateOf(chance: number): Fate {
  if (chance < 0.15) return 'edited';
  if (chance < 0.2) return 'removed';
  if (chance < 0.22) return 'gone';
  if (chance < 0.24) return 'forbidden';
  return chance < 0.27 ? 'busy' : 'stays';
}

/** Letters alone: a number may be taken for a counter. */
export function lettersOf(number: number): string {
  return `${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`;
}
