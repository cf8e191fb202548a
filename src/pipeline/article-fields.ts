import type { Article, ArticleField } from '../model/article.ts';

/** A field of an article for people to read. */
export interface FieldRow {
  readonly name: string;
  /** Empty when the page does not tell. */
  readonly value: string;
  /** Where it was found; empty when that is not recorded. */
  readonly from: string;
  readonly confidence?: number;
}

/** All fields but the text, in the order people ask for them. */
export function fieldRows(article: Article): readonly FieldRow[] {
  const { published, modified, blocks, confidence } = article;
  const row = (name: string, value: string, field?: ArticleField): FieldRow => {
    const evidence = field === undefined ? undefined : article.evidence[field];
    return { name, value, from: '', ...evidence };
  };
  const day = (date: typeof published): string =>
    date === undefined ? '' : date.precision === 'day' ? date.instant.slice(0, 10) : date.instant;
  return [
    row('title', article.title, 'title'),
    row('standfirst', article.standfirst),
    row('authors', article.authors.join(', '), 'authors'),
    row('published', day(published), 'published'),
    row('modified', day(modified), 'modified'),
    row('language', article.language, 'language'),
    row('kind', `${article.kind}${article.isFree ? '' : ', not free'}`),
    row('section', article.section),
    row('topics', article.topics.join(', ')),
    row('image', article.image?.url ?? '', 'image'),
    row('canonical', article.canonical ?? '', 'canonical'),
    row('rights', article.rights.join(', ')),
    { ...row('body', `${blocks.length} ${blocks.length === 1 ? 'block' : 'blocks'}`, 'body'), confidence },
  ];
}
