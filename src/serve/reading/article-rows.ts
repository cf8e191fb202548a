import type { Marks, MarkKind } from '../../model/reader.ts';
import { attributes } from '../../publish/article-list.ts';
import { directionOf, isOtherLanguage, toLanguageTag } from '../../publish/formats.ts';
import { dotted, markup, nothing, type Markup } from '../../publish/markup.ts';
import { fillDate } from '../../publish/strings.ts';
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

/** A button of a form to `/app/marks`: what is marked, and whether it is. It says whether it is pressed, and turns by being pressed. */
export function markButton(kind: MarkKind, isOn: boolean, ids: readonly string[]): Markup {
  const about = ids.length === 1 ? markup` aria-describedby="a-${ids[0]}"` : nothing;
  return markup`<button name="mark" value="${kind}:${isOn ? 0 : 1}:${ids.join(',')}" data-mark="${kind}" aria-pressed="${isOn ? 'true' : 'false'}"${about}>${labels[kind]}</button>`;
}

export function markButtons(id: string, marks: Marks | undefined): Markup {
  return markup`${markButton('read', (marks?.readAt ?? 0) > 0, [id])} ${markButton('starred', (marks?.starredAt ?? 0) > 0, [id])} ${markButton('archived', (marks?.archivedAt ?? 0) > 0, [id])}`;
}

/** A list of articles inside the form that marks them, so that it works without a script. `field`: what every form carries; `here`: the
 *  address to come back to. */
export function articleList(
  context: ReadingContext,
  rows: readonly { readonly row: ShelfRow; readonly parts: RowParts }[],
  { field, here }: { readonly field: Markup; readonly here: string },
): Markup {
  const items = rows.map(({ row, parts }) => articleRow(context, row, parts));
  const ids = rows.map(({ row }) => row.id);
  return markup`<form class="app-marks" method="post" action="/app/marks">${field}<input type="hidden" name="back" value="${here}">
<ol class="app-list">
${items}</ol>
${ids.length > 1 && markup`<p class="app-all"><button name="mark" value="read:1:${ids.join(',')}" data-mark-all>Mark all above as read</button></p>\n`}</form>
`;
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
export function rowFacts(context: ReadingContext, row: ShelfRow): readonly (Markup | string | false)[] {
  const { formats, strings, language } = context.pages;
  const spoken = toLanguageTag(row.language);
  return [
    markup`<a class="outlet" href="/app/articles?outlet=${row.outlet}">${outletName(context, row.outlet)}</a>`,
    row.isDateStated ? timeOf(context, row.date) : fillDate(strings.collected, timeOf(context, row.date.slice(0, 10))),
    isOtherLanguage(spoken, language) && formats.languageName(spoken),
    row.revision > 1 && markup`<a href="/app/articles/${row.id}/changes">Changed</a>`,
  ];
}

export function outletName({ outlets }: Pick<ReadingContext, 'outlets'>, id: string): string {
  return outlets.find((outlet) => outlet.id === id)?.name ?? id;
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
