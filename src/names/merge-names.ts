import type { StoryArticle, StoryName } from '../model/story.ts';
import { baseOf } from '../text/stem.ts';
import { addForms, countForms, type FormCounts } from './count-forms.ts';
import { findNames } from './find-names.ts';
import { foldName } from './fold-name.ts';
import { aliasKeys, isAlias } from './is-alias.ts';
import { fullNamesIn, kindOfAll, mergeInArticle, type NamedInStory, type NamedOnce } from './merge-in-article.ts';
import { nameKey } from './name-key.ts';

const maxNames = 30;
/** Only the beginning is read of what is longer than any article. */
const maxText = 60_000;

export interface MergeOptions {
  /** How words are written in the archive, by primary subtag of the language. What the articles themselves tell is added. */
  readonly forms?: ReadonlyMap<string, FormCounts>;
}

/** Who and what the articles of a story name, those of most articles first, at most 30. Forms of one name are brought together: within an
 *  article, over articles, and over spellings and scripts by their sound; that they stand in one story is what makes the sound enough.
 *  Keywords of the outlets count for the names that they are; others when they look like names and two articles carry them. Pure; the same whatever the order
 *  of the articles. */
export function mergeNames(articles: readonly StoryArticle[], { forms }: MergeOptions = {}): readonly StoryName[] {
  const sorted = [...articles].sort((a, b) => a.publishedMs - b.publishedMs || (a.path < b.path ? -1 : 1));
  const own = formsOf(sorted, forms);
  const inStory = new Map<string, NamedInStory>();
  const add = (one: NamedOnce, language: string, path: string): void => {
    const id = `${language} ${one.key}`;
    const known = inStory.get(id);
    if (known === undefined) {
      inStory.set(id, { ...one, language, paths: new Set([path]) });
      return;
    }
    const isBetter = known.kind === 'other' && one.kind !== 'other';
    const kind = isBetter ? one.kind : kindOfAll([known, one]);
    const name = isShouted(known.name) && !isShouted(one.name) ? one.name : known.name;
    inStory.set(id, {
      ...known,
      name,
      kind,
      mentions: known.mentions + one.mentions,
      paths: new Set([...known.paths, path]),
    });
  };
  for (const article of sorted) {
    const language = baseOf(article.language);
    const text = `${article.title}\n${article.text.slice(0, maxText)}`;
    const counts = own.get(language);
    const mentions = findNames(text, { language, ...(counts ? { forms: counts } : {}) });
    for (const one of mergeInArticle(mentions, language)) add(one, language, article.path);
  }
  addTags(sorted, inStory, add);
  return toStoryNames(joinAliases(joinShort([...inStory.values()])));
}

/** "OHIO", as places are written before a text; not "NATO", which is written so everywhere. */
const isShouted = (name: string): boolean => name.length > 3 && name === name.toUpperCase();

function formsOf(articles: readonly StoryArticle[], forms: MergeOptions['forms']): ReadonlyMap<string, FormCounts> {
  const texts = new Map<string, string[]>();
  for (const { language, text } of articles) {
    const base = baseOf(language);
    texts.set(base, [...(texts.get(base) ?? []), text.slice(0, maxText)]);
  }
  return new Map(
    [...texts].map(([language, all]) => {
      const archive = forms?.get(language);
      const counts = countForms(all);
      return [language, archive ? addForms(archive, counts) : counts];
    }),
  );
}

/** A keyword of two words and more, all with capital letters: "Lake Orrin", not "War" or "World news". */
const isProper = (tag: string): boolean => /^\p{Lu}\S* (?:\S+ )*\p{Lu}\S*$/u.test(tag) && !/ \p{Ll}{4,}/u.test(tag);

/** Counts the outlets' keywords: as the name that they are, else as a name of their own when two articles carry them. */
function addTags(
  articles: readonly StoryArticle[],
  inStory: ReadonlyMap<string, NamedInStory>,
  add: (one: NamedOnce, language: string, path: string) => void,
): void {
  const carriers = new Map<string, number>();
  const idOf = (tag: string, language: string): string => `${language} ${nameKey(tag, language)}`;
  for (const { tags, language } of articles)
    for (const id of new Set(tags.map((tag) => idOf(tag, baseOf(language)))))
      carriers.set(id, (carriers.get(id) ?? 0) + 1);
  const known = new Set(inStory.keys());
  for (const article of articles) {
    const language = baseOf(article.language);
    for (const tag of new Set(article.tags)) {
      const id = idOf(tag, language);
      if (known.has(id) || (isProper(tag) && (carriers.get(id) ?? 0) > 1))
        add({ key: nameKey(tag, language), name: tag, kind: 'other', mentions: 0 }, language, article.path);
    }
  }
}

/** How much more often one of two people of a last name must be named for the name alone to be theirs. */
const dominance = 3;

/** An article that has no more than "Sol" means the only Ana Sol of the story, or the one that it is about. */
function joinShort(all: readonly NamedInStory[]): readonly NamedInStory[] {
  const merged = new Map(all.map((one) => [one, one]));
  const fullOf = new Map<string, (short: NamedInStory) => readonly NamedInStory[]>();
  for (const language of new Set(all.map((one) => one.language)))
    fullOf.set(language, fullNamesIn(all.filter((one) => one.language === language)));
  for (const short of all) {
    const whole = fullOf.get(short.language)?.(short) ?? [];
    const [most, second] = [...whole].sort((a, b) => b.paths.size - a.paths.size);
    if (most === undefined || (second !== undefined && most.paths.size < dominance * second.paths.size)) continue;
    const into = merged.get(most);
    if (into === undefined) continue;
    merged.delete(short);
    merged.set(most, {
      ...into,
      mentions: into.mentions + short.mentions,
      paths: new Set([...into.paths, ...short.paths]),
    });
  }
  return [...merged.values()];
}

/** Groups of names that are one: those that most articles have come first and take in the others. */
function joinAliases(all: readonly NamedInStory[]): readonly (readonly NamedInStory[])[] {
  const groups = new Set<NamedInStory[]>();
  const byKey = new Map<string, Set<NamedInStory[]>>();
  for (const one of [...all].sort(byWeight)) {
    const { own, sought } = aliasKeys(one);
    const near = new Set(sought.flatMap((key) => [...(byKey.get(key) ?? [])]));
    const fitting = [...near].filter((group) => group.some((other) => isAlias(one, other)));
    // What could be two is neither.
    const group = (fitting.length === 1 ? fitting[0] : undefined) ?? [];
    group.push(one);
    groups.add(group);
    for (const key of own) byKey.set(key, (byKey.get(key) ?? new Set<NamedInStory[]>()).add(group));
  }
  return [...groups];
}

function byWeight(a: NamedInStory, b: NamedInStory): number {
  const words = (one: NamedInStory): number => one.key.split(' ').length;
  const isLatin = (one: NamedInStory): number => Number(/^\p{Script=Latin}/u.test(one.name));
  const order =
    b.paths.size - a.paths.size || isLatin(b) - isLatin(a) || words(b) - words(a) || b.mentions - a.mentions;
  return order || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.language < b.language ? -1 : 1);
}

function toStoryNames(groups: readonly (readonly NamedInStory[])[]): readonly StoryName[] {
  return groups
    .map((group) => {
      const names = new Map<string, string>();
      for (const { name } of group) if (!names.has(foldName(name))) names.set(foldName(name), name);
      const [name = '', ...aliases] = names.values();
      const articles = new Set(group.flatMap(({ paths }) => [...paths])).size;
      const mentions = group.reduce((sum, one) => sum + one.mentions, 0);
      return { mentions, name: { name, kind: kindOfAll(group), aliases, articles } };
    })
    .sort(
      (a, b) => b.name.articles - a.name.articles || b.mentions - a.mentions || (a.name.name < b.name.name ? -1 : 1),
    )
    .slice(0, maxNames)
    .map(({ name }) => name);
}
