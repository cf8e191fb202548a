import { baseOf, stemmedLanguages, stemOf } from '../../text/stem.ts';
import { fold, toSearchText, type SearchedTexts, type WordForm } from '../search-text.ts';
import { hasForms, maxForms, toForms, wordsOf, type FormRow } from '../word-forms.ts';
import type { PostgresDatabase, Queries } from './database.ts';

// Some hundred bytes each.
const maxWordsKept = 200_000;

/** Notes the words of articles, each with its stem; those that this process knows to be noted cost nothing again. */
export class WordNotes {
  /** Words that are in the table, by language, as they stand in texts. */
  readonly #known = new Map<string, Set<string>>();
  #knownWords = 0;

  /** Resolves to the words that were new here: `keep` them when the transaction is done. */
  async note(tx: Queries, texts: SearchedTexts, language: string): Promise<readonly string[]> {
    const base = baseOf(language);
    const known = this.#known.get(base);
    const all = [texts.title, texts.text, texts.names.join('\n')].map(toSearchText).join('\n');
    const words = [...new Set(wordsOf(all))].filter((word) => known?.has(word) !== true);
    const unique = new Map(words.filter(hasForms).map((word) => [fold(word), stemOf(fold(word), base)]));
    if (unique.size === 0) return words;
    // In order, so that two who note the same words do not wait for each other.
    const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1));
    await tx.run(
      `INSERT INTO word_forms (word, language, stem)
       SELECT word, $3, stem FROM unnest($1::text[], $2::text[]) AS noted (word, stem) ON CONFLICT DO NOTHING`,
      sorted.map(([word]) => word),
      sorted.map(([, stem]) => stem),
      base,
    );
    return words;
  }

  keep(words: readonly string[], language: string): void {
    const base = baseOf(language);
    if (this.#knownWords > maxWordsKept) {
      this.#known.clear();
      this.#knownWords = 0;
    }
    const known = this.#known.get(base) ?? new Set<string>();
    this.#known.set(base, known);
    this.#knownWords -= known.size;
    for (const word of words) known.add(word);
    this.#knownWords += known.size;
  }
}

/** The forms of a word there are, in the language of the articles asked for or in any; not the word itself. */
export async function findForms(
  db: PostgresDatabase,
  word: string,
  language: string | undefined,
): Promise<readonly WordForm[]> {
  const languages = language === undefined ? stemmedLanguages : [baseOf(language)];
  const folded = fold(word);
  const rows = await db.all<FormRow>(
    `SELECT form.language AS language, form.word AS word, (EXISTS (
       SELECT 1 FROM word_forms AS other WHERE other.word = form.word AND other.language <> form.language))::int AS shared
     FROM unnest($1::text[], $2::text[]) AS asked (language, stem)
       JOIN word_forms AS form ON form.language = asked.language AND form.stem = asked.stem
     ORDER BY form.language, form.word LIMIT ${maxForms}`,
    languages,
    languages.map((one) => stemOf(folded, one)),
  );
  return toForms(rows, folded, language);
}
