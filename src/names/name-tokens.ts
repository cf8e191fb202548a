import { foldName } from './fold-name.ts';

/** A word of a text. */
export interface NameToken {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** As names are compared. */
  readonly folded: string;
  /** Begins with a capital letter. */
  readonly isCapital: boolean;
  /** Nothing but capital letters, two at least. */
  readonly isAllCapital: boolean;
  /** A sentence, a title or a quote begins with it: its capital letter tells nothing. */
  readonly isInitial: boolean;
  /** What stands between it and the word before. */
  readonly gap: string;
}

const word = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[-'’&.](?=[\p{L}\p{N}]))*/gu;
/** Arabic articles are small within names: "al-Rashid". */
const capital = /^(?:(?:al|el|as|ad|an|ar|ash|az|at)-)?\p{Lu}/u;
/** After these a full stop ends no sentence. */
const shortTitle =
  /^(?:mr|mrs|ms|dr|prof|st|gen|col|sgt|lt|capt|sen|gov|rep|rev|hon|sr|sra|mme|mlle|m|jr|ste|dott|sig|avv|dra|г|ул|им|т|п)$/;

/** The words of a text, in order. Initials keep their full stop: "J." */
export function toNameTokens(text: string): readonly NameToken[] {
  const tokens: NameToken[] = [];
  let end = 0;
  for (const match of text.matchAll(word)) {
    const gap = text.slice(end, match.index);
    const before = tokens.at(-1);
    // French and Italian articles cling to the name behind them: "l'Université", "dell'Unione".
    const cling =
      /^(?:[dlcsnjmt]|qu|jusqu|lorsqu|puisqu|del|dell|all|nell|sull|dall|un|quell|sant)['’](?=\p{Lu})/iu.exec(
        match[0],
      )?.[0].length ?? 0;
    const start = match.index + cling;
    const written = match[0].slice(cling);
    const isInitialLetter = /^\p{Lu}$/u.test(written) && text[match.index + match[0].length] === '.';
    const own = isInitialLetter ? `${written}.` : written;
    end = start + own.length;
    const isBreak = before === undefined || /[\n.!?:…。;|•]|["“„«»‘(]|^\s*[-–—]\s/u.test(gap);
    const isShort = before !== undefined && /^\.\s?$/.test(gap) && shortTitle.test(before.folded);
    tokens.push({
      start,
      end,
      text: own,
      folded: foldName(own),
      isCapital: capital.test(own),
      isAllCapital: /^\p{Lu}(?:[&.-]?\p{Lu})+\.?$/u.test(own),
      isInitial: isBreak && !isShort && cling === 0,
      gap: text.slice(before?.end ?? 0, start),
    });
  }
  return tokens;
}
