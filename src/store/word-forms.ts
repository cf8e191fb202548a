import { baseOf, stemmedLanguages, stemOf } from '../text/stem.ts';
import { WordSet } from '../text/word-set.ts';
import type { IndexDatabase } from './database.ts';
import { runRows, toJson } from './json-rows.ts';
import { fold, isJoined, type WordForm } from './search-text.ts';

export interface FormRow {
  readonly language: string;
  readonly word: string;
  readonly shared: number;
}

export const maxForms = 100;
const maxWordLength = 40;
// Some hundred bytes each.
const maxWordsKept = 1_000_000;

export type WordRow = readonly [word: string, language: string, stem: string];

/** Finds words that did not come by before, each with its stem. */
export class NewWords {
  /** By language, as they stand in texts. */
  readonly #known = new Map<string, WordSet>();
  #knownWords = 0;
  #rows: WordRow[] = [];

  /** Takes note of the words of a text, as `toSearchText` gives it. `language`: BCP 47. */
  note(text: string, language: string): void {
    const base = baseOf(language);
    const known = this.#known.get(base) ?? new WordSet();
    this.#known.set(base, known);
    for (const word of known.add(text.toLowerCase())) {
      this.#knownWords += 1;
      if (!hasForms(word)) continue;
      this.#rows.push([fold(word), base, stemOf(fold(word), base)]);
    }
  }

  /** Those that were new since it was asked last. */
  take(): readonly WordRow[] {
    const rows = this.#rows;
    this.#rows = [];
    if (this.#knownWords > maxWordsKept) {
      this.#known.clear();
      this.#knownWords = 0;
    }
    return rows;
  }
}

/** The words of all articles by language, each with its stem: a search asks for the forms of a word that there are, and the full-text
 *  index itself has every word as it stands. */
export class WordForms {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(rows: readonly WordRow[]): void {
    const sql = `INSERT OR IGNORE INTO word_forms (word, language, stem)
      SELECT value->>0, value->>1, value->>2 FROM json_each(?)`;
    runRows(this.#db, sql, rows);
  }

  /** The forms of a word there are, in the language of the articles asked for or in any; not the word itself. */
  find(word: string, language?: string): readonly WordForm[] {
    const languages = language === undefined ? stemmedLanguages : [baseOf(language)];
    const folded = fold(word);
    const stems = languages.map((one) => [one, stemOf(folded, one)]);
    const rows = this.#db.all<FormRow>(
      `SELECT form.language AS language, form.word AS word, EXISTS (
         SELECT 1 FROM word_forms AS other WHERE other.word = form.word AND other.language <> form.language) AS shared
       FROM json_each(?) AS asked
         JOIN word_forms AS form ON form.language = asked.value->>0 AND form.stem = asked.value->>1
       ORDER BY form.language, form.word LIMIT ?`,
      toJson(stems),
      maxForms,
    );
    return toForms(rows, folded, language);
  }
}

/** Forms as a search takes them. A word that another language has too counts only in its own. */
export function toForms(rows: readonly FormRow[], folded: string, language: string | undefined): readonly WordForm[] {
  const others = rows.filter((row) => fold(row.word) !== folded);
  return others.map((row) => {
    const isBound = row.shared === 1 && language === undefined;
    return isBound ? { word: row.word, language: row.language } : { word: row.word };
  });
}

/** False for words that are no words of a language, or have no forms. */
export function hasForms(word: string): boolean {
  return word.length <= maxWordLength && !isJoined(word);
}

/** Words that may have forms: three letters and more, and nothing but letters. `text`: as `toSearchText` gives it. */
export function wordsOf(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return (/^[\x00-\x7f]*$/.test(lower) ? lower.match(/[a-z]{3,}/g) : lower.match(/[\p{L}\p{M}]{3,}/gu)) ?? [];
}
