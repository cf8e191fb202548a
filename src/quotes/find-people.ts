import type { Reading } from './reading.ts';

export type Sex = 'm' | 'f' | 'n';

/** A name as it stands somewhere in the text. */
export interface Mention {
  /** First and last token of the name, without a title. */
  readonly first: number;
  readonly last: number;
  /** "Ana Sol". */
  readonly name: string;
  readonly isSubject: boolean;
}

/** Somebody who is named in the text. */
export interface Person {
  readonly name: string;
  readonly sex: Sex;
  /** What the text calls them beside the name, in lower case: "mayor", "spokeswoman". */
  readonly roles: ReadonlySet<string>;
}

const mostOfOneName = 20;

const particles: ReadonlySet<string> = new Set(
  'de del della di da dos das do van von der den ter zu al el bin ben ibn la le du of'.split(' '),
);

/** The name within a range of tokens: its first run of capital words that is not only titles. */
export function nameIn(
  reading: Reading,
  first: number,
  last: number,
): { readonly first: number; readonly last: number } | undefined {
  const { tokens, lexicon, passageOf } = reading;
  for (let at = first; at <= last; at++) {
    const token = tokens[at];
    if (token?.isCapital !== true || !token.isWord || passageOf[at] !== -1 || lexicon.times.has(token.lower)) continue;
    if (isTitle(reading, at) || lexicon.determiners.has(token.lower) || lexicon.prepositions.has(token.lower)) continue;
    const end = runEnd(reading, at, last);
    return { first: behindTitles(reading, at, end), last: end };
  }
  return undefined;
}

/** "US President Ana Sol" without what stands before the name. */
function behindTitles({ tokens, lexicon }: Reading, first: number, last: number): number {
  for (let at = Math.min(last - 1, first + 3); at >= first; at--)
    if (lexicon.titles.has(tokens[at]?.lower ?? '')) return at + 1;
  return first;
}

function isTitle({ tokens, lexicon }: Reading, at: number): boolean {
  const word = tokens[at]?.lower ?? '';
  return lexicon.titles.has(word) && tokens[at + 1]?.isCapital === true;
}

function runEnd({ tokens, passageOf, lexicon }: Reading, first: number, limit: number): number {
  let last = first;
  for (let at = first + 1; at <= Math.min(limit, first + 6); at++) {
    const token = tokens[at];
    if (token === undefined || passageOf[at] !== -1 || token.line !== tokens[first]?.line) break;
    if (token.isCapital && token.isWord && !lexicon.times.has(token.lower) && !/['’]s?$/.test(tokens[last]?.text ?? ''))
      last = at;
    else if (!(
      particles.has(token.lower) &&
      tokens[at + 1]?.isCapital === true &&
      token.lower !== 'of' &&
      !lexicon.prepositions.has(token.lower)
    ))
      break;
  }
  return last;
}

export function nameOf({ tokens, text }: Reading, first: number, last: number): string {
  const start = tokens[first]?.start ?? 0;
  return text
    .slice(start, tokens[last]?.end ?? start)
    .replace(/['’]s?$/u, '')
    .replace(/\s+/g, ' ');
}

/** All names of two words and more outside of quotes, in order, and single ones that stand as a subject. */
export function findMentions(reading: Reading): readonly Mention[] {
  const { tokens, sentences, sentenceOf, passageOf } = reading;
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.isCapital !== true || passageOf[at] !== -1) continue;
    const run = nameIn(reading, at, Math.min(at + 8, tokens.length - 1));
    if (run === undefined) continue;
    const begin = sentences[sentenceOf[at] ?? 0] ?? 0;
    mentions.push({
      ...run,
      name: nameOf(reading, run.first, run.last),
      isSubject: isNearStart(reading, begin, run.first),
    });
    at = run.last;
  }
  return mentions;
}

/** Only titles, "but" and the like stand before it in its sentence. */
function isNearStart({ tokens, lexicon }: Reading, begin: number, first: number): boolean {
  if (first - begin > 6) return false;
  for (let at = begin; at < first; at++) {
    const token = tokens[at];
    if (token === undefined || lexicon.prepositions.has(token.lower) || token.text === ',') return false;
  }
  return true;
}

/** Everybody with a name of two words and more, by the last word of it. */
export function findPeople(reading: Reading, mentions: readonly Mention[]): ReadonlyMap<string, readonly Person[]> {
  const byName = new Map<string, { sex: Sex; roles: Set<string>; last: string }>();
  for (const { first, last, name } of mentions) {
    if (last === first) continue;
    const known = byName.get(name) ?? { sex: 'n' as Sex, roles: new Set<string>(), last: lastWord(name) };
    const told = sexOf(reading, first);
    if (known.sex === 'n') known.sex = told;
    for (const role of rolesOf(reading, first, last)) known.roles.add(role);
    byName.set(name, known);
  }
  const people = new Map<string, Person[]>();
  for (const [name, { sex, roles, last }] of byName) {
    const same = people.get(last) ?? [];
    if (same.length < mostOfOneName) same.push({ name, sex, roles });
    people.set(last, same);
  }
  return people;
}

export function lastWord(name: string): string {
  return (name.split(' ').at(-1) ?? name).toLowerCase();
}

/** By a title before the name or by a frequent given name. */
export function sexOf({ tokens, lexicon }: Reading, first: number): Sex {
  for (let at = first - 1; at >= Math.max(0, first - 2); at--) {
    const title = lexicon.titles.get(tokens[at]?.lower ?? '');
    if (title === 'm' || title === 'f') return title;
  }
  const given = tokens[first]?.lower ?? '';
  return lexicon.women.has(given) ? 'f' : lexicon.men.has(given) ? 'm' : 'n';
}

/** "mayor" of "the mayor, Ana Sol," "Mayor Ana Sol" and "Ana Sol, the mayor". */
function rolesOf({ tokens, lexicon }: Reading, first: number, last: number): readonly string[] {
  const roles: string[] = [];
  for (let at = first - 1; at >= Math.max(0, first - 4); at--) {
    const word = tokens[at]?.lower ?? '';
    if (lexicon.titles.has(word)) roles.push(word);
    else if (tokens[at]?.isWord !== true && word !== ',') break;
  }
  if (tokens[last + 1]?.text !== ',') return roles;
  for (let at = last + 2; at < last + 8; at++) {
    const word = tokens[at]?.lower ?? '';
    if (lexicon.titles.has(word)) roles.push(word);
    if (tokens[at]?.isWord !== true) break;
  }
  return roles;
}
