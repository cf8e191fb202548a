import type { Marks, MarkKind } from '../../model/reader.ts';
import { attributes } from '../../publish/article-list.ts';
import { directionOf, isOtherLanguage, toLanguageTag } from '../../publish/formats.ts';
import { dotted, markup, nothing, type Markup } from '../../publish/markup.ts';
import { fillDate } from '../../publish/strings.ts';
import { outletName } from '../outlet-name.ts';
import type { ReadingContext } from './reading-context.ts';
import type { ShelfRow } from './shelf.ts';

/** What a row shows besides the article. */
export interface RowParts {
  readonly marks?: Marks | undefined;
  /** In place of the summary. */
  readonly summary?: Markup;
  /** In front of what is told of it. */
  readonly label?: string;
  /** Below it. */
  readonly more?: Markup;
}

const labels = { read: 'Read', starred: 'Star', archived: 'Archive' } as const satisfies Record<MarkKind, string>;

/** A button of the form `marks`, which every page for reading has: it says whether something is marked, and turns by being pressed. */
function markButton(kind: MarkKind, isOn: boolean, ids: readonly string[]): Markup {
  const about = ids.length === 1 ? markup` aria-describedby="a-${ids[0]}"` : nothing;
  return markup`<button form="marks" name="mark" value="${kind}:${isOn ? 0 : 1}:${ids.join(',')}" data-mark="${kind}" aria-pressed="${isOn ? 'true' : 'false'}"${about}>${labels[kind]}</button>`;
}

export function markAllButton(label: string, ids: readonly string[]): Markup {
  return markup`<button form="marks" name="mark" value="read:1:${ids.join(',')}" data-mark-all>${label}</button>`;
}

export function markButtons(id: string, marks: Marks | undefined): Markup {
  return markup`${markButton('read', (marks?.readAt ?? 0) > 0, [id])} ${markButton('starred', (marks?.starredAt ?? 0) > 0, [id])} ${markButton('archived', (marks?.archivedAt ?? 0) > 0, [id])}`;
}

/** A list of articles, with a button below that marks them all as read. */
export function articleList(
  context: ReadingContext,
  rows: readonly { readonly row: ShelfRow; readonly parts: RowParts }[],
): Markup {
  const ids = rows.map(({ row }) => row.id);
  return markup`<ol class="app-list">
${rows.map(({ row, parts }) => articleRow(context, row, parts))}</ol>
${ids.length > 1 && markup`<p class="app-all">${markAllButton('Mark all above as read', ids)}</p>\n`}`;
}

export function articleRow(context: ReadingContext, row: ShelfRow, { marks, summary, label, more }: RowParts): Markup {
  const language = toLanguageTag(row.language);
  const own = attributes({ language, direction: directionOf(language) });
  const text = summary ?? (row.summary === '' ? undefined : markup`${row.summary}`);
  return markup`<li class="app-item${(marks?.readAt ?? 0) > 0 && ' is-read'}" data-article="${row.id}">
<h3${own} id="a-${row.id}"><a href="/app/articles/${row.id}" data-open>${row.title}</a></h3>
${text && markup`<p class="summary"${own}>${text}</p>\n`}<p class="meta">${dotted([label !== undefined && markup`<strong class="label">${label}</strong>`, ...rowFacts(context, row)])}</p>
<p class="app-buttons">${markButtons(row.id, marks)} <a href="${row.url}" rel="external noopener" data-original>Original <span class="arrow" aria-hidden="true">↗</span></a></p>
${more}</li>
`;
}

/** Where and when an article appeared, in words. */
function rowFacts(context: ReadingContext, row: ShelfRow): readonly (Markup | string | false)[] {
  const { formats, strings, language } = context.pages;
  const spoken = toLanguageTag(row.language);
  return [
    markup`<a class="outlet" href="/app/articles?outlet=${row.outlet}">${outletName(context, row.outlet)}</a>`,
    row.isDateStated ? timeOf(context, row.date) : fillDate(strings.collected, timeOf(context, row.date.slice(0, 10))),
    isOtherLanguage(spoken, language) && formats.languageName(spoken),
    row.revision > 1 && markup`<a href="/app/articles/${row.id}/changes">Changed</a>`,
  ];
}

/** A local date of the index; midnight to the second stands for a day. */
function timeOf({ pages: { formats } }: ReadingContext, date: string): Markup {
  const day = formats.shortDay(date.slice(0, 10));
  const time = date.endsWith(' 00:00:00') ? '' : date.slice(11, 16);
  return markup`<time datetime="${time === '' ? date.slice(0, 10) : `${date.slice(0, 10)}T${time}`}">${day}${time !== '' && `, ${time}`}</time>`;
}

/** The way to the next page of a list. */
export function nextLink(path: string, query: Readonly<Record<string, string>>): Markup {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return markup`<nav class="app-next" aria-label="Pages"><a href="${path}?${search}" rel="next">Older articles</a></nav>
`;
}

/** The lists that a reader has, as a second menu. */
export function listMenu(path: string): Markup {
  const lists = [
    ['/app/articles', 'All'],
    ['/app/articles?show=unread', 'Unread'],
    ['/app/starred', 'Starred'],
    ['/app/archived', 'Archived'],
    ['/app/history', 'Read'],
    ['/app/collections', 'Collections'],
  ] as const;
  const items = lists.map(
    ([to, label]) => markup`<li><a href="${to}"${to === path && markup` aria-current="page"`}>${label}</a></li>`,
  );
  return markup`<nav class="app-lists" aria-label="Lists"><ul>${items}</ul></nav>\n`;
}
