/** News that people translated, in 16 languages (../shared, where it is present). */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { TaggedText } from '../../src/model/translation.ts';
import { escapeTagged } from '../../src/translate/tagged-text.ts';

const corpus = '../shared/corpora/stories/ntrex16.jsonl.gz';

export const hasParallelNews = existsSync(corpus);

interface CorpusRow {
  readonly title: string;
  readonly text: string;
  readonly lang: string;
  readonly story: string;
}

/** Stories: title and lines of each, in all languages. */
export function readParallelNews(): readonly (readonly Readonly<Record<string, TaggedText>>[])[] {
  const stories = new Map<string, Record<string, TaggedText>[]>();
  for (const line of gunzipSync(readFileSync(corpus)).toString().trim().split('\n')) {
    const { title, text, lang, story } = JSON.parse(line) as CorpusRow;
    const rows = stories.get(story) ?? [];
    stories.set(story, rows);
    [title, ...text.split('\n')].forEach((one, at) => {
      const row = (rows[at] ??= {});
      row[lang] = escapeTagged(one);
    });
  }
  return [...stories.values()];
}
