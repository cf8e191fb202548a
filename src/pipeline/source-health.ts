import type { SourceFacts } from '../publish/directory-pages.ts';
import type { FeedRecord } from '../store/feed-store.ts';
import { deadErrors } from './feed-life.ts';

/** How a source is doing by its feeds: good while one of them can be read. */
export function healthOf(feeds: readonly FeedRecord[]): Pick<SourceFacts, 'health' | 'lastCollected'> {
  const lastCollected = feeds.reduce(
    (latest, { lastSuccessAt }) => (lastSuccessAt > latest ? lastSuccessAt : latest),
    '',
  );
  const living = feeds.filter(({ life }) => life.goneAt === undefined);
  const isGood = living.some(({ errorsInARow }) => errorsInARow < deadErrors);
  const health = feeds.length === 0 ? 'unknown' : living.length === 0 ? 'gone' : isGood ? 'good' : 'failing';
  return { health, lastCollected: lastCollected.slice(0, 10) };
}
