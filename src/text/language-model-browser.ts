import type { FastTextModel } from './fasttext-model.ts';
import { languagesWithWords, voteByFunctionWords } from './function-words.ts';

/** What `languageModel` of language-model.ts gives, by frequent words alone: good for texts of some sentences. Saves the browser
 *  a megabyte. Bundlers take this file by `browser` in package.json. */
export function languageModel(): FastTextModel {
  return { labels: languagesWithWords, predict };
}

function predict(text: string): Float64Array | null {
  const { language, isSure } = voteByFunctionWords(text);
  if (language === '') return null;
  const own = isSure ? 0.9 : 0.6;
  return Float64Array.from(languagesWithWords, (label) =>
    label === language ? own : (1 - own) / (languagesWithWords.length - 1),
  );
}
