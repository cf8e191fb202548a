/** `npx tsx bench/translate/run-refusals.ts [every]`: how many good translations the gate refuses, by length and by language, and for what:
 *  news that people translated, in 16 languages and all 240 pairs. `every`: takes each so many stories of a pair (default 8). */
import { countWords } from '../../src/text/words.ts';
import { judgeArticle } from '../../src/translate/judge-article.ts';
import { judgeSegment, type Refusal } from '../../src/translate/judge-segment.ts';
import { hasParallelNews, readParallelNews } from './parallel-news.ts';

const lengths = [2, 4, 7, 15, 29, Infinity] as const;

interface Row {
  segments: number;
  passed: number;
  readonly refused: Partial<Record<Refusal, number>>;
}

const byLength = new Map<string, Row>();
const byLanguage = new Map<string, Row>();

function note(table: Map<string, Row>, key: string, because: Refusal | undefined): void {
  const row = table.get(key) ?? { segments: 0, passed: 0, refused: {} };
  table.set(key, row);
  row.segments += 1;
  if (because === undefined) row.passed += 1;
  else row.refused[because] = (row.refused[because] ?? 0) + 1;
}

function judgeStory(story: readonly Readonly<Record<string, string>>[], from: string, to: string): void {
  const judged = story.map((row) => {
    const [source, output] = [row[from] ?? '', row[to] ?? ''];
    return { source, output, verdict: judgeSegment({ source, output, from, to, terms: [] }) };
  });
  judgeArticle(judged, from, to).forEach((verdict, at) => {
    const words = countWords(judged[at]?.output ?? '');
    const because = verdict.ok ? undefined : verdict.because;
    const most = lengths.find((one) => words <= one) ?? Infinity;
    note(byLength, `${at === 0 ? 'title' : 'text '} up to ${most} words`, because);
    if (words >= 8) note(byLanguage, to, because);
  });
}

function print(table: ReadonlyMap<string, Row>): void {
  for (const [key, { segments, passed, refused }] of [...table].sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )) {
    const share = (count: number): string => `${((100 * count) / segments).toFixed(2)} %`;
    const reasons = Object.entries(refused).map(([because, count]) => `${because} ${share(count)}`);
    const other = segments - passed - (refused.numbers ?? 0);
    console.log(
      `${key.padEnd(26)} ${String(segments).padStart(7)}  refused ${share(segments - passed)}, without numbers ${share(other)}  (${reasons.join(', ')})`,
    );
  }
}

if (!hasParallelNews) console.log('skipped: no ../shared');
else {
  const every = Number(process.argv[2] ?? 8);
  const stories = readParallelNews();
  const languages = Object.keys(stories[0]?.[0] ?? {});
  languages.forEach((from, one) => {
    languages.forEach((to, other) => {
      if (from !== to)
        stories.forEach((story, at) => (at + 3 * one + 5 * other) % every === 0 && judgeStory(story, from, to));
    });
  });
  console.log('by length:');
  print(byLength);
  console.log('\nby language, from 8 words on:');
  print(byLanguage);
}
