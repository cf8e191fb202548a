import { stringify } from 'csv-stringify/sync';
import { renderMarkdown } from '../../markdown/render-markdown.ts';
import type { Block, Inline } from '../../model/article.ts';
import type { CollectedArticle, Collection } from '../../model/reader.ts';
import { withoutFormula } from '../../pipeline/exchange/csv.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import { outletName } from '../outlet-name.ts';
import type { ServiceApp } from '../service.ts';
import { notFound } from './article-routes.ts';
import { toBook } from './collection-book.ts';
import type { ReadingContext } from './reading-context.ts';
import { onlyFor, readerOf } from './reading-page.ts';
import type { ShelfRow } from './shelf.ts';

interface Entry {
  readonly row: ShelfRow;
  readonly outlet: string;
  readonly note: string;
  readonly addedAt: string;
}

type Writer = (context: ReadingContext, collection: Collection) => Promise<string | Uint8Array>;

const ofEntries =
  (write: (collection: Collection, entries: readonly Entry[]) => string): Writer =>
  async (context, collection) =>
    write(collection, await toEntries(context, collectedIn(context, collection)));

const formats = {
  md: { name: 'Markdown', type: 'text/markdown; charset=utf-8', write: ofEntries(toMarkdown) },
  csv: { name: 'CSV', type: 'text/csv; charset=utf-8', write: ofEntries(toCsv) },
  json: { name: 'JSON', type: 'application/json; charset=utf-8', write: ofEntries(toJson) },
  epub: {
    name: 'EPUB',
    type: 'application/epub+zip',
    write: (context, collection) =>
      toBook(
        context,
        collection,
        collectedIn(context, collection).map(({ article }) => article),
      ),
  },
} as const satisfies Readonly<Record<string, { name: string; type: string; write: Writer }>>;

/** `/app/collections/<id>/export.md`, `.csv`, `.json`: titles, addresses and notes; `.epub`: the articles themselves, as far as they may be
 *  shown. */
export function addCollectionExport(app: ServiceApp, context: ReadingContext): void {
  app.get('/app/collections/:id{[0-9]+}/:file{export\\.[a-z]+}', onlyFor('read'), async (c) => {
    const id = Number(c.req.param('id'));
    const collection = context.service.readers.collections.get(id, readerOf(c).user.id);
    const ending = c.req.param('file').slice('export.'.length);
    const name = Object.keys(formats).find((one): one is keyof typeof formats => one === ending);
    if (collection === undefined || name === undefined) return notFound(c, context);
    const { type, write } = formats[name];
    const content = await write(context, collection);
    const file = encodeURIComponent(`${collection.name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim()}.${name}`);
    return c.body(typeof content === 'string' ? content : new Uint8Array(content), 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="collection.${name}"; filename*=UTF-8''${file.replace(/['()*]/g, '_')}`,
      'Cache-Control': 'no-store',
    });
  });
}

export function exportLinks(id: number): Markup {
  const links = Object.entries(formats).map(
    ([ending, { name }]) => markup`<li><a href="/app/collections/${id}/export.${ending}" download>${name}</a></li>`,
  );
  return markup`<div class="app-export"><h2 class="app-head">Take it along</h2><ul class="terms">${links}</ul></div>\n`;
}

function collectedIn({ service }: ReadingContext, { id, user }: Collection): readonly CollectedArticle[] {
  return service.readers.collections.articlesOf(id, user);
}

async function toEntries(context: ReadingContext, collected: readonly CollectedArticle[]): Promise<readonly Entry[]> {
  const byId = new Map(collected.map((one) => [one.article, one]));
  const rows = await context.shelf.find([...byId.keys()]);
  return rows.map((row) => {
    const { note = '', addedAt = 0 } = byId.get(row.id) ?? {};
    return { row, outlet: outletName(context, row.outlet), note, addedAt: new Date(addedAt).toISOString() };
  });
}

/** Titles and notes are text: nothing in them becomes markup. */
function toMarkdown({ name }: Collection, entries: readonly Entry[]): string {
  const text = (value: string) => ({ kind: 'text', text: value }) as const;
  const articles = entries.flatMap(({ row, outlet, note }): readonly Block[] => [
    { kind: 'heading', level: 3, inlines: [{ kind: 'link', href: row.url, children: [text(row.title)] }] },
    { kind: 'paragraph', inlines: [text(`${outlet}, ${row.date.slice(0, 10)}`)] },
    ...note
      .split(/\r?\n(?:\s*\r?\n)+/)
      .filter((part) => part.trim() !== '')
      .map((part) => ({ kind: 'paragraph', inlines: part.split(/\r?\n/).flatMap(toLine) }) as const),
  ]);
  return `${renderMarkdown([{ kind: 'heading', level: 2, inlines: [text(name)] }, ...articles])}\n`;
}

/** A line of a note, on a line of its own. */
function toLine(line: string, index: number): readonly Inline[] {
  const text: Inline = { kind: 'text', text: line };
  return index === 0 ? [text] : [{ kind: 'break' }, text];
}

function toCsv(_: Collection, entries: readonly Entry[]): string {
  const head = ['title', 'outlet', 'date', 'language', 'url', 'note', 'added'];
  const rows = entries.map(({ row, outlet, note, addedAt }) =>
    [row.title, outlet, row.date, row.language, row.url, note, addedAt].map(withoutFormula),
  );
  return stringify([head, ...rows], { record_delimiter: '\r\n' });
}

function toJson({ name, createdAt }: Collection, entries: readonly Entry[]): string {
  const articles = entries.map(({ row, outlet, note, addedAt }) => {
    const { id, title, url, date, language, summary, tags } = row;
    return { id, title, outlet, url, date, language, summary, tags, note, addedAt };
  });
  return `${JSON.stringify({ name, createdAt, articles }, null, 2)}\n`;
}
