import { setTimeout as sleep } from 'node:timers/promises';
import { ok, skipped, type Outcome } from '../../src/model/outcome.ts';
import type { EnginePath, TaggedText, TranslationEngine } from '../../src/model/translation.ts';
import { parseTagged, plainOf } from '../../src/translate/tagged-text.ts';
import { pick, type Random } from './made-up-articles.ts';

/** What goes wrong with one text. */
export const faults = [
  ...(['wrong-language', 'near-language', 'source-language', 'half-translated', 'other-script'] as const),
  ...(['tags-lost', 'tags-doubled', 'tags-crossed', 'number-lost', 'digit-changed', 'name-lost'] as const),
  ...(['empty', 'truncated', 'loop', 'echo', 'markup', 'control'] as const),
] as const;
/** What goes wrong with one call. */
export const callFaults = ['failure', 'swapped', 'one-less', 'late'] as const;
export type Fault = (typeof faults)[number] | (typeof callFaults)[number];
export type Rates = Readonly<Partial<Record<Fault, number>>>;

/** A good engine: all it knows to say. */
export interface Knowledge {
  /** In any language it knows; undefined for a text that it does not know. */
  translate(text: TaggedText, to: string): TaggedText | undefined;
  readonly languages: readonly string[];
  /** Languages nearest to one. */
  nearTo(language: string): readonly string[];
  readonly names: readonly string[];
}

export interface FaultyEngine extends TranslationEngine {
  /** The fault of each output that is not as it should be, by output. */
  readonly spoilt: ReadonlyMap<TaggedText, Fault>;
  /** Every text that was sent, in order. */
  readonly sent: readonly TaggedText[];
  readonly calls: number;
}

/** An engine that does well but for the faults it is told to make, each at its rate (0 to 1). */
export function createFaultyEngine(knowledge: Knowledge, rates: Rates, random: Random, maxChars = 5000): FaultyEngine {
  const spoilt = new Map<TaggedText, Fault>();
  const sent: TaggedText[] = [];
  let calls = 0;
  const happens = (fault: Fault): boolean => random() < (rates[fault] ?? 0);
  const answer = (text: TaggedText, path: EnginePath): TaggedText | undefined => {
    const good = knowledge.translate(text, path.to);
    const fault = faults.find(happens);
    if (good === undefined || fault === undefined) return good;
    const output = spoil(fault, { text, good, path, knowledge, random });
    if (output !== good) spoilt.set(output, fault);
    return output;
  };
  return {
    name: 'faulty',
    pricePerMillion: 20,
    maxChars,
    spoilt,
    sent,
    get calls() {
      return calls;
    },
    findPath: (from, to) => Promise.resolve(ok({ from, to, model: 'made-up' })),
    close: () => Promise.resolve(),
    async translate(texts, path): Promise<Outcome<readonly (TaggedText | undefined)[]>> {
      calls += 1;
      sent.push(...texts);
      if (happens('late')) await sleep(1);
      if (happens('failure')) return skipped('translate/engine-failed', '503');
      const answers = texts.map((text) => answer(text, path));
      if (answers.length > 1 && happens('one-less')) return ok(answers.slice(1));
      if (answers.length > 1 && happens('swapped')) {
        const at = Math.floor(random() * (answers.length - 1));
        for (const one of answers.slice(at, at + 2)) if (one !== undefined) spoilt.set(one, 'swapped');
        [answers[at], answers[at + 1]] = [answers[at + 1], answers[at]];
      }
      return ok(answers);
    },
  };
}

interface Spoiling {
  readonly text: TaggedText;
  readonly good: TaggedText;
  readonly path: EnginePath;
  readonly knowledge: Knowledge;
  readonly random: Random;
}

const loops = ['and so on', 'la la', 'de la', 'the the the', 'и так далее'];
const echoes = [
  'Here is the translation: ',
  'Sure! Here is your translation: ',
  'Translate the following text: ',
  'As an AI language model, I ',
  'Translation: ',
  'Traducción: ',
  'assistant: ',
  'Voici la traduction : ',
  '```\n',
];

function spoil(fault: (typeof faults)[number], { text, good, path, knowledge, random }: Spoiling): TaggedText {
  const words = good.split(' ');
  const half = Math.ceil(words.length / 2);
  const inLanguage = (from: readonly string[]): TaggedText => {
    const others = from.filter((one) => one !== path.to);
    return others.length === 0 ? good : (knowledge.translate(text, pick(random, others)) ?? good);
  };
  const name = knowledge.names.find((one) => good.includes(one));
  switch (fault) {
    case 'wrong-language':
      return inLanguage(knowledge.languages);
    case 'near-language':
      return inLanguage(knowledge.nearTo(path.to));
    case 'source-language':
      return text;
    case 'half-translated':
      return spoilHalf(text, words, half);
    case 'other-script':
      return good.replace(/(?<!<[^>]*)[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 97 + 0x0430));
    case 'tags-lost':
      return good.replace(/<\/?pc[^>]*>/g, '');
    case 'tags-doubled':
      return good.replace(/(<pc[^>]*>)(.*?)<\/pc>/, '$1$2</pc> $1$2</pc>');
    case 'tags-crossed':
      return good.replace(/(<pc[^>]*>)(.*?)<\/pc>/, '</pc>$2$1');
    case 'number-lost':
      return good.replace(/\d+ ?/, '');
    case 'digit-changed':
      return good.replace(/\d/, (digit) => String((Number(digit) % 9) + 1));
    case 'name-lost':
      return name === undefined ? good : good.replaceAll(name, '');
    case 'empty':
      return random() < 0.5 ? '' : '  ';
    case 'truncated':
      return words.slice(0, Math.max(1, Math.floor(words.length * (0.2 + 0.5 * random())))).join(' ');
    case 'loop':
      return `${good} ${`${random() < 0.5 ? words.slice(-3).join(' ') : pick(random, loops)} `.repeat(6)}`;
    case 'echo':
      return random() < 0.3 ? `${text} ${good}` : pick(random, echoes) + good;
    case 'markup':
      return random() < 0.5 ? `<div class="t">${good}</div>` : `${good}&lt;br /&gt;`;
    case 'control':
      return good.replace(' ', pick(random, ['\u0000', '\u202e', '\ufffd ', '\u0007']));
  }
}

/** The first half translated, the rest as it was. */
function spoilHalf(text: TaggedText, words: readonly string[], half: number): TaggedText {
  const rest = text.split(' ');
  return `${words.slice(0, half).join(' ')} ${rest.slice(Math.floor(rest.length / 2)).join(' ')}`;
}

/** Knows the texts of a table and the pieces between their tags. `rows`: a text in all languages. */
export function knowRows(
  rows: readonly Readonly<Record<string, TaggedText>>[],
  from: string,
  near: (language: string) => readonly string[],
  names: readonly string[] = [],
): Knowledge {
  const known = new Map<TaggedText, Readonly<Record<string, TaggedText>>>();
  for (const row of rows) {
    known.set(row[from] ?? '', row);
    for (const piece of piecesOf(row)) if (!known.has(piece[from] ?? '')) known.set(piece[from] ?? '', piece);
  }
  return {
    translate: (text, to) => known.get(text)?.[to],
    languages: Object.keys(rows[0] ?? {}),
    nearTo: near,
    names,
  };
}

/** What stands between the tags, in all languages. */
function piecesOf(row: Readonly<Record<string, TaggedText>>): readonly Readonly<Record<string, TaggedText>>[] {
  const parts = Object.entries(row).map(([language, text]) => [language, textsOf(text)] as const);
  const count = parts[0]?.[1].length ?? 0;
  if (count < 2 || parts.some(([, pieces]) => pieces.length !== count)) return [];
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(parts.map(([language, pieces]) => [language, pieces[at] ?? ''])),
  );
}

function textsOf(text: TaggedText): readonly TaggedText[] {
  return parseTagged(text).flatMap((one) => (one.kind === 'text' ? [one.text.trim()] : []));
}

/** The fault that a published text has; undefined when it is as it should be. */
export function faultOf(
  published: TaggedText,
  good: TaggedText,
  spoilt: ReadonlyMap<TaggedText, Fault>,
): Fault | undefined {
  if (plainOf(published).trim() === plainOf(good).trim()) return undefined;
  const whole = spoilt.get(published) ?? spoilt.get(`${published} `);
  if (whole !== undefined) return whole;
  return textsOf(published)
    .map((one) => spoilt.get(one))
    .find((one) => one !== undefined);
}
