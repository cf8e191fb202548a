import { markup, type MarkupValue } from '../../publish/markup.ts';
import type { LinkRecord } from '../../store/link-store.ts';
import { moment, reasonText } from './page-parts.ts';

export const linkTableHead = ['Link', 'Source', 'State', 'Found', 'Reason'] as const;

/** A link as a row: its title leads to its trace. */
export function linkRow({
  url,
  source,
  state,
  foundAt,
  dueAt,
  skip,
  hints,
  attempts,
}: LinkRecord): readonly MarkupValue[] {
  const title = (hints.title ?? '').trim().slice(0, 200);
  const trace = `/app/links/trace?${new URLSearchParams({ url }).toString()}`;
  const due = state === 'waiting' && dueAt > 0;
  return [
    markup`<a href="${trace}"><bdi>${title === '' ? url : title}</bdi></a>${title !== '' && markup`<br><span class="run-soft"><bdi>${url}</bdi></span>`}`,
    markup`<a href="/app/sources/${source}">${source}</a>`,
    markup`${state}${due && markup`<br><span class="run-soft">not before ${moment(dueAt)}</span>`}`,
    moment(foundAt),
    markup`${skip && markup`${reasonText(skip.code)}${skip.detail !== '' && markup`<br><bdi>${skip.detail.slice(0, 300)}</bdi>`}`}${attempts > 1 && ` ${attempts} tries`}`,
  ];
}
