import type { ArticleFile } from '../../model/article-file.ts';
import { NewsError } from '../../errors.ts';
import { formatArticleFile, parseArticleFile } from '../../store/article-file.ts';
import {
  frontMatterDefaults,
  provenanceDefaults,
  toFrontMatter,
  toProvenance,
  type Fields,
} from '../../store/front-matter.ts';
import { isOwnFile } from '../../store/walk-archive.ts';

export type Cell = string | number | boolean | readonly string[] | null;

/** An article file as a row of a table. Empty cells are `null`. */
export type ArticleRow = Readonly<Record<string, Cell>>;

/** A column and the kind of what stands in it. */
export interface Column {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'truth' | 'list';
}

const kindOf = (example: Exclude<Cell, null>): Column['kind'] =>
  Array.isArray(example)
    ? 'list'
    : typeof example === 'number'
      ? 'number'
      : typeof example === 'boolean'
        ? 'truth'
        : 'text';

/** `courant.url` is the column `courant_url`. The last column holds the whole file, where somebody wrote it otherwise than this
 *  program would: then nothing of it is lost. */
export const columns: readonly Column[] = [
  { name: 'path', kind: 'text' },
  ...Object.entries(frontMatterDefaults).map(([name, example]) => ({ name, kind: kindOf(example) })),
  ...Object.entries(provenanceDefaults).map(([name, example]) => ({ name: `courant_${name}`, kind: kindOf(example) })),
  { name: 'body', kind: 'text' },
  { name: 'file', kind: 'text' },
];

/** The row of a file. `text`: the file as it is on disk. Throws NewsError `store/bad-article-file`. */
export function toRow(path: string, text: string): ArticleRow {
  const { frontMatter, body } = parseArticleFile(path, text);
  const { courant, sidebar, ...fields } = frontMatter;
  const provenance =
    courant === undefined ? [] : Object.entries(courant).map(([key, value]) => [`courant_${key}`, value]);
  const named: Record<string, Cell> = {
    path,
    ...fields,
    sidebar: String(sidebar),
    ...(Object.fromEntries(provenance) as Record<string, Cell>),
    body,
  };
  const row = Object.fromEntries(columns.map(({ name }) => [name, named[name] ?? null]));
  return textOf(row) === text ? row : { ...row, file: text };
}

/** The path and the text of the file that a row is of. Throws NewsError `import/bad-row` for one that is none. */
export function fromRow(row: ArticleRow): { readonly path: string; readonly text: string } {
  const { path } = row;
  if (typeof path !== 'string' || !isArticlePath(path))
    throw new NewsError('import/bad-row', {
      detail: `it has no path of an article, as \`content/post/a.md\`; found: ${typeof path === 'string' ? `\`${path}\`` : 'none'}.`,
    });
  const text = textOf(row);
  const isArticle = typeof row['title'] === 'string' && typeof row['date'] === 'string';
  if (!isArticle && typeof row['file'] !== 'string')
    throw new NewsError('import/bad-row', { file: path, detail: 'The row has no title or no date.' });
  parseArticleFile(path, text);
  return { path, text };
}

function isArticlePath(path: string): boolean {
  return /^content\/[^\0\\]+\.md$/.test(path) && !path.split('/').includes('..') && !isOwnFile(path);
}

function textOf(row: ArticleRow): string {
  const whole = row['file'];
  if (typeof whole === 'string' && whole !== '') return whole;
  const fieldsOf = (defaults: Fields, prefix: string): Fields =>
    Object.fromEntries(Object.entries(defaults).map(([key, fallback]) => [key, row[prefix + key] ?? fallback]));
  const fields = fieldsOf(frontMatterDefaults, '');
  const frontMatter = toFrontMatter(row['sidebar'] === 'false' ? { ...fields, sidebar: false } : fields);
  // This cell always has a value where there is such a map.
  const hasProvenance = (row['courant_free'] ?? null) !== null;
  const courant = hasProvenance ? { courant: toProvenance(fieldsOf(provenanceDefaults, 'courant_')) } : {};
  const file: ArticleFile = {
    path: String(row['path']),
    frontMatter: { ...frontMatter, ...courant },
    body: String(row['body'] ?? ''),
  };
  return formatArticleFile(file);
}
