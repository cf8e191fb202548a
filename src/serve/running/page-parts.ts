import type { Context } from 'hono';
import { errors, skips } from '../../errors.ts';
import { markup, nothing, type Markup, type MarkupValue } from '../../publish/markup.ts';
import { toUrl } from '../../url/normalize.ts';
import type { AccessEnv } from '../access/caller.ts';
import { formField } from '../app-page.ts';

/** More elements for the head of the pages that run the archive. */
export const runningHead = markup`<link rel="stylesheet" href="/app/assets/running.css">
<script src="/app/assets/live.js" defer></script>`;

export function pageTitle(title: MarkupValue, hint: MarkupValue = ''): Markup {
  return markup`<header class="list-head run-wide"><h1>${title}</h1>${hint !== '' && markup`<p class="meta">${hint}</p>`}</header>\n`;
}

/** A part of a page under a heading of its own. */
export function section(title: string, content: MarkupValue): Markup {
  return markup`<section class="run-section"><h2>${title}</h2>
${content}</section>\n`;
}

/** A table that can be moved sideways where it is wider than the page; `empty` is said when it has no rows. */
export function dataTable(
  name: string,
  head: readonly string[],
  rows: readonly (readonly MarkupValue[])[],
  empty = 'None.',
): Markup {
  if (rows.length === 0) return markup`<p class="run-empty">${empty}</p>\n`;
  const cells = (row: readonly MarkupValue[]): Markup =>
    markup`<tr>${row.map((cell, i) => markup`<td${typeof cell === 'number' && markup` class="run-number"`} data-name="${head[i] ?? ''}"><div>${cell}</div></td>`)}</tr>\n`;
  return markup`<div class="run-table" tabindex="0" role="region" aria-label="${name}"><table>
<thead><tr>${head.map((text) => (text === '' ? markup`<td></td>` : markup`<th scope="col">${text}</th>`))}</tr></thead>
<tbody>
${rows.map(cells)}</tbody></table></div>\n`;
}

/** Names with what they are. */
export function factList(facts: readonly (readonly [string, MarkupValue])[]): Markup {
  const rows = facts.filter(([, value]) => value !== '');
  if (rows.length === 0) return nothing;
  return markup`<dl class="run-facts">${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>\n`;
}

/** A form of one button. */
export function actionForm(
  c: Context<AccessEnv>,
  action: string,
  label: string,
  fields: Readonly<Record<string, string>> = {},
): Markup {
  const hidden = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return markup`<form class="run-action" method="post" action="${action}">${formField(c)}${hidden}<button>${label}</button></form>`;
}

/** A link to what others publish; text alone when the address is none that may be followed. */
export function foreignLink(address: string, text: string = address): Markup {
  const url = toUrl(address);
  const shown = text === '' ? address : text;
  if (url === null) return markup`<bdi>${shown}</bdi>`;
  return markup`<a href="${url}" rel="noreferrer nofollow"><bdi>${shown}</bdi></a>`;
}

/** A moment (RFC 3339 or epoch ms) as people read it, in UTC; nothing for none. */
export function moment(at: string | number): Markup {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  if (Number.isNaN(ms) || ms <= 0 || ms > 8.64e15) return nothing;
  const text = new Date(ms).toISOString();
  return markup`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')}</time>`;
}

/** A code with what it means. */
export function reasonText(code: string): Markup {
  const entries: Readonly<Record<string, { readonly what: string; readonly do: string }>> = { ...skips, ...errors };
  const entry = Object.hasOwn(entries, code) ? entries[code] : undefined;
  if (entry === undefined) return markup`<bdi>${code}</bdi>`;
  return markup`<code>${code}</code> ${entry.what} <span class="run-soft">${entry.do}</span>`;
}

export function notice(text: MarkupValue, kind: 'wrong' | 'note' = 'note'): Markup {
  return markup`<p class="run-notice" role="${kind === 'wrong' ? 'alert' : 'status'}">${text}</p>\n`;
}

/** Times between two moments, as `2 h 5 min`, `12 s`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The page of a long list: from 1. */
export function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/** Links to the pages before and after one. */
export function pager(path: string, query: Readonly<Record<string, string>>, page: number, hasMore: boolean): Markup {
  const to = (number: number): string => {
    const filled = Object.entries({ ...query, page: String(number) }).filter(([, value]) => value !== '');
    return `${path}?${new URLSearchParams(filled).toString()}`;
  };
  if (page === 1 && !hasMore) return nothing;
  return markup`<nav class="run-pager" aria-label="Pages">${page > 1 && markup`<a href="${to(page - 1)}" rel="prev">Newer</a>`} <span>Page ${page}</span> ${hasMore && markup`<a href="${to(page + 1)}" rel="next">Older</a>`}</nav>\n`;
}
