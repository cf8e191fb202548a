import type { Row } from './results.ts';

/** `manners: 1234 requests in 5 worlds, 6 kills, 7 timeouts, 8 h of their time: 0 violations (…)`. */
export function readManners(output: string): readonly Row[] {
  const found = /manners: (\d+) requests in (\d+) worlds, (\d+) kills, (\d+) timeouts, (\d+) h of their time: (\d+) violations/.exec(output); // prettier-ignore
  if (found === null) return [];
  const [requests = 0, worlds = 0, kills = 0, timeouts = 0, hours = 0, violations = 0] = found.slice(1).map(Number);
  return [{ worlds, requests, kills, timeouts, 'hours of their clock': hours, violations }];
}

/** Lines of Vitest's verbose reporter. */
export function readTests(output: string): readonly Row[] {
  return [...output.matchAll(/^\s*([✓×↓]).*?([\w/.-]+\.test\.ts) > (.*?)(?:\s+\d+m?s)?$/gmu)].map(
    ([, sign, file = '', test = '']) => ({
      test,
      file,
      result: sign === '✓' ? 'passed' : sign === '×' ? 'failed' : 'skipped',
    }),
  );
}

/** `axe, 12 looks at 3 pages: nothing wrong`. A look that broke off says so. */
export function readAccessibility(output: string): readonly Row[] {
  const rows = [...output.matchAll(/^(.+): (?:nothing wrong|(\d+) wrong)$/gm)].map(([, what = '', wrong]) => ({
    'looked at': what,
    wrong: Number(wrong ?? 0),
  }));
  return /^node:internal|TimeoutError/m.test(output)
    ? [...rows, { 'looked at': 'the rest: broke off before its end' }]
    : rows;
}

/** A block for each kind of news: what was made, and what of it is in a wrong language. */
export function readFaults(output: string): readonly Row[] {
  const form =
    /^(.+): (\d+) segments in \d+ s; (\d+) as they should be, (\d+) left as they were\n[^]*?in a wrong language: (\d+)/gm;
  return [...output.matchAll(form)].map(([, news = '', segments, good, left, wrong]) => ({
    ...{ news, segments: Number(segments), 'as they should be': Number(good), 'left as they were': Number(left) },
    'published in a wrong language': Number(wrong),
  }));
}

/** `pairs 123: precision 0.99, recall 0.98, F1 0.985`. */
export function readCopies(output: string): readonly Row[] {
  const pairs = /pairs (\d+): precision ([\d.]+), recall ([\d.]+), F1 ([\d.]+)/.exec(output);
  const articles = /^(\d+) articles of/m.exec(output)?.[1];
  if (pairs === null) return [];
  const [count = 0, precision = 0, recall = 0, f1 = 0] = pairs.slice(1).map(Number);
  const shares = { precision: 100 * precision, recall: 100 * recall, F1: 100 * f1 };
  return [{ articles: Number(articles), pairs: count, ...shares }];
}

interface Chaos {
  readonly seconds: number;
  readonly kills: number;
  readonly restarts: number;
  readonly accounting: Readonly<Record<'found' | 'stored' | 'skipped' | 'waiting', number>>;
  readonly lost: number;
  readonly doubled: number;
  readonly web: { readonly requests: number; readonly violations: readonly string[]; readonly sentAgain: number };
}

/** The report of `run-chaos.ts`, which is JSON. */
export function readChaos(output: string): readonly Row[] {
  const start = output.indexOf('\n{\n') + 1;
  const end = output.lastIndexOf('\n}') + 2;
  if (start === 0 || end < start) return []; // it failed before
  const { seconds, kills, restarts, accounting, lost, doubled, web } = JSON.parse(output.slice(start, end)) as Chaos;
  const { found, stored, skipped, waiting } = accounting;
  return [
    {
      ...{ seconds: Math.round(seconds), kills, 'ends of PostgreSQL': restarts, found, stored, skipped, waiting },
      ...{ lost, doubled, requests: web.requests, violations: web.violations.length, 'sent again': web.sentAgain },
    },
  ];
}
