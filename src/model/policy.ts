import { readRights } from './rights.ts';

/** How much of an article leaves the archive. From left to right less. */
export const shownTexts = ['full', 'excerpt', 'headline', 'private'] as const;
export type ShownText = (typeof shownTexts)[number];

/** `local`: our own copies; `hotlink`: also those of the outlet, which readers' browsers then ask for. */
export const shownImages = ['hotlink', 'local', 'none'] as const;
export type ShownImages = (typeof shownImages)[number];

/** What may be published of an article, as its source or an entry of policy.yaml says. */
export interface Policy {
  readonly text: ShownText;
  readonly images: ShownImages;
  /** How many days after its date it is shown; undefined: for good. */
  readonly days?: number;
  /** The agreement that allows more than the outlet's signals do; without one they hold. */
  readonly permission?: string;
}

/** A decision about one article, an entry of policy.yaml. What it leaves out is as its source has it. */
export interface ArticlePolicy extends Partial<Policy> {
  /** Its address at the outlet, or its file (`content/…`). */
  readonly article: string;
  readonly reason: string;
}

/** What becomes of one article when everything that speaks about it has been heard. */
export interface Showing {
  readonly text: ShownText;
  /** How many characters of an excerpt; Infinity for a full text. */
  readonly chars: number;
  readonly images: ShownImages;
  /** Epoch ms from which on nothing of it is shown; Infinity when it has no end. */
  readonly until: number;
}

export const openPolicy: Policy = { text: 'full', images: 'local' };

const excerptChars = 300;
const msPerDay = 86_400_000;

/** Puts together the policy of the source, a decision about the article, and the outlet's signals. The signals hold unless a
 *  permission is named; of all that hold, the narrowest counts. `publishedMs`: the article's date, epoch ms. */
export function decideShowing(
  source: Policy,
  article: Partial<Policy> | undefined,
  rights: readonly string[],
  publishedMs: number,
): Showing {
  const policy = { ...source, ...article };
  const until = policy.days === undefined ? Infinity : publishedMs + policy.days * msPerDay;
  const own: Showing = { text: policy.text, chars: charsOf[policy.text], images: policy.images, until };
  if (policy.permission !== undefined) return own;
  const allowed = readRights(rights);
  const text = allowed.shownChars === Infinity ? 'full' : allowed.shownChars > 0 ? 'excerpt' : 'headline';
  return {
    text: narrower(shownTexts, policy.text, text),
    chars: Math.min(own.chars, allowed.shownChars),
    images: allowed.showsPictures ? policy.images : 'none',
    until: Math.min(until, allowed.shownUntil),
  };
}

const charsOf: Readonly<Record<ShownText, number>> = {
  full: Infinity,
  excerpt: excerptChars,
  headline: 0,
  private: 0,
};

function narrower<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}
