import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFastTextModel, type FastTextModel } from './fasttext-model.ts';

let model: FastTextModel | undefined;

/** The model that tells 176 languages apart (fastText's lid.176), labels as BCP 47 has them but for a few. Read when it is first
 *  asked for: 25 ms, 9 MB. Bundles for the browser take language-model-browser.ts instead (`browser` in package.json). */
export function languageModel(): FastTextModel {
  model ??= readFastTextModel(
    readFileSync(createRequire(import.meta.url).resolve('fasttext.wasm.js/dist/fastText/models/lid.176.ftz')),
  );
  return model;
}
