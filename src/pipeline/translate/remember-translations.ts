import { alignTranslation } from '../../translate/align-translation.ts';
import { toMemoryKey } from '../../translate/memory-key.ts';
import { originalPathOf } from '../../publish/post.ts';
import type { Store } from '../../store/store.ts';
import { findReadable } from '../find-readable.ts';

/** Fills the memory of translations from the files: those of engines, and those that people corrected, as far as original and translation
 *  still have one structure. Where the index was lost, nothing that stands in a file is paid for again. Returns how many segments. */
export async function rememberTranslations(
  store: Pick<Store, 'listTranslationFiles' | 'findArticleFile' | 'translations'>,
): Promise<number> {
  let count = 0;
  for (const path of await store.listTranslationFiles()) {
    const translation = await findReadable(path, store);
    const original = translation && (await findReadable(originalPathOf(path), store));
    const { engine, model, translatedFrom: from, glossary = '' } = translation?.frontMatter.courant ?? {};
    if (!original || engine === undefined || model === undefined || from === undefined) continue;
    const to = translation.frontMatter.lang[0] ?? 'und';
    const entries = (alignTranslation(original, translation) ?? []).map(({ source, target }) => ({
      key: toMemoryKey({ engine, model, from, to, glossary, text: source }),
      ...{ engine, from, to, text: target },
    }));
    if (entries.length > 0) await store.translations.put(entries);
    count += entries.length;
  }
  return count;
}
