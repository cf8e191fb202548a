import { join } from 'node:path';
import { writeWhole } from '../config/write-whole.ts';
import { NewsError } from '../errors.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { readIfThere } from '../store/read-if-there.ts';
import { fromRow, type ArticleRow } from './exchange/article-row.ts';
import { readCsv } from './exchange/csv.ts';
import { readJsonLines } from './exchange/json-lines.ts';
import { readParquet } from './exchange/parquet.ts';

export interface ArticleImportReport {
  readonly written: number;
  /** Files that were there already, the same. */
  readonly same: number;
  /** Files of other content, which stay as they are unless they are to be replaced. */
  readonly different: readonly string[];
}

const readers: Readonly<Record<string, (file: string) => AsyncIterable<ArticleRow>>> = {
  jsonl: readJsonLines,
  csv: readCsv,
  parquet: readParquet,
};

/** Whether a file is one of those that `courant export` writes and this reads. */
export function isArticleExport(file: string): boolean {
  return endingOf(file) in readers;
}

function endingOf(file: string): string {
  return /\.([a-z]+)$/.exec(file)?.[1] ?? '';
}

/** Puts the files of an export below `content/`, byte for byte as they were; the index does not know of them yet. A row that is no
 *  article ends it, and what was written stays. Throws NewsError `import/not-found`, `import/bad-row`, `store/*`. */
export async function importArticles(
  root: string,
  file: string,
  options: { readonly isReplacing: boolean; readonly onProgress?: (articles: number) => void },
): Promise<ArticleImportReport> {
  const report = { written: 0, same: 0, different: [] as string[] };
  const read = readers[endingOf(file)];
  if (read === undefined || !(await isAccessible(file))) throw new NewsError('import/not-found', { file });
  let number = 0;
  for await (const row of read(file)) {
    number += 1;
    const { path, text } = rowOf(row, file, number);
    const target = join(root, path);
    const present = await readIfThere(target);
    if (present === text) report.same += 1;
    else if (present !== undefined && !options.isReplacing) report.different.push(path);
    else {
      await writeWhole(target, text);
      report.written += 1;
    }
    options.onProgress?.(number);
  }
  return report;
}

function rowOf(row: ArticleRow, file: string, number: number): { readonly path: string; readonly text: string } {
  try {
    return fromRow(row);
  } catch (cause) {
    if (!(cause instanceof NewsError)) throw cause;
    const { file: path = '', detail = '' } = cause.context;
    throw new NewsError('import/bad-row', {
      file,
      detail: `Row ${number}: ${[path, detail].filter(Boolean).join(': ')}`,
      cause,
    });
  }
}
