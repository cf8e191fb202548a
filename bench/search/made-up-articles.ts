import { createHash } from 'node:crypto';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { frontMatterDefaults } from '../../src/store/front-matter.ts';
import { madeUpLanguages, madeUpWord, type MadeUpLanguage } from '../../test/editions/made-up-texts.ts';
import { createRandom } from '../create-random.ts';

const wordsOfLanguage = 30_000;
const outlets = 40;
const firstDay = Date.UTC(2024, 0, 1);
const minutesBetween = 2;

/** Half of the articles are in the first language; the others have the same share each. */
export function languageOf(index: number): MadeUpLanguage {
  const at = index % 2 === 0 ? 0 : 1 + (((index - 1) / 2) % (madeUpLanguages.length - 1));
  const language = madeUpLanguages[at];
  if (language === undefined) throw new RangeError('no such language');
  return language;
}

const vocabularies = new Map<string, readonly string[]>();

/** The words of a language by rank. */
export function vocabularyOf(language: MadeUpLanguage): readonly string[] {
  let known = vocabularies.get(language.tag);
  known ??= Array.from({ length: wordsOfLanguage }, (_, rank) => madeUpWord(language, rank));
  vocabularies.set(language.tag, known);
  return known;
}

/** A made-up article, the same for the same number; a greater number is newer. Words are as frequent as those of a language
 *  (Zipf): the first of 30,000 are in nearly every article. */
export function madeUpArticle(index: number, words: number): ArticleFile {
  const random = createRandom(index + 1);
  const language = languageOf(index);
  const vocabulary = vocabularyOf(language);
  const word = (): string => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? '';
  const text = (length: number): string => Array.from({ length }, word).join(language.space);
  const outlet = `outlet-${Math.floor(outlets ** random()) - 1}`;
  const date = new Date(firstDay + index * minutesBetween * 60_000).toISOString();
  const url = `https://${outlet}.example/${index}`;
  const seal = createHash('sha256').update(url).digest('hex').slice(0, 16);
  const sentences = Array.from({ length: Math.ceil(words / 12) }, () => text(12)).join(language.stop);
  return {
    path: `content/post/${date.slice(0, 10).replaceAll('-', '/')}/${outlet}/${index}.md`,
    frontMatter: {
      ...frontMatterDefaults,
      title: text(8),
      date: `${date.slice(0, 10)} ${date.slice(11, 19)}`,
      summary: text(10),
      categories: [outlet],
      lang: [language.tag],
      tags: [`tag ${Math.floor(2000 ** random())}`],
      courant: {
        ...{ url, canonical: '', outlet, authors: [`Author ${Math.floor(5000 ** random())}`], published: date },
        ...{
          modified: '',
          fetched: date,
          kind: 'article',
          free: true,
          hash: '',
          confidence: 0.9,
          revision: 1,
          rights: [],
        },
        seal,
      },
    },
    body: `${sentences}\n\n[${outlet}](${url})`,
  };
}
