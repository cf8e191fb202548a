import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDatesInText, type DatesOptions } from '../../src/timeline/find-dates.ts';

const folder = fileURLToPath(new URL('../cases/timeline/', import.meta.url));

/** Sentences of a language with the dates that a careful reader tells from them. */
export interface DatedSentences {
  readonly language: string;
  readonly options: DatesOptions;
  readonly sentences: readonly { readonly text: string; readonly dates: readonly string[] }[];
}

export function readDatedSentences(): readonly DatedSentences[] {
  return readdirSync(folder).map((file) => {
    const language = basename(file, '.txt');
    const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
    const [, day = '', zone = ''] = /(\d{4}-\d\d-\d\d), ([\w/]+)\./.exec(head) ?? [];
    const sentences = lines.filter(Boolean).map((line) => {
      const [dates = '', text = ''] = line.split(' | ');
      return { text, dates: dates === '-' ? [] : dates.split(', ') };
    });
    return { language, options: { language, publishedMs: Date.parse(`${day}T12:00:00Z`), zone }, sentences };
  });
}

/** What was found where something else, or less, or more is told. */
export interface DateScore {
  readonly right: number;
  readonly found: number;
  readonly told: number;
  readonly misses: readonly string[];
}

export function scoreDates({ options, sentences }: DatedSentences): DateScore {
  const scores = sentences.map(({ text, dates }) => {
    const found = findDatesInText(text, options).map(({ date }) => date);
    const left = [...dates];
    const right = found.filter((date) => left.includes(date) && left.splice(left.indexOf(date), 1)).length;
    const isRight = right === found.length && right === dates.length;
    return {
      right,
      found: found.length,
      told: dates.length,
      misses: isRight ? [] : [`${found.join(', ') || '-'} for ${dates.join(', ') || '-'}: ${text}`],
    };
  });
  const sum = (key: 'right' | 'found' | 'told'): number => scores.reduce((total, score) => total + score[key], 0);
  return {
    right: sum('right'),
    found: sum('found'),
    told: sum('told'),
    misses: scores.flatMap(({ misses }) => misses),
  };
}
