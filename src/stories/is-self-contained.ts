import { unspacedScripts } from '../text/word-changes.ts';
import { hasDanglingPronoun, hasDanglingStart, isFirstPerson, leansOnOther } from './dangling-words.ts';

const isUnspaced = new RegExp(`[${unspacedScripts}]`, 'u');
/** Characters: shorter ones are headings and calls, longer ones lists. */
const bounds = { spaced: [55, 400], unspaced: [20, 160] } as const;
const quotation = /"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』/gu;
const quoteMark = /["“”„«»「」『』]/u;
const ends = /[.。｡।۔։።](?:["'”’»)\]」』]|[ \u00a0\u202f]»)*$/u;

/** Whether a sentence says something that can be read alone: whole, no question, no call, not mostly somebody's words or cut out of them, and it does
 *  not begin with what leans on the sentence before, nor has such a word. `language`: a primary subtag. */
export function isSelfContained(sentence: string, language: string): boolean {
  const [least, most] = isUnspaced.test(sentence) ? bounds.unspaced : bounds.spaced;
  if (sentence.length < least || sentence.length > most || (!ends.test(sentence) && language !== 'th')) return false;
  if (/^[\p{Ll}\p{P}]/u.test(sentence) && !/^['’(]/u.test(sentence)) return false;
  if (/[?؟？!！]/u.test(sentence) || /https?:|www\.|@\w|\.{3}|…/u.test(sentence)) return false;
  if (!/\p{Ll}|\p{Lo}/u.test(sentence)) return false;
  const told = sentence.replace(quotation, '');
  if (quoteMark.test(told) || told.length * 2 < sentence.length || isFirstPerson(told, language)) return false;
  if (hasOpenBracket(sentence) || leansOnOther(sentence, language)) return false;
  return !hasDanglingStart(sentence, language) && !hasDanglingPronoun(told, language);
}

function hasOpenBracket(sentence: string): boolean {
  return (sentence.match(/[([（]/gu)?.length ?? 0) !== (sentence.match(/[)\]）]/gu)?.length ?? 0);
}
