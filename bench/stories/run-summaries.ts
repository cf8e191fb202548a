/** `npx tsx bench/stories/run-summaries.ts`: extracts beside the first three sentences, by ROUGE with the summaries that outlets wrote
 *  (../shared, where it is present), and the time that a made-up story of 20 articles takes. */
import { existsSync, readFileSync } from 'node:fs';
import type { Story, StoryArticle } from '../../src/model/story.ts';
import { coverStory } from '../../src/stories/cover-story.ts';
import { readSentences } from '../../src/stories/read-sentences.ts';
import { summarizeStory } from '../../src/stories/summarize.ts';
import { splitSentences } from '../../src/text/sentences.ts';
import { writeWireDays } from './wire-copies.ts';

const gold = '../shared/corpora/publishers/gold.jsonl';

interface GoldRow {
  readonly publisher: string;
  readonly default_language: string;
  readonly expected: {
    readonly body?: {
      readonly summary: readonly string[];
      readonly sections: readonly { readonly paragraphs: readonly string[] }[];
    };
  };
}

function toArticle(text: string, path: string, outlet: string, language: string): StoryArticle {
  const same = { title: '', zone: 'UTC', tags: [] };
  return {
    ...same,
    path,
    url: `https://${outlet}.example/${path}`,
    outlet,
    outletName: outlet,
    language,
    publishedMs: 0,
    text,
  };
}

/** Words, or characters in scripts without spaces. */
function toWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{Script=Han}\p{Script=Kana}]|[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function rougeN(told: readonly string[], wanted: readonly string[], n: number): number {
  const grams = (words: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (let at = 0; at + n <= words.length; at += 1) {
      const gram = words.slice(at, at + n).join(' ');
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
    return counts;
  };
  const [a, b] = [grams(told), grams(wanted)];
  let shared = 0;
  for (const [gram, count] of a) shared += Math.min(count, b.get(gram) ?? 0);
  return (2 * shared) / Math.max(1, told.length - n + 1 + wanted.length - n + 1);
}

/** By the longest common subsequence. */
function rougeL(told: readonly string[], wanted: readonly string[]): number {
  let row = new Array<number>(wanted.length + 1).fill(0);
  for (const word of told) {
    const next = [0];
    wanted.forEach((other, j) =>
      next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)),
    );
    row = next;
  }
  return (2 * (row.at(-1) ?? 0)) / Math.max(1, told.length + wanted.length);
}

function compareWithLeads(): string {
  if (!existsSync(gold)) return 'no summaries here';
  const rows = readFileSync(gold, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldRow);
  const sums = { 'first three': [0, 0, 0], 'extract of three': [0, 0, 0], 'whole extract': [0, 0, 0] };
  let count = 0;
  for (const { expected, publisher, default_language: language } of rows) {
    const summary = expected.body?.summary.join(' ') ?? '';
    const text = (expected.body?.sections ?? []).flatMap(({ paragraphs }) => paragraphs).join('\n');
    const extract = summarizeStory([toArticle(text, 'a.md', publisher, language)]).map((sentence) => sentence.text);
    if (summary.length < 40 || extract.length === 0) continue;
    count += 1;
    const lead = splitSentences(text, language)
      .slice(0, 3)
      .map(({ start, end }) => text.slice(start, end));
    const wanted = toWords(summary);
    for (const [name, told] of [
      ['first three', lead],
      ['extract of three', extract.slice(0, 3)],
      ['whole extract', extract],
    ] as const) {
      const words = toWords(told.join(' '));
      [rougeN(words, wanted, 1), rougeN(words, wanted, 2), rougeL(words, wanted)].forEach(
        (value, i) => (sums[name][i] = (sums[name][i] ?? 0) + value),
      );
    }
  }
  const lines = Object.entries(sums).map(
    ([name, values]) => `  ${name.padEnd(18)}${values.map((value) => (value / count).toFixed(3)).join('  ')}`,
  );
  return [`ROUGE-1, -2, -L (F1) with the summaries of ${String(count)} articles`, ...lines].join('\n');
}

function measureTime(): string {
  const [day = []] = writeWireDays(3, 60);
  const articles = day.slice(0, 20).map(({ text, key, publishedMs }, i) => ({
    ...toArticle(`${text}\n${day[i + 20]?.text ?? ''}`, key, `outlet-${String(i % 12)}`, 'en'),
    publishedMs,
  }));
  const members = articles.map(({ path, url, outlet, language, title, publishedMs }) => ({
    path,
    url,
    outlet,
    language,
    title,
    publishedMs,
  }));
  const story: Story = { id: 's1', members, firstMs: 0, lastMs: 0, merged: [] };
  const rounds = 50;
  let before = process.cpuUsage();
  for (let round = -10; round < rounds; round += 1) {
    if (round === 0) before = process.cpuUsage();
    const sentences = readSentences(articles);
    summarizeStory(articles, { sentences });
    coverStory(story, articles, sentences);
  }
  const { user, system } = process.cpuUsage(before);
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0);
  return `summary and coverage of a story of 20 articles (${String(characters)} characters): ${((user + system) / 1000 / rounds).toFixed(1)} ms of CPU time`;
}

process.stdout.write(`${compareWithLeads()}\n${measureTime()}\n`);
