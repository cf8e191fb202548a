/** What the signals of an outlet leave of one article; docs/explanation/rights.md says why. */
export interface Allowed {
  /** False: the full text does not stay in the article's file. */
  readonly keepsText: boolean;
  /** How many characters of the text may be shown: 0 for none, Infinity for all. */
  readonly shownChars: number;
  readonly showsPictures: boolean;
  /** Epoch ms from which on nothing of it is shown; Infinity when it has no end. */
  readonly shownUntil: number;
  /** False: no machine translation, no training, no analysis. */
  readonly allowsMining: boolean;
}

/** Of an article whose full text may not be kept: about what a list shows. */
const extractChars = 300;

const miningReserved = /^(?:noai|noimageai|tdm-reservation|rsl:.*)$/;

/** Reads the signals of an article, in the form of `Article.rights`. What is not known restricts nothing.
 *  Spec: Robots meta tag and X-Robots-Tag of Google and Bing; TDMRep, W3C; RSL 1.0. */
export function readRights(rights: readonly string[]): Allowed {
  const has = (...signals: readonly string[]): boolean => signals.some((signal) => rights.includes(signal));
  const keepsText = !has('noarchive', 'nocache');
  let shownChars = keepsText ? Infinity : extractChars;
  let shownUntil = Infinity;
  if (has('nosnippet')) shownChars = 0;
  for (const signal of rights) {
    const split = signal.indexOf(':');
    const value = signal.slice(split + 1);
    const name = split === -1 ? '' : signal.slice(0, split);
    // -1 is the form of "no limit".
    if (name === 'max-snippet' && /^\d{1,9}$/.test(value)) shownChars = Math.min(shownChars, Number(value));
    if (name === 'unavailable_after') shownUntil = Math.min(shownUntil, Date.parse(value) || Infinity);
  }
  return {
    keepsText,
    shownChars,
    showsPictures: shownChars === Infinity && !has('noimageindex', 'max-image-preview:none'),
    shownUntil,
    allowsMining: !rights.some((signal) => miningReserved.test(signal)),
  };
}

/** At most `maxChars` characters of a text on one line, ending with a whole word and `…` when more follows. */
export function toExtract(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  if (maxChars < 2) return '';
  const head = text.slice(0, maxChars - 1).replace(/[\ud800-\udbff]$/, '');
  const end = text[head.length] === ' ' ? head.length : head.lastIndexOf(' ');
  return `${head.slice(0, end > 0 ? end : head.length).trimEnd()}…`;
}
