import { baseOf } from '../text/stem.ts';

/** How many characters a language needs for what takes one in English: measured on news translated sentence by sentence. */
const perEnglish: Readonly<Record<string, number>> = {
  ...{ ar: 0.93, de: 1.19, en: 1, es: 1.16, fr: 1.18, hi: 1.05, it: 1.16, ja: 0.45, ko: 0.54, nl: 1.17, pl: 1.12 },
  ...{ pt: 1.11, ru: 1.1, tr: 1.07, uk: 1.05, zh: 0.34 },
  // Not measured: by what is known of their writing.
  ...{ he: 0.85, fa: 0.95, ur: 1, th: 0.95, el: 1.18, ca: 1.15, gl: 1.12 },
};
const unknown = 1.08;

/** Languages whose sentences end without a mark. */
const unpointed = new Set(['th', 'lo', 'km']);
const sentenceEnd = /[.!?…。！？｡।॥؟۔]["'”’»›“」』)\]]*\s*$/u;
const anyEnd = /[.!?…。！？｡।॥؟۔:;"'”’»›“」』)\]]\s*$/u;

/** What is wrong with the length of a translation, or undefined. Plain texts. Bounds are wide for short texts, narrower for long ones:
 *  one good translation in a thousand is beyond. One that stops without the end of a sentence may be less short. */
export function findWrongLength(source: string, output: string, from: string, to: string): string | undefined {
  if (source.length === 0) return undefined;
  const ratio = Math.log((output.length * factorOf(from)) / (source.length * factorOf(to)));
  // Swept on news in 16 languages: ±0.25 and what is chance in so many characters.
  const bound = 0.25 + 5 / Math.sqrt(source.length / factorOf(from));
  const isCutOff =
    !unpointed.has(baseOf(to)) &&
    sentenceEnd.test(source) &&
    !anyEnd.test(output) &&
    source.length / factorOf(from) > 40;
  if (ratio > bound || ratio < -bound) return `${output.length} characters for ${source.length}`;
  return isCutOff && ratio < -bound / 3 ? `stops after ${output.length} characters for ${source.length}` : undefined;
}

function factorOf(language: string): number {
  return perEnglish[baseOf(language)] ?? unknown;
}
