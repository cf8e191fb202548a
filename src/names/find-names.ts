import type { NameKind } from '../model/story.ts';
import { baseOf } from '../text/stem.ts';
import { countForms, type FormCounts } from './count-forms.ts';
import { findCaselessNames } from './find-caseless-names.ts';
import { nameKey } from './name-key.ts';
import type { NameMention } from './name-mention.ts';
import { readRun, type Reading, type Run } from './read-run.ts';
import { trimRun } from './trim-run.ts';
import { kindOf, type RunCues } from './kind-of.ts';
import {
  determiners,
  givenNames,
  legalForms,
  lonelyOrganisations,
  organisationEnding,
  organisationWords,
  placeWords,
  placeCues,
  roleEnding,
  speechVerbs,
  titles,
} from './name-words.ts';
import { toNameTokens, type NameToken } from './name-tokens.ts';
import { isKnownPlace } from './places.ts';

export interface NameOptions {
  /** BCP 47. */
  readonly language: string;
  /** How words are written elsewhere in the archive; what the text itself tells is added. */
  readonly forms?: FormCounts;
}

/** Finds the people, organisations and places that a text names, in order. Precision first: a word that only begins a sentence is no name unless
 *  the counts, a title, or a country of the name tell so; in German, where every noun has a capital letter, it takes two such words or a cue.
 *  In scripts without capital letters only what is marked is found. Pure; linear in the length of the text.
 *  Example: `findNames('President Ana Sol met workers in Lowmere.', { language: 'en' })` → `Ana Sol` (person), `Lowmere` (place). */
export function findNames(text: string, { language, forms }: NameOptions): readonly NameMention[] {
  const base = baseOf(language);
  if (caseless.has(base)) return findCaselessNames(text, language);
  const tokens = toNameTokens(text);
  const reading: Reading = {
    text,
    tokens,
    language: base,
    own: countForms([text]),
    forms,
    ...countPlaces(tokens, base),
  };
  const mentions: NameMention[] = [];
  for (let at = 0; at < tokens.length;) {
    const run = readRun(reading, at);
    if (run) mentions.push(...judgeRun(reading, run));
    at = run === undefined ? at + 1 : run.last + 1;
  }
  return keepLonely(trimStarts(mentions, reading), reading);
}

const caseless = new Set(
  'zh yue ja ko ar fa ur he yi hi mr ne bn pa gu ta te kn ml si th lo km my ka am ti'.split(' '),
);

function judgeRun(reading: Reading, run: Run): readonly NameMention[] {
  const trimmed = trimRun(reading, run);
  if (trimmed === undefined) return [];
  const { first, last, hasTitle } = trimmed;
  const { tokens, language } = reading;
  // "Vermont Bernie Sanders": what stands before may be a country.
  const before =
    run.first < first
      ? tokens
          .slice(run.first, first)
          .map(({ text }) => text)
          .join(' ')
      : '';
  const country =
    before !== '' && isKnownPlace(before, language) ? [mentionOf(reading, run.first, first - 1, 'place')] : [];
  const cues = cuesOf(reading, first, last, hasTitle || isTitleBefore(reading, first));
  if (!isName(reading, first, last, cues)) return country;
  const kind = kindOf(tokens.slice(first, last + 1), language, cues);
  if (language === 'de' && kind === 'other' && !isRepeated(reading, last)) return country;
  return [...country, mentionOf(reading, first, last, kind)];
}

/** How often each German word stands in the text, and how often behind "in", "aus" or "nach". */
function countPlaces(tokens: readonly NameToken[], language: string): Pick<Reading, 'total' | 'placed'> {
  const [total, placed] = [new Map<string, number>(), new Map<string, number>()];
  if (language !== 'de') return { total, placed };
  tokens.forEach(({ folded }, at) => {
    total.set(folded, (total.get(folded) ?? 0) + 1);
    if (placeCues['de']?.has(tokens[at - 1]?.folded ?? '')) placed.set(folded, (placed.get(folded) ?? 0) + 1);
  });
  return { total, placed };
}

/** Whether a German word stands in the text again, and never behind a determiner: a noun seldom does. */
function isRepeated({ tokens, total, own, forms }: Reading, at: number): boolean {
  const folded = tokens[at]?.folded ?? '';
  const determined = (own.get(folded)?.determined ?? 0) + (forms?.get(folded)?.determined ?? 0);
  return (total.get(folded) ?? 0) > 1 && determined === 0;
}

/** A title in lower letters right before: "the president Ana Sol", "el presidente Juan Sol". */
function isTitleBefore({ tokens }: Reading, first: number): boolean {
  const before = tokens[first - 1];
  return before !== undefined && /^(?: |\. )$/.test(tokens[first]?.gap ?? '') && titles.has(before.folded);
}

function cuesOf({ tokens, text, language }: Reading, first: number, last: number, hasTitle: boolean): RunCues {
  const [before, after, end] = [tokens[first - 1], tokens[last + 1], tokens[last]?.end ?? 0];
  const isNear = (token: NameToken | undefined): boolean =>
    token !== undefined && /^(?: |, |["”»],? )$/.test(token.gap);
  const afterText = text.slice(end, end + 6);
  const isDirect = tokens[first]?.gap === ' ';
  return {
    hasTitle,
    isSpeaker:
      (isNear(after) &&
        (speechVerbs.has(after?.folded ?? '') ||
          (auxiliaries.has(after?.folded ?? '') && speechVerbs.has(tokens[last + 2]?.folded ?? '')))) ||
      (isDirect && before !== undefined && speechVerbs.has(before.folded) && !toldVerbs.has(before.folded)),
    isAged: /^(?:, | \()\d{2}\b(?![\d%.,]\d)/.test(afterText),
    isAfterPlaceCue:
      isDirect && before !== undefined && (placeCues[language]?.has(before.folded.replace(/^.*'/, '')) ?? false),
    isDetermined:
      isDirect &&
      before !== undefined &&
      (determiners.has(before.folded) || /^(?:the|a|an|el|los|las|les|il|lo|gli|os|as)$/.test(before.folded)),
  };
}

/** Behind these stands who is spoken to. */
const toldVerbs = new Set(['told', 'asked', 'warned']);
/** A capital word that is a piece of a name or a people: "Cour" of "Cour suprême", "Верховный", "Amerikaanse". */
function isNoName({ folded }: NameToken, language: string): boolean {
  if (organisationWords.has(folded) || placeWords.has(folded)) return true;
  if (language === 'ru') return /[нрвл](?:ыи|ого|ому|ым|ом|ая|ои|ую|ое|ые|ых)$/u.test(folded);
  return language === 'nl' && /(?:aanse|sche|[dnrk]se|kanen|keinen|craten)$/u.test(folded);
}

const auxiliaries = new Set(['ha', 'a', 'hat', 'heeft', 'has', 'had']);

/** Whether a run is a name at all. */
function isName(reading: Reading, first: number, last: number, cues: RunCues): boolean {
  const { tokens, language, own, forms } = reading;
  const token = tokens[first];
  if (token === undefined) return false;
  const written = tokens.slice(first, last + 1);
  const name = written.map(({ text }) => text).join(' ');
  if (isKnownPlace(name, language)) return true;
  // "example.com", "A.", "I. A."
  if (/\.\p{Ll}{2,}$/u.test(name) || /^(?:\p{Lu}\.? ?)$|^(?:\p{Lu}\. ?)+$/u.test(name)) return false;
  if (written.every(({ isAllCapital }) => isAllCapital) && isShouted(reading, first)) return false;
  if (written.length > 1 && language !== 'de') return true;
  if (written.length > 1) return isGermanName(reading, written, cues);
  if (token.isAllCapital) return /^[\p{Lu}&]{2,6}$/u.test(token.text) && !noNames.has(token.folded);
  if (lonelyOrganisations.has(token.folded)) return true;
  if (token.folded.length < 3 || /^\p{Lu}\.$/u.test(token.text)) return false;
  if (titles.has(token.folded) || isNoName(token, language)) return false;
  if (cues.hasTitle || cues.isAged) return true;
  const count = (key: 'capital' | 'lower' | 'determined'): number =>
    (own.get(token.folded)?.[key] ?? 0) + (forms?.get(token.folded)?.[key] ?? 0);
  const capital = count('capital');
  if (language === 'de') {
    if (cues.isDetermined || roleEnding.test(token.folded)) return false;
    if (cues.isSpeaker) return !token.folded.endsWith('er') && count('determined') === 0;
    return (
      cues.isAfterPlaceCue &&
      (reading.placed.get(token.folded) ?? 0) > 1 &&
      count('determined') === 0 &&
      count('lower') === 0
    );
  }
  if (token.isInitial && !cues.isSpeaker) return capital >= 2 && capital > 4 * count('lower');
  return capital >= count('lower');
}

/** Of two German nouns beside each other one is often no name: the first is a given name or a title, or both are strange. */
function isGermanName({ own, forms }: Reading, written: readonly NameToken[], cues: RunCues): boolean {
  if (cues.hasTitle || cues.isAged || cues.isSpeaker || legalForms.has(written.at(-1)?.folded ?? '')) return true;
  if (written.some(({ folded }) => organisationWords.has(folded) || organisationEnding.test(folded))) return true;
  if (written.some(({ isCapital }) => !isCapital) && !givenNames.has(written[0]?.folded ?? '')) return false;
  const determined = (token: NameToken): number =>
    (own.get(token.folded)?.determined ?? 0) + (forms?.get(token.folded)?.determined ?? 0);
  return (
    written.filter(({ isCapital }) => isCapital).every((token) => determined(token) === 0 || token.isAllCapital) ||
    !cues.isDetermined
  );
}

const noNames = new Set(
  'tv cd dvd pdf ceo cfo gmt est pst utc gps diy faq ok km kg mw ii iii iv vi vii viii ix xi xii pm am dj id pc it hiv aids ee uu сми нго ong ngo mp mps rv suv hq vs ep lp op bbq ufo dvd usd eur gbp us$ dna pkw lkw ac dc rn adn vih pib bip cv sms sos vip uhr mrd mio'.split(
    ' ',
  ),
);

const shoutReach = 80;

/** Whether the line around a word is all in capital letters. */
function isShouted({ text, tokens }: Reading, at: number): boolean {
  const start = tokens[at]?.start ?? 0;
  const before = text.slice(Math.max(0, start - shoutReach), start).replace(/^.*\n/s, '');
  const after = text.slice(start, start + shoutReach).replace(/\n.*$/s, '');
  const line = before + after;
  return line.length > 12 && line === line.toUpperCase();
}

function mentionOf({ tokens, text, language }: Reading, first: number, last: number, kind: NameKind): NameMention {
  const start = tokens[first]?.start ?? 0;
  let end = tokens[last]?.end ?? start;
  const form = text.slice(start, end);
  const genitive = language === 'en' || language === 'nl' || language === 'de' ? /['’]s?$/u.exec(form) : null;
  if (genitive) end -= genitive[0].length;
  return { span: { start, end }, form: text.slice(start, end).replace(/\s+/g, ' '), kind };
}

/** "Talks Zelensky", at the beginning of a sentence: a first word that is nowhere else part of the name, which stands elsewhere without it. */
function trimStarts(
  mentions: readonly NameMention[],
  { tokens, language, own, forms }: Reading,
): readonly NameMention[] {
  const initial = new Map(tokens.filter(({ isInitial }) => isInitial).map((token) => [token.start, token]));
  const keys = new Set(mentions.map(({ form }) => nameKey(form, language)));
  const lastKeys = new Set(
    mentions.flatMap(({ form, span }) =>
      !form.includes(' ') || (initial.has(span.start) && !givenNames.has(initial.get(span.start)?.folded ?? ''))
        ? []
        : nameKey(form.replace(/^.* /, ''), language),
    ),
  );
  return mentions.map((mention) => {
    const token = initial.get(mention.span.start);
    const rest = mention.form.replace(/^\S+ /, '');
    if (token === undefined || rest === mention.form || givenNames.has(token.folded) || !/^\p{Lu}/u.test(rest))
      return mention;
    const isSeen = (own.get(token.folded)?.capital ?? 0) + (forms?.get(token.folded)?.capital ?? 0) > 0;
    const key = nameKey(rest, language);
    if (isSeen || !(keys.has(key) || lastKeys.has(key))) return mention;
    return {
      ...mention,
      span: { start: mention.span.end - rest.length, end: mention.span.end },
      form: rest,
      kind: rest.includes(' ') ? mention.kind : 'other',
    };
  });
}

/** A single word that is the last one of somebody named before is that person, whatever stands beside it; and who is called so later is one. */
function keepLonely(mentions: readonly NameMention[], { language, tokens, text }: Reading): readonly NameMention[] {
  const lastWord = ({ form }: NameMention): string =>
    (form.includes(' ') ? form.replace(/^.* /, '') : '').toLowerCase();
  const alone = new Set(
    mentions.flatMap(({ form, kind }) =>
      form.includes(' ') || kind === 'organisation' || kind === 'place' ? [] : form.toLowerCase(),
    ),
  );
  const people = new Set<string>();
  for (const mention of mentions) {
    const last = lastWord(mention);
    if (
      last !== '' &&
      (mention.kind === 'person' ||
        (mention.kind === 'other' && alone.has(last) && /^(?!\p{Lu}+ )\S+ \S+$/u.test(mention.form)))
    )
      people.add(last);
  }
  const named = mentions.map((mention): NameMention => {
    if (mention.kind === 'place' && isKnownPlace(mention.form, language)) return mention;
    const isPerson =
      people.has(mention.form.toLowerCase()) || (mention.kind === 'other' && people.has(lastWord(mention)));
    return isPerson ? { ...mention, kind: 'person' } : mention;
  });
  const taken = new Uint8Array(text.length);
  for (const { span } of mentions) taken.fill(1, span.start, span.end);
  const more = tokens.flatMap((token): readonly NameMention[] => {
    const bare = token.text.replace(language === 'de' ? /(?<=s)['’]$/u : /['’]s?$/u, '');
    if (!token.isCapital || !people.has(bare.toLowerCase())) return [];
    if (taken.subarray(token.start, token.end).includes(1)) return [];
    const span = { start: token.start, end: token.start + bare.length };
    return [{ span, form: text.slice(span.start, span.end), kind: 'person' }];
  });
  return [...named, ...more].sort((a, b) => a.span.start - b.span.start);
}
