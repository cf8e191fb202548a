import type { FastTextModel } from './fasttext-model.ts';
import { functionWords } from './function-words.ts';

const labels = Object.keys(functionWords);
const byWord = new Map<string, number[]>();
labels.forEach((label, index) => {
  for (const word of (functionWords[label] ?? '').split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), index]);
});

/** What `languageModel` of language-model.ts gives, by frequent words alone: good for texts of some sentences. Saves the browser
 *  a megabyte. Bundlers take this file by `browser` in package.json. */
export function languageModel(): FastTextModel {
  return { labels, predict };
}

/** Each frequent word makes the languages that have it four times as likely. */
function predict(text: string): Float64Array | null {
  const hits = new Float64Array(labels.length);
  for (const word of text.toLowerCase().split(' ')) {
    for (const index of byWord.get(word) ?? []) hits[index] = (hits[index] ?? 0) + 1;
  }
  const most = Math.max(...hits);
  return most < 2 ? null : hits.map((count) => 4 ** (count - most));
}
