import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { TranslationEngine } from '../../src/model/translation.ts';
import { escapeTagged, unescapeTagged } from '../../src/translate/tagged-text.ts';
import { chrF } from './chrf.ts';

/** One direction of one engine on articles that people translated. */
export interface EngineScore {
  /** `apertium es-en`. */
  readonly name: string;
  readonly model: string;
  readonly articles: number;
  readonly words: number;
  readonly wordsPerSecond: number;
  /** 0 to 100. */
  readonly chrF: number;
  /** Lines that it gave no answer for; they count as empty. */
  readonly unanswered: number;
}

const rowForm = z.object({ story: z.string(), lang: z.string(), text: z.string() });

export type Articles = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Lines of the articles by story and language; undefined when they are not there. Rows of one story are translations of each other, line by line. */
export function readTranslatedArticles(root: string): Articles | undefined {
  const file = join(root, 'corpora/stories/ntrex16.jsonl.gz');
  if (!existsSync(file)) return undefined;
  const stories = new Map<string, Map<string, readonly string[]>>();
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (line === '') continue;
    const { story, lang, text } = rowForm.parse(JSON.parse(line));
    const languages = stories.get(story) ?? new Map<string, readonly string[]>();
    stories.set(story, languages.set(lang, text.split('\n')));
  }
  return stories;
}

/** Undefined when the engine has no way, or is not there. */
export async function scoreEngine(
  engine: TranslationEngine,
  [from, to]: readonly [string, string],
  articles: Articles,
): Promise<EngineScore | undefined> {
  const path = await engine.findPath(from, to);
  if (!path.ok || path.value === undefined) return undefined;
  const pairs: [string, string][] = [];
  let [count, words, unanswered, seconds] = [0, 0, 0, 0];
  for (const languages of articles.values()) {
    const [own = [], reference = []] = [languages.get(from), languages.get(to)];
    if (own.length === 0 || own.length !== reference.length) continue;
    const begun = performance.now();
    const outcome = await engine.translate(own.map(escapeTagged), path.value);
    seconds += (performance.now() - begun) / 1000;
    if (!outcome.ok) throw new Error(`${outcome.skip.code} ${outcome.skip.detail}`);
    count += 1;
    words += own.join(' ').split(/\s+/u).length;
    unanswered += outcome.value.filter((answer) => answer === undefined).length;
    pairs.push(
      ...own.map((_, index): [string, string] => [unescapeTagged(outcome.value[index] ?? ''), reference[index] ?? '']),
    );
  }
  const { model } = path.value;
  const name = `${engine.name} ${from}-${to}`;
  return { name, model, articles: count, words, wordsPerSecond: words / seconds, chrF: chrF(pairs), unanswered };
}
