import { stringify } from 'csv-stringify/sync';
import { renderMarkdown } from '../../markdown/render-markdown.ts';
import type { Block } from '../../model/article.ts';
import type { CollectedArticle, Collection } from '../../model/reader.ts';
import { withoutFormula } from '../../pipeline/exchange/csv.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { ServiceApp } from '../service.ts';
import { notFound } from './article-routes.ts';
import { outletName } from './article-rows.ts';
import type { ReadingContext } from './reading-context.ts';
import { onlyFor, readerOf } from './reading-page.ts';
import type { ShelfRow } from './shelf.ts';

interface Entry {
  readonly row: ShelfRow;
  readonly outlet: string;
  readonly note: string;
  readonly addedAt: string;
}

const formats = {
  md: { name: 'Markdown', type: 'text/markdown; charset=utf-8', write: toMarkdown },
  csv: { name: 'CSV', type: 'text/csv; charset=utf-8', write: toCsv },
  json: { name: 'JSON', type: 'application/json; charset=utf-8', write: toJson },
} as const;

/** `/app/collections/<id>/export.md`, `.csv`, `.json`: titles, addresses and notes, no more of the articles than lists show. */
export function addCollectionExport(app: ServiceApp, context: ReadingContext): void {
  app.get('/app/collections/:id{[0-9]+}/:file{export\\.(?:md|csv|json)}', onlyFor('read'), async (c) => {
    const { readers } = context.service;
    const user = readerOf(c).user.id;
    const id = Number(c.req.param('id'));
    const collection = readers.collections.get(id, user);
    const name = Object.keys(formats).find((one): one is keyof typeof formats => c.req.param('file').endsWith(one));
    if (collection === undefined || name === undefined) return notFound(c, context);
    const { type, write } = formats[name];
    const entries = await toEntries(context, readers.collections.articlesOf(id, user));
    const file = encodeURIComponent(`${collection.name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim()}.${name}`);
    return c.body(write(collection, entries), 200, {
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
      .map((part) => ({ kind: 'paragraph', inlines: [text(part)] }) as const),
  ]);
  return `${renderMarkdown([{ kind: 'heading', level: 2, inlines: [text(name)] }, ...articles])}\n`;
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
