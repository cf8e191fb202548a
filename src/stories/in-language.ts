import type { StoryArticle } from '../model/story.ts';
import { baseOf } from '../text/stem.ts';

/** The articles to quote from for readers of a language (BCP 47): all as their outlets wrote them when one of them wrote in it; else, of
 *  those that were translated into it, the translations, which keep what they were made from and by; else all as they are. */
export function inLanguage(articles: readonly StoryArticle[], language: string): readonly StoryArticle[] {
  const wanted = baseOf(language);
  if (articles.some((article) => baseOf(article.language) === wanted)) return articles;
  const translated = articles.flatMap((article) => {
    const { translation } = article;
    if (translation === undefined || translation.text === '' || baseOf(translation.language) !== wanted) return [];
    return { ...article, language: translation.language, title: translation.title, text: translation.text };
  });
  return translated.length === 0 ? articles : translated;
}
