import type { DatePatterns } from './date-patterns.ts';

export type Tense = 'past' | 'future';

/** Where another clause may begin. */
const boundary =
  /[,;:—–()«»"“”]|(?<!\p{L})(?:that|dass|que|qu|che|что|dat|że|und|and|y|et|и|en|oder|or|but|aber|mas|pero|mais|ma|но|maar|ale|who|which|quien|qui|który|die|der)(?!\p{L})/gu;
const clauseCost = 50;
const leastLead = 8;

/** A sentence in lower case (in German as it stands: a noun is no verb), in which dates are blanks: "may" is no month there. */
export interface TenseText {
  readonly text: string;
  readonly cues: readonly { readonly start: number; readonly end: number; readonly tense: Tense | 'open' }[];
}

/** Every code unit stays where it is. */
function toLower(text: string): string {
  return text.replace(/\p{Lu}/gu, (character) => {
    const lower = character.toLowerCase();
    return lower.length === character.length ? lower : character;
  });
}

/** Finds what tells of tense in a sentence. `dates`: where they are, within it. */
export function readTenses(
  sentence: string,
  dates: readonly { readonly start: number; readonly end: number }[],
  { cues, words }: DatePatterns,
): TenseText {
  let text = words?.hasCapitalNouns === true ? sentence : toLower(sentence);
  for (const { start, end } of dates) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  if (cues === undefined) return { text, cues: [] };
  return {
    text,
    cues: [...text.matchAll(cues)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      tense: match.groups?.['open'] !== undefined ? 'open' : match.groups?.['future'] !== undefined ? 'future' : 'past',
    })),
  };
}

/** Whether what the sentence tells of a date was before or comes after the article: by the nearest verb, over as few clauses as can
 *  be. `undefined` when there is none, or two that disagree are as near. `maxCost`: in characters, how far the verb may be; another clause costs 50. */
export function tenseAt(
  date: { readonly start: number; readonly end: number },
  { text, cues }: TenseText,
  maxCost = Infinity,
): Tense | undefined {
  const costs = cues
    .map(({ start, end, tense }) => {
      const [from, to] = end <= date.start ? [end, date.start] : start >= date.end ? [date.end, start] : [0, 0];
      const between = text.slice(from, to);
      return { tense, cost: between.length + clauseCost * (between.match(boundary)?.length ?? 0) };
    })
    .sort((a, b) => a.cost - b.cost);
  const [best] = costs;
  if (best === undefined || best.tense === 'open' || best.cost > maxCost) return undefined;
  const rival = costs.find(({ tense }) => tense !== best.tense);
  return rival !== undefined && rival.cost - best.cost < leastLead ? undefined : best.tense;
}
