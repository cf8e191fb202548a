import { markup, type Markup } from '../../publish/markup.ts';
import { isObject } from './job-tally.ts';
import type { Job } from './jobs.ts';
import { dataTable, factList, reasonText, section } from './page-parts.ts';

export const planArgs = ['--plan'] as const;

export function isPlan({ command, args }: Pick<Job, 'command' | 'args'>): boolean {
  return command === 'translate' && args.includes(planArgs[0]);
}

/** What a translation would do and cost, as `courant translate --plan` tells. */
export function planView({ tally: { sum } }: Job): Markup {
  if (sum === undefined) return markup`<p class="run-empty">Nothing is planned yet.</p>`;
  const text = (name: string, of = sum): string => {
    const value = of[name];
    return typeof value === 'number' ? value.toLocaleString('en-US') : typeof value === 'string' ? value : '';
  };
  const list = (name: string): readonly Readonly<Record<string, unknown>>[] => {
    const value = sum[name];
    return Array.isArray(value) ? value.filter(isObject) : [];
  };
  const ways = list('ways').map((way) =>
    ['engine', 'from', 'to', 'articles', 'segments', 'fromMemory', 'characters', 'money'].map((name) =>
      text(name, way),
    ),
  );
  const limits = list('limits').map((limit) =>
    ['per', 'characters', 'usedCharacters', 'money', 'usedMoney'].map((name) => text(name, limit)),
  );
  const skips = list('skips').map((skip) => [
    text('count', skip),
    reasonText(text('code', skip)),
    text('detail', skip),
  ]);
  const money = `Money (${text('currency')})`;
  return markup`${section('To do', dataTable('To do', ['Engine', 'From', 'To', 'Articles', 'Segments', 'Known', 'Characters', money], ways, 'There is nothing to translate.'))}${section('Budget', dataTable('Budget', ['Per', 'Characters', 'used', money, 'used'], limits, 'No limit is set.'))}${section('Left out', dataTable('Left out', ['Articles', 'Reason', 'Detail'], skips))}${factList(
    [
      ['Up to date', text('upToDate')],
      ['Changed by hand', text('byHand')],
    ],
  )}`;
}
