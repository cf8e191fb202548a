import { renderArticlePage } from '../../test/edits/made-up-page.ts';
import { sentencesOf } from '../../test/edits/made-up-sentences.ts';
import { isTelling, lettersOf, type PlannedArticle } from './soak-plan.ts';

/** The headline of an article at a time (epoch ms). */
function titleAt({ seed, event, fate, changedAt, editMark }: PlannedArticle, now: number): string {
  const title = sentencesOf(seed + 50_000, 1, 8)
    .join('')
    .replace('.', ` at ${placeOf(event)}`);
  return fate === 'edited' && changedAt <= now ? `${title}, ${editMark} says` : title;
}

/** A name that only articles about one event have. */
function placeOf(event: number): string {
  return `Port ${lettersOf(event)}`.replace(/ (\w)/, (_, letter: string) => ` ${letter.toUpperCase()}`);
}

/** The page of an article, with everything around it another at each request. */
export function renderPage(
  article: PlannedArticle,
  asked: { readonly now: number; readonly request: number; readonly siblings: readonly PlannedArticle[] },
): string {
  const { seed, event, outlet, fate, changedAt, mark, editMark, publishedAt } = article;
  const { now, request, siblings } = asked;
  const sentences = sentencesOf(seed, 24, 12);
  const paragraphs = Array.from({ length: 8 }, (_, at) => sentences.slice(3 * at, 3 * at + 3).join(' '));
  const shared = sentencesOf(event + 900_000, 2, 12).map((sentence) => `${placeOf(event)}: ${sentence}`);
  paragraphs.splice(1, 0, `${shared.join(' ')} A spokesperson named ${mark} confirmed it to this paper on the phone.`);
  if (fate === 'edited' && changedAt <= now)
    paragraphs.splice(
      4,
      0,
      `On the same evening the mayor said that ${editMark} would look into the matter before the winter.`,
    );
  const text = { title: titleAt(article, now), authors: ['Ada Harbor'], paragraphs, publishedAt };
  const teasers = siblings.map((sibling) => ({ path: sibling.path, title: titleAt(sibling, now) }));
  return renderArticlePage(text, { template: outlet, request, now, teasers });
}

/** RSS of what an outlet has at a time, all of it: what is removed is named no longer. */
export function renderFeed(origin: string, outlet: number, articles: readonly PlannedArticle[], now: number): string {
  const items = articles
    .filter(({ fate, changedAt }) => fate !== 'removed' || changedAt > now)
    .map((article) => {
      const link = `${origin}${article.path}`;
      const changed = article.fate === 'edited' && article.changedAt <= now ? article.changedAt : article.publishedAt;
      const updated = isTelling(outlet) ? `<atom:updated>${new Date(changed).toISOString()}</atom:updated>` : '';
      return `<item><title>${titleAt(article, now)}</title><link>${link}</link><guid>${link}</guid><pubDate>${new Date(article.publishedAt).toUTCString()}</pubDate>${updated}</item>`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Town ${outlet}</title><link>${origin}/</link><description>Made up</description><ttl>1</ttl>${items.join('')}</channel></rss>`;
}
