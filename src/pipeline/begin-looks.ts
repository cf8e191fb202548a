import type { Article } from '../model/article.ts';
import type { ArticleId } from '../model/ids.ts';
import type { LinkRecord } from '../store/link-store.ts';
import { planLook } from './plan-look.ts';
import type { Work } from './work.ts';

/** Plans the first look at an article that was just stored; changes nothing where one is planned. `published`: as its page says. */
export async function beginLooks(
  article: { readonly id: ArticleId; readonly published?: Article['published'] | undefined },
  link: LinkRecord,
  fetchedAt: string,
  { store, project, clock }: Pick<Work, 'store' | 'project' | 'clock'>,
): Promise<void> {
  const source = project.sources.find(({ id }) => id === link.source);
  if (source === undefined || source.recheck.length === 0) return;
  if ((await store.looks.get(article.id)) !== undefined) return;
  const lookedAt = Date.parse(fetchedAt);
  const look = {
    ...{
      article: article.id,
      link: link.url,
      source: source.id,
      lookedAt,
      looks: 0,
      edits: 0,
      failures: 0,
      missedAt: 0,
    },
    startedAt: startOf(article.published, lookedAt),
  };
  const dueAt = planLook(source.recheck, look, await store.looks.habitsOf(source.id), clock.now());
  if (dueAt !== undefined) await store.looks.put({ ...look, dueAt });
}

const dayMs = 24 * 3_600_000;

/** Its publication; of one that says a day alone, or a time to come, when it was fetched, unless the day is long over. */
export function startOf(published: Article['published'], fetchedAt: number): number {
  const at = Date.parse(published?.instant ?? '');
  if (Number.isNaN(at) || at > fetchedAt) return fetchedAt;
  return published?.precision === 'day' && fetchedAt - at < 2 * dayMs ? fetchedAt : at;
}
