import type { Article } from '../model/article.ts';
import type { Link } from '../model/link.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import type { Work } from './work.ts';

/** The article of a stored page, as of the day it was fetched: reading it again later gives the same. */
export function readArticle(
  page: Page,
  link: Pick<Link, 'hints' | 'source'>,
  { project, extract }: Pick<Work, 'project' | 'extract'>,
): Promise<Outcome<Article>> {
  const language = project.sources.find(({ id }) => id === link.source)?.language;
  const now = Date.parse(page.fetchedAt);
  return extract(page, { hints: link.hints, ...(language !== undefined && { language }), now });
}
