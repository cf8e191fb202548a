import type { Range } from './find-content.ts';
import { findMentions, findPeople, lastWord, nameIn, nameOf, sexOf } from './find-people.ts';
import type { Mention, Person, Sex } from './find-people.ts';
import type { Reading } from './reading.ts';

interface Known {
  readonly mentions: readonly Mention[];
  readonly people: ReadonlyMap<string, readonly Person[]>;
  readonly sexes: Map<string, Sex>;
  /** Names of one word, in lower case, that no article stands before. */
  readonly short: ReadonlySet<string>;
  readonly byRole: ReadonlyMap<string, readonly Person[]>;
}

/** The full names of who speaks, as far as the text tells them; one for each source, which are in order.
 *  A short name is that of the person with this last name; a pronoun is the person who spoke last or has been the subject
 *  of a sentence since then; a role ("the mayor") is who is named with it. `people`: full names that are known besides. */
export function resolveSpeakers(
  reading: Reading,
  sources: readonly (Range | undefined)[],
  people: readonly string[] = [],
): readonly (string | undefined)[] {
  const mentions = findMentions(reading);
  const named = withOthers(findPeople(reading, mentions), people);
  const known: Known = {
    mentions,
    people: named,
    sexes: new Map(),
    short: shortNames(reading, mentions),
    byRole: rolesIn(named),
  };
  let before: { readonly name: string; readonly at: number } | undefined;
  return sources.map((source) => {
    if (source === undefined) return undefined;
    const name = resolve(reading, known, source, before);
    // What a paper or a ministry says in between does not change who "he" is.
    if (name !== undefined && isPerson(known, name)) before = { name, at: source.first };
    return name;
  });
}

function withOthers(
  found: ReadonlyMap<string, readonly Person[]>,
  names: readonly string[],
): ReadonlyMap<string, readonly Person[]> {
  const all = new Map(found);
  for (const name of names) {
    const last = lastWord(name);
    if (!all.has(last) && name.includes(' ')) all.set(last, [{ name, sex: 'n', roles: new Set() }]);
  }
  return all;
}

function shortNames({ tokens, lexicon }: Reading, mentions: readonly Mention[]): ReadonlySet<string> {
  const single = mentions.filter(
    ({ first, last }) => first === last && !lexicon.determiners.has(tokens[first - 1]?.lower ?? ''),
  );
  return new Set(single.map(({ name }) => name.toLowerCase()));
}

function rolesIn(people: ReadonlyMap<string, readonly Person[]>): ReadonlyMap<string, readonly Person[]> {
  const found = new Map<string, Person[]>();
  for (const person of [...people.values()].flat()) {
    for (const role of person.roles) {
      const same = found.get(role) ?? [];
      if (same.length < 9) same.push(person);
      found.set(role, same);
    }
  }
  return found;
}

type Before = { readonly name: string; readonly at: number } | undefined;

function resolve(reading: Reading, known: Known, source: Range, before: Before): string | undefined {
  const { tokens, lexicon } = reading;
  const word = tokens[source.first]?.lower ?? '';
  const sex = lexicon.pronouns.get(word);
  const isOne = source.first === source.last || !lexicon.determiners.has(word);
  if (sex !== undefined && isOne)
    return sex === 'm' || sex === 'f'
      ? byPronoun(reading, known, source, before, sex)
      : byRelative(reading, known, source, word);
  const head = headEnd(reading, source);
  const run = nameIn(reading, source.first, head);
  if (run !== undefined && !isPossessive(reading, run.last)) return fullName(reading, known, run);
  return run === undefined ? byRole(reading, known, head, before) : undefined;
}

/** The end of the noun phrase itself, without "of the port" and ", who …". */
function headEnd({ tokens, lexicon }: Reading, { first, last }: Range): number {
  for (let at = first + 1; at <= last; at++) {
    const token = tokens[at];
    if (token?.isWord !== true && token?.text === ',') return hasCapital(tokens, first, at - 1) ? at - 1 : last;
    if (
      token !== undefined &&
      !token.isCapital &&
      (lexicon.links.has(token.lower) || lexicon.prepositions.has(token.lower))
    ) {
      if (tokens[at - 1]?.isCapital === true && tokens[at + 1]?.isCapital === true && at - 1 > first) continue;
      return at - 1;
    }
  }
  return last;
}

function hasCapital(tokens: Reading['tokens'], first: number, last: number): boolean {
  return tokens.slice(first, last + 1).some(({ isCapital }) => isCapital);
}

function isPossessive({ tokens }: Reading, at: number): boolean {
  return /['’]s?$/.test(tokens[at]?.text ?? '') || /^['’]$/.test(tokens[at + 1]?.text ?? '');
}

function fullName(reading: Reading, known: Known, run: Range): string {
  const name = nameOf(reading, run.first, run.last);
  const sex = sexOf(reading, run.first);
  let full = name;
  if (!name.includes(' ')) {
    const same = known.people.get(name.toLowerCase()) ?? [];
    const fits = same.filter((person) => sex === 'n' || ['n', sex].includes(sexKnown(known, person.name)));
    full = lastNamed(known, fits, run.first)?.name ?? name;
  }
  if (sex !== 'n') known.sexes.set(full, sex);
  return full;
}

/** Of several with one last name: who was named last before. */
function lastNamed({ mentions }: Known, fits: readonly Person[], at: number): Person | undefined {
  if (fits.length < 2) return fits[0];
  const before = mentionsBefore(mentions, at).findLast(({ name }) => fits.some((person) => person.name === name));
  return fits.find(({ name }) => name === before?.name) ?? fits[0];
}

/** The names that stand before a token, the nearest sixty. */
function mentionsBefore(mentions: readonly Mention[], at: number): readonly Mention[] {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.first ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return mentions.slice(Math.max(0, low - 60), low);
}

/** Somebody whose sex or role is known, or who is called by the last name alone somewhere. */
function isPerson(known: Known, name: string): boolean {
  const last = lastWord(name);
  const roles = known.people.get(last)?.find((person) => person.name === name)?.roles.size ?? 0;
  return sexKnown(known, name) !== 'n' || roles > 0 || known.short.has(last);
}

function sexKnown({ people, sexes }: Known, name: string): Sex {
  return sexes.get(name) ?? people.get(lastWord(name))?.find((person) => person.name === name)?.sex ?? 'n';
}

function byPronoun(reading: Reading, known: Known, source: Range, before: Before, sex: 'm' | 'f'): string | undefined {
  const fits = (name: string): boolean => sexKnown(known, name) === sex || sexKnown(known, name) === 'n';
  const since = before?.at ?? -1;
  const line = reading.tokens[source.first]?.line ?? 0;
  let subject: string | undefined;
  for (const mention of mentionsBefore(known.mentions, source.first)) {
    if (mention.first <= since || !mention.isSubject || line - (reading.tokens[mention.first]?.line ?? 0) > 3) continue;
    const name = fullName(reading, known, mention);
    if (fits(name) && name.includes(' ') && isPerson(known, name)) subject = name;
  }
  const name = subject ?? (before !== undefined && fits(before.name) ? before.name : lastFitting(known, source, fits));
  if (name !== undefined) known.sexes.set(name, sex);
  return name;
}

function lastFitting(known: Known, source: Range, fits: (name: string) => boolean): string | undefined {
  const before = mentionsBefore(known.mentions, source.first);
  return before.findLast(({ first, last, name }) => last > first && fits(name) && sexKnown(known, name) !== 'n')?.name;
}

/** "Ana Sol, who said". */
function byRelative(reading: Reading, known: Known, source: Range, word: string): string | undefined {
  if (!reading.lexicon.breaks.has(word)) return undefined;
  const end = reading.tokens[source.first - 1]?.text === ',' ? source.first - 2 : source.first - 1;
  const mention = mentionsBefore(known.mentions, source.first).find(({ last }) => last === end);
  return mention === undefined ? undefined : fullName(reading, known, mention);
}

function byRole({ tokens, lexicon }: Reading, known: Known, head: number, before: Before): string | undefined {
  const role = tokens[head]?.lower ?? '';
  if (!lexicon.titles.has(role)) return undefined;
  const fits = known.byRole.get(role) ?? [];
  if (fits.length === 1) return fits[0]?.name;
  return fits.find(({ name }) => name === before?.name)?.name;
}
