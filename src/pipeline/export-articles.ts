import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { join } from 'node:path';
import type { Project } from '../config/project.ts';
import { readInterface } from '../config/read-interface.ts';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { toUrl } from '../url/normalize.ts';
import { renderEpub, type EpubArticle } from '../publish/epub.ts';
import { isOriginal, originalPathOf, outletIdOf, sourceLineOf } from '../publish/post.ts';
import { createFormats } from '../publish/formats.ts';
import { showArticle } from '../publish/show-article.ts';
import { toTranslation } from '../publish/post-translation.ts';
import { translationNotice } from '../publish/translation.ts';
import { formatArticleFile, parseArticleFile } from '../store/article-file.ts';
import type { PageRef, Store } from '../store/store.ts';
import { guard } from '../store/store-failure.ts';
import { walkArticleFiles, walkWarcFiles } from '../store/walk-archive.ts';
import { isGzip } from '../store/warc-frames.ts';
import { toWarcInfo } from '../store/warc-record.ts';
import { locateWarc } from '../store/warc-writer.ts';
import { decideArticle, toPolicyRules, type PolicyRules } from './decide-articles.ts';
import { findReadable } from './find-readable.ts';
import { toRow, type ArticleRow } from './exchange/article-row.ts';
import { writeCsv } from './exchange/csv.ts';
import type { ExportFormat } from './exchange/formats.ts';
import { writeJsonLines } from './exchange/json-lines.ts';
import { writeParquet } from './exchange/parquet.ts';

/** Which articles; all that is left out lets everything through. */
export interface Selection {
  readonly outlet?: string;
  /** BCP 47; `pt` lets `pt-BR` through too. */
  readonly language?: string;
  readonly tag?: string;
  /** Days, both included, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly to?: string;
  /** As in the search. */
  readonly text?: string;
}

export interface ExportOptions {
  readonly selection: Selection;
  /** What may be shown of the articles instead of all of them; books hold never more than that. */
  readonly isPublished: boolean;
  /** What may be shown; by itself what the project says. */
  readonly rules?: PolicyRules;
  readonly now: number;
  readonly onProgress?: (articles: number) => void;
}

/** A file that an export goes without. */
export interface PassedOver {
  readonly file: string;
  readonly reason: string;
}

export interface ExportReport {
  readonly articles: number;
  readonly passedOver: readonly PassedOver[];
}

interface Chosen {
  readonly file: ArticleFile;
  /** The text of the file. */
  readonly text: string;
}

/** Writes articles into one file, whole or not at all. `file`: a path. Throws NewsError `cli/misuse` where WARC is asked for
 *  and no more than may be shown, and `store/*`. */
export async function exportArticles(
  project: Project,
  store: Store,
  target: { readonly format: ExportFormat; readonly file: string },
  options: ExportOptions,
): Promise<ExportReport> {
  const report = { articles: 0, passedOver: [] as PassedOver[] };
  if (target.format === 'warc' && options.isPublished)
    throw new NewsError('cli/misuse', {
      detail: 'A WARC file holds what the outlets sent, whatever may be shown of it.',
    });
  const isShown = options.isPublished || target.format === 'epub';
  const chosen = choose(project, store, { ...options, isPublished: isShown }, report);
  const fresh = `${target.file}.new`;
  await guard({ file: target.file }, async () => {
    try {
      const isAll = Object.values(options.selection).every((value) => value === undefined);
      if (target.format === 'warc' && isAll) await copyWarcs(project.root, fresh);
      else await write(chosen, fresh, { project, store, format: target.format, now: options.now });
      await rename(fresh, target.file);
    } finally {
      await rm(fresh, { force: true });
    }
  });
  return report;
}

/** The same as text, for formats that are text. What it goes without is added to `passedOver`. */
export function exportText(
  project: Project,
  store: Store,
  format: 'jsonl' | 'csv',
  options: ExportOptions,
  passedOver: PassedOver[] = [],
): AsyncIterable<string> {
  const rows = toRows(choose(project, store, options, { articles: 0, passedOver }));
  return format === 'csv' ? writeCsv(rows) : writeJsonLines(rows);
}

async function write(
  chosen: AsyncGenerator<Chosen>,
  file: string,
  { project, store, format, now }: { project: Project; store: Store; format: ExportFormat; now: number },
): Promise<void> {
  if (format === 'parquet') return writeParquet(toRows(chosen), file);
  if (format === 'epub') return writeEpub(chosen, file, project, now);
  const parts = {
    jsonl: () => writeJsonLines(toRows(chosen)),
    csv: () => writeCsv(toRows(chosen)),
    warc: () => warcRecords(chosen, store, { name: file.replace(/.*\//, '').replace(/\.new$/, ''), now }),
  }[format]();
  await pipeline(Readable.from(parts), createWriteStream(file));
}

async function* choose(
  project: Project,
  store: Store,
  { selection, isPublished, rules = toPolicyRules(project), now, onProgress }: ExportOptions,
  report: { articles: number; readonly passedOver: PassedOver[] },
): AsyncGenerator<Chosen> {
  const found = selection.text === undefined ? undefined : await findPaths(selection.text, store);
  for await (const path of walkArticleFiles(project.root)) {
    if (found && !found.has(path)) continue;
    try {
      const text = await readFile(join(project.root, path), 'utf8');
      const file = parseArticleFile(path, text);
      if (!isSelected(file, selection)) continue;
      const isTranslation = isPublished && !isOriginal(path);
      const original = isTranslation ? await findReadable(originalPathOf(path), store) : undefined;
      const showing = isPublished ? decideArticle(file, rules, original) : undefined;
      const shown = !isPublished ? file : showing && showArticle(file, showing, now);
      if (shown === undefined) continue;
      report.articles += 1;
      onProgress?.(report.articles);
      yield { file: shown, text: shown === file ? text : formatArticleFile(shown) };
    } catch (error) {
      if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
      report.passedOver.push({ file: path, reason: error.context.detail ?? '' });
    }
  }
}

function isSelected(file: ArticleFile, { outlet, language, tag, from, to }: Selection): boolean {
  const { date, lang, tags } = file.frontMatter;
  const spoken = (lang[0] ?? 'und').toLowerCase();
  const wanted = language?.toLowerCase();
  return (
    (outlet === undefined || outletIdOf(file) === outlet) &&
    (wanted === undefined || spoken === wanted || spoken.startsWith(`${wanted}-`)) &&
    (tag === undefined || tags.includes(tag)) &&
    (from === undefined || date.slice(0, 10) >= from) &&
    (to === undefined || date.slice(0, 10) <= to)
  );
}

const hitsAtOnce = 1000;

async function findPaths(text: string, store: Store): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  for (let offset = 0, isLast = false; !isLast; offset += hitsAtOnce) {
    const hits = await store.search({ text, limit: hitsAtOnce, offset });
    for (const { article, translation } of hits) paths.add(article.path).add(translation?.path ?? article.path);
    isLast = hits.length < hitsAtOnce;
  }
  return paths;
}

async function* toRows(chosen: AsyncIterable<Chosen>): AsyncGenerator<ArticleRow> {
  for await (const { file, text } of chosen) yield toRow(file.path, text);
}

/** All of them, one after the other, which is a WARC file again: feeds, robots.txt and what became no article are in it too. */
async function copyWarcs(root: string, target: string): Promise<void> {
  for await (const path of walkWarcFiles(root)) {
    const plain = path.endsWith('.gz') ? [] : [createGzip()];
    await pipeline([createReadStream(join(root, path)), ...plain, createWriteStream(target, { flags: 'a' })]);
  }
}

const compress = promisify(gzip);

/** Every stored answer to the addresses of the articles and their pictures, as it lies in the archive. Spec: ISO 28500:2017. */
async function* warcRecords(
  chosen: AsyncIterable<Chosen>,
  store: Store,
  { name, now }: { readonly name: string; readonly now: number },
): AsyncGenerator<Uint8Array> {
  yield await compress(await toWarcInfo(name, new Date(now).toISOString()));
  const done = new Set<string>();
  for await (const { file } of chosen) {
    const { courant, thumbnail } = file.frontMatter;
    for (const address of [courant?.url ?? sourceLineOf(file.body).url ?? '', thumbnail]) {
      const url = toUrl(address);
      for (const ref of url === null ? [] : await store.listPages(url)) {
        const place = `${ref.warc}:${ref.offset}`;
        if (done.has(place)) continue;
        done.add(place);
        yield await readMember(ref, store.root);
      }
    }
  }
}

async function readMember({ warc, offset, length }: PageRef, root: string): Promise<Uint8Array> {
  const path = await locateWarc(root, warc);
  const handle = await open(path, 'r');
  try {
    const bytes = new Uint8Array(length);
    await handle.read(bytes, 0, length, offset);
    return isGzip(bytes) ? bytes : await compress(bytes);
  } finally {
    await handle.close();
  }
}

async function writeEpub(
  chosen: AsyncIterable<Chosen>,
  target: string,
  { site, root }: Project,
  now: number,
): Promise<void> {
  const articles: EpubArticle[] = [];
  const { language, strings } = await readInterface(site.language, root);
  const words = { language, strings, formats: createFormats(language, site.timeZone) };
  for await (const { file } of chosen) articles.push(toChapter(file, words));
  articles.sort((a, b) => (a.date === b.date ? (a.path < b.path ? -1 : 1) : a.date < b.date ? 1 : -1)); // newest first
  const book = { title: site.title, language: site.language, modified: new Date(now).toISOString() };
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const encoder = new TextEncoder();
  const parts = function* () {
    for (const { path, content } of renderEpub(book, articles)) {
      const entry = path === 'mimetype' ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
      entry.mtime = now;
      zip.add(entry);
      entry.push(typeof content === 'string' ? encoder.encode(content) : content, true);
      yield* chunks.splice(0);
    }
    zip.end();
    yield* chunks.splice(0);
  };
  await pipeline(Readable.from(parts()), createWriteStream(target));
}

function toChapter(file: ArticleFile, words: Parameters<typeof translationNotice>[0]): EpubArticle {
  const { title, lang, date, courant } = file.frontMatter;
  const source = sourceLineOf(file.body);
  const translation = toTranslation(file, source.body, 'full');
  return {
    path: file.path,
    title,
    language: lang[0] ?? 'und',
    outlet: outletIdOf(file),
    authors: courant?.authors ?? [],
    date: date.replace(/ 00:00:00$/, '').replace(/:\d\d$/, ''),
    url: courant?.url || (source.url ?? ''),
    ...(translation && { notice: translationNotice(words, translation) }),
    body: source.body,
  };
}
