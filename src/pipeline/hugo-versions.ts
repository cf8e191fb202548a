import type { ArticleFile } from '../model/article-file.ts';
import { toLanguageTag } from '../publish/formats.ts';
import { baseOf, isOriginal, originalPathOf } from '../publish/post.ts';

/** What the languages of one article have in common in a tree for Hugo. */
export interface HugoVersions {
  /** Of a translation. */
  readonly original: ArticleFile | undefined;
  /** What joins them, as Hugo's `translationKey`; undefined when nobody translated it. */
  readonly key: string | undefined;
  /** Where a file of it lies in the tree. */
  readonly path: string;
}

/** Tells of a file (its path among `paths`) what its languages have in common. `read`: undefined for what cannot be read.
 *  `first`: the language of the site, which Hugo takes files without one in their names for, in lower case. */
export function createVersions(
  paths: readonly string[],
  first: string,
  read: (path: string) => Promise<ArticleFile | undefined>,
): (path: string) => Promise<HugoVersions> {
  const known = new Set(paths);
  const translations = new Map<string, string[]>();
  for (const path of paths)
    if (!isOriginal(path)) translations.set(baseOf(path), [...(translations.get(baseOf(path)) ?? []), path]);
  return async (path) => {
    const others = translations.get(baseOf(path)) ?? [];
    if (others.length === 0) return { original: undefined, key: undefined, path };
    const original = await read(originalPathOf(path));
    let key: string | undefined;
    for (const other of others) key ??= (await read(other))?.frontMatter.courant?.translationKey;
    const isReplaced = others.some((other) => other.toLowerCase().endsWith(`.${first}.md`));
    const own = isReplaced && isOriginal(path) ? pathOfLanguage(path, original) : path;
    return { original: isOriginal(path) ? undefined : original, key, path: known.has(own) ? path : own };
  };
}

/** An original gives way to its translation into the language of the site: it is then one of the other languages. */
function pathOfLanguage(path: string, file: ArticleFile | undefined): string {
  const language = toLanguageTag(file?.frontMatter.lang[0] ?? 'und').toLowerCase();
  return language === 'und' ? path : path.replace(/\.md$/, `.${language}.md`);
}
