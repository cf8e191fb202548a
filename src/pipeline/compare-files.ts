import { withoutSourceLine } from '../markdown/source-line.ts';
import { markdownToText } from '../markdown/to-text.ts';
import type { ArticleFile, FrontMatter } from '../model/article-file.ts';
import { countWordChanges, type WordChanges } from '../text/word-changes.ts';

const fieldTexts = [
  ['title', ({ title }) => title],
  ['authors', ({ courant }) => courant?.authors.join(', ') ?? ''],
  ['date', ({ date }) => date],
  ['published', ({ courant }) => courant?.published ?? ''],
  ['modified', ({ courant }) => courant?.modified ?? ''],
  ['language', ({ lang }) => lang.join(', ')],
  ['topics', ({ tags }) => tags.slice(1).join(', ')], // the first is the outlet
  ['summary', ({ summary }) => summary],
  ['image', ({ thumbnail }) => thumbnail],
  ['canonical', ({ courant }) => courant?.canonical ?? ''],
  ['kind', ({ courant }) => courant?.kind ?? ''],
  ['free', ({ courant }) => String(courant?.free ?? '')],
  ['rights', ({ courant }) => courant?.rights.join(', ') ?? ''],
  ['confidence', ({ courant }) => courant?.confidence.toFixed(2) ?? ''],
] as const satisfies readonly (readonly [string, (frontMatter: FrontMatter) => string])[];

/** A field of an article that two readings of it tell differently. */
export interface FieldChange {
  readonly field: (typeof fieldTexts)[number][0];
  readonly before: string;
  readonly after: string;
}

export interface FileChanges {
  readonly fields: readonly FieldChange[];
  /** Undefined when the body is the same letter by letter; no word added and none removed: only its form is another. */
  readonly body?: WordChanges;
}

/** What two files of one article tell differently; undefined when nothing. */
export function compareFiles(before: ArticleFile, after: ArticleFile): FileChanges | undefined {
  const fields = fieldTexts.flatMap(([field, read]): FieldChange[] => {
    const change = { field, before: read(before.frontMatter), after: read(after.frontMatter) };
    return change.before === change.after ? [] : [change];
  });
  if (before.body === after.body) return fields.length === 0 ? undefined : { fields };
  return { fields, body: countWordChanges(textOf(before), textOf(after)) };
}

function textOf({ body }: ArticleFile): string {
  return markdownToText(withoutSourceLine(body));
}
