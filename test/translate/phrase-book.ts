import type { TaggedText } from '../../src/model/translation.ts';
import type { Knowledge } from './faulty-engine.ts';
import { headings, languages, people, sentences, towns, type Language } from './parallel-texts.ts';

/** Knows the made-up sentences wherever they stand, with any number, name or placeholder in them, and words around which tags stand. */
export const phraseBook: Knowledge = {
  languages,
  names: [...people, ...towns],
  nearTo: (language) => (language === 'es' ? ['pt'] : ['es']),
  translate: (text, to) => {
    const language = languages.find((one) => one === to);
    return language && translate(text, language);
  },
};

interface Phrase {
  readonly pattern: RegExp;
  readonly slots: readonly string[];
  readonly row: (typeof sentences)[number];
}

const phrases: readonly Phrase[] = [...sentences, ...headings]
  .toSorted((a, b) => b.en.length - a.en.length)
  .map((row) => {
    const slots = [...row.en.matchAll(/\{([npt])\}/g)].map(([, slot = '']) => slot);
    const pattern = row.en
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replaceAll('{n}', '(\\d+)')
      .replace(/\{[pt]\}/g, '(<ph id="\\d+"/>|\\p{Lu}[\\p{L}’\' -]*?)');
    return { pattern: new RegExp(pattern, 'gu'), slots, row };
  });

/** Tags go around the second and third word, as in the made-up articles. */
function translate(text: TaggedText, to: Language): TaggedText | undefined {
  let rest = text.replace(/<\/?pc[^>]*>/g, '');
  for (const { pattern, slots, row } of phrases) {
    rest = rest.replace(pattern, (...found: readonly unknown[]) => {
      const values = found.slice(1, 1 + slots.length).map(String);
      return slots.reduce((made, slot, at) => made.replace(`{${slot}}`, () => values[at] ?? ''), row[to]);
    });
  }
  if (rest === text.replace(/<\/?pc[^>]*>/g, '')) return undefined;
  const [, id] = /<pc id="(\d+)">/.exec(text) ?? [];
  return id === undefined ? rest : rest.replace(/^(\S+ )(\S+ \S+)/, `$1<pc id="${id}">$2</pc>`);
}
