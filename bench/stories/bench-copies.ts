import { CopyFinder } from '../../src/copies/copy-finder.ts';
import { writeWireDays, type MadeUpArticle } from './wire-copies.ts';

const eventsOfDay = 1500;

/** Copies found among that many made-up articles: precision, recall and F1 of pairs, time and memory. */
export function benchCopies(count: number, seed: number): string {
  const finder = new CopyFinder({ windowMs: 365 * 86_400_000 });
  const articles: Omit<MadeUpArticle, 'text'>[] = [];
  const firsts = new Map<string, string>();
  const rootOf = (key: string): string => {
    const first = firsts.get(key);
    return first === undefined ? key : rootOf(first);
  };
  let cpuMs = 0;
  let characters = 0;
  for (const day of writeWireDays(seed, eventsOfDay)) {
    const before = process.cpuUsage();
    for (const article of day) {
      const { copyOf, replaced } = finder.add(article);
      if (copyOf !== undefined) firsts.set(article.key, copyOf);
      for (const key of replaced) firsts.set(key, copyOf ?? article.key);
    }
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1000;
    for (const { text, ...article } of day) {
      characters += text.length;
      articles.push(article);
    }
    if (articles.length >= count) break;
  }
  const { articles: kept, bytes } = finder.size;
  return [
    `${String(articles.length)} articles of ${String(Math.round(characters / articles.length))} characters on average`,
    `${Math.round((articles.length * 1000) / cpuMs).toString()} articles/s of CPU time; ${String(kept)} remembered, ${Math.round(bytes / kept).toString()} bytes each, ${(bytes / 2 ** 20).toFixed(0)} MB`,
    ...tellPairs(articles, rootOf),
  ].join('\n');
}

/** Pairs in one true group, and pairs in one found group. */
function tellPairs(
  articles: readonly Omit<MadeUpArticle, 'text'>[],
  rootOf: (key: string) => string,
): readonly string[] {
  const pairs = (groupOf: (article: Omit<MadeUpArticle, 'text'>) => string): number => {
    const sizes = new Map<string, number>();
    for (const article of articles) sizes.set(groupOf(article), (sizes.get(groupOf(article)) ?? 0) + 1);
    return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  };
  const all = pairs(({ group }) => String(group));
  const found = pairs(({ key }) => rootOf(key));
  const right = pairs(({ key, group }) => `${rootOf(key)} ${String(group)}`);
  const [precision, recall] = [right / found, right / all];
  const byKey = new Map(articles.map((article) => [article.key, article]));
  const wrong = new Map<string, number>();
  for (const article of articles) {
    const root = byKey.get(rootOf(article.key));
    if (root !== undefined && root.group !== article.group) wrong.set(article.made, (wrong.get(article.made) ?? 0) + 1);
  }
  const count = (made: string): number => articles.filter((article) => article.made === made).length;
  return [
    `pairs ${String(all)}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${((2 * precision * recall) / (precision + recall)).toFixed(4)}`,
    `taken for copies of others: ${[...wrong].map(([made, times]) => `${String(times)} of ${String(count(made))} (${made})`).join(', ') || 'none'}`,
  ];
}
