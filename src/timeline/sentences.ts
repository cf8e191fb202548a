import type { Span } from '../model/attribution.ts';

/** Words that a full stop does not end a sentence after, in lower case and without it. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    'mr mrs ms dr prof st sr sra jr hon gen col lt sgt capt rev gov sen rep pres no nr art vs inc ltd co corp dept jan feb mar apr jun jul aug ' +
    'sep sept oct nov dec bzw ca etc evtl ggf usw sog mio mrd bd tel d h z b u a dipl ing mme mlle m mm av bd ee uu eu dott sig avv on ' +
    'dra exmo gab г ул им тыс млн млрд руб руб т е п dhr mevr drs bijv enz prof ul np tzw godz dz tys'
  ).split(' '),
);

/** Where the sentences of a text are, in order: pieces of lines, without the white space around them. */
export function splitSentences(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number): void => {
    let [from, to] = [start, end];
    while (from < to && /\s/.test(text[from] ?? '')) from += 1;
    while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  for (const match of text.matchAll(/\n|[。！？]+[」』”]?|[.!?…]+["”“»’'）)\]]*(?=\s)/gu)) {
    const end = match.index + match[0].length;
    if (match[0] === '\n' || /^[。！？!?…]/u.test(match[0]) || endsSentence(text, match.index, end)) close(end);
  }
  close(text.length);
  return spans;
}

/** Whether the full stop at `at` does: not after an initial, an abbreviation or the number of a day, nor before a small letter. */
function endsSentence(text: string, at: number, end: number): boolean {
  const before = /[\p{L}\p{N}]+$/u.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? '';
  const isAbbreviation =
    abbreviations.has(before.toLowerCase()) || /^\p{Lu}$/u.test(before) || /^\d{1,2}$/.test(before);
  return !isAbbreviation && /^\s*["“„«»‘'¿¡(–—-]*\s*[^\p{Ll}\s]/u.test(text.slice(end, end + 12));
}
