import { baseOf, stemmedLanguages, stemOf } from '../../text/stem.ts';
import { fold, toSearchText, type SearchedTexts, type WordForm } from '../search-text.ts';
import { maxForms, toForms, wordRowsOf, type FormRow } from '../word-forms.ts';
import type { PostgresDatabase, Queries } from './database.ts';

/** Takes note of the words of an article, each with its stem. In order, so that two who note the same words do not wait for each other. */
export async function noteWords(tx: Queries, texts: SearchedTexts, language: string): Promise<void> {
  const rows = [texts.title, texts.text, texts.names.join('\n')].flatMap((text) => [
    ...wordRowsOf(toSearchText(text), baseOf(language)),
  ]);
  const unique = new Map(rows.map((row) => [row[0], row]));
  const sorted = [...unique.values()].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.run(
    `INSERT INTO word_forms (word, language, stem)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING`,
    sorted.map(([word]) => word),
    sorted.map(([, spoken]) => spoken),
    sorted.map(([, , stem]) => stem),
  );
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
