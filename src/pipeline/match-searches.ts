import type { ArticleFile } from '../model/article-file.ts';
import type { SavedSearch } from '../model/saved-search.ts';
import { outletIdOf } from '../publish/post.ts';
import { createFinder, foldName, searchedTexts } from '../store/search-text.ts';
import { baseOf } from '../text/stem.ts';

/** The names of the saved searches that find an article, as the index would find it. `file`: what is shown of it, so that nobody
 *  learns by what is not. */
export function matchSearches(file: ArticleFile, searches: readonly SavedSearch[]): readonly string[] {
  if (searches.length === 0) return [];
  const find = createFinder(searchedTexts(file), file.frontMatter.lang[0] ?? 'und');
  return searches.filter((search) => isLetThrough(file, search) && find(search.query)).map(({ name }) => name);
}

function isLetThrough(file: ArticleFile, { outlet, language, tag, author, since, until }: SavedSearch): boolean {
  const { date, lang, tags, courant } = file.frontMatter;
  const spoken = (lang[0] ?? 'und').toLowerCase();
  return (
    (outlet === undefined || outletIdOf(file) === outlet) &&
    (language === undefined || [spoken, baseOf(spoken)].includes(language.toLowerCase())) &&
    (tag === undefined || tags.includes(tag)) &&
    (author === undefined || (courant?.authors ?? []).some((name) => foldName(name) === foldName(author))) &&
    (since === undefined || date.slice(0, 10) >= since) &&
    (until === undefined || date.slice(0, 10) <= until)
  );
}
