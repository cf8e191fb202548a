import type { NameKind } from '../model/story.ts';
import type { NameMention } from './name-mention.ts';
import { particles } from './name-words.ts';
import { nameKey } from './name-key.ts';

/** Somebody or something that one text names, under whatever forms. */
export interface NamedOnce {
  /** The same for all forms of a name in a language; a country's code when it has one. */
  readonly key: string;
  /** The fullest form, the commonest of those. */
  readonly name: string;
  readonly kind: NameKind;
  readonly mentions: number;
}

/** A name in one language, over all articles of a story. */
export interface NamedInStory extends NamedOnce {
  readonly language: string;
  readonly paths: ReadonlySet<string>;
}

/** Brings the mentions of one text together: forms of one name, the last name for the full one ("Sol" for "Ana Sol"), a name without
 *  its middle, an organisation by its first letters. A short form that could be of two people is nobody's, and left out. */
export function mergeInArticle(mentions: readonly NameMention[], language: string): readonly NamedOnce[] {
  const groups = new Map<string, NameMention[]>();
  for (const mention of mentions) {
    const key = nameKey(mention.form, language);
    const group = groups.get(key);
    if (group) group.push(mention);
    else groups.set(key, [mention]);
  }
  const once = [...groups].map(([key, all]) => ({
    key,
    name: commonest(all),
    kind: kindOfAll(all),
    mentions: all.length,
  }));
  const fullOf = fullNamesIn(once);
  const merged = new Map(once.map((one) => [one.key, one]));
  for (const short of once) {
    const whole = fullOf(short);
    const [only] = whole;
    if (only === undefined) continue;
    merged.delete(short.key);
    const into = merged.get(only.key);
    if (whole.length === 1 && into) merged.set(only.key, { ...into, mentions: into.mentions + short.mentions });
  }
  return [...merged.values()];
}

/** Finds the full names that a name is a shorter form of, without a look at all of them for each: an article may be a list of thousands. */
export function fullNamesIn<T extends NamedOnce>(all: readonly T[]): (short: T) => readonly T[] {
  const byEnds = new Map<string, T[]>();
  for (const one of all) {
    const words = one.key.split(' ');
    if (words.length === 1) continue;
    const last = words.at(-1) ?? '';
    for (const ends of one.kind === 'organisation' ? [initialsOf(words)] : [last, `${words[0] ?? ''} ${last}`]) {
      const list = byEnds.get(`${one.kind} ${ends}`);
      if (list) list.push(one);
      else byEnds.set(`${one.kind} ${ends}`, [one]);
    }
  }
  return (short) => {
    const words = short.key.split(' ');
    const ends = words.length === 1 ? short.key : `${words[0] ?? ''} ${words.at(-1) ?? ''}`;
    const some = [`person ${ends}`, `organisation ${short.key.replaceAll('.', '')}`];
    return some.flatMap((key) => byEnds.get(key) ?? []).filter((one) => one !== short && isFormOf(short, one));
  };
}

/** Whether a name is a shorter form of a full one. */
function isFormOf(short: Pick<NamedOnce, 'key' | 'kind' | 'name'>, full: Pick<NamedOnce, 'key' | 'kind'>): boolean {
  const [few, many] = [short.key.split(' '), full.key.split(' ')];
  if (few.length >= many.length || short.key.startsWith('@')) return false;
  if (full.kind === 'organisation')
    return (
      few.length === 1 && short.name === short.name.toUpperCase() && initialsOf(many) === short.key.replaceAll('.', '')
    );
  if (full.kind !== 'person' || short.kind === 'place' || short.kind === 'organisation') return false;
  if (few.length === 1) return few[0] === many.at(-1) && (few[0]?.length ?? 0) > 1;
  return few[0] === many[0] && few.at(-1) === many.at(-1);
}

function initialsOf(words: readonly string[]): string {
  return words
    .filter((word) => !particles.has(word))
    .map((word) => word[0])
    .join('');
}

function commonest(all: readonly NameMention[]): string {
  const counts = new Map<string, number>();
  for (const { form } of all) counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

/** What most of the mentions say that it is; `other` only when all do. */
export function kindOfAll(all: readonly { readonly kind: NameKind; readonly mentions?: number }[]): NameKind {
  const counts = new Map<NameKind, number>();
  for (const { kind, mentions } of all)
    if (kind !== 'other') counts.set(kind, (counts.get(kind) ?? 0) + (mentions ?? 1));
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'other';
}
