import { createHash } from 'node:crypto';
import { fromZone } from '../../dates/zone.ts';
import type { ArticleId } from '../../model/ids.ts';
import { decideArticle } from '../../pipeline/decide-articles.ts';
import { isOriginal } from '../../publish/post.ts';
import type { NewItem } from '../../store/reader-items.ts';
import type { ArticlePlace } from '../../store/store.ts';
import type { Service } from '../service.ts';

/** How long something counts as unread. */
export const unreadMs = 30 * 86_400_000;
/** Of an archive that was there before any client only so many get a number: the newest. */
const firstItems = 200_000;
const batchSize = 1000;
const readsAtOnce = 16;
const always = Number.MAX_SAFE_INTEGER;

/** Brings the items that clients know up to what the index holds; all that ask at the same time wait for one and the same run. */
export function createItemSync(service: Service): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  return () => (underWay ??= syncItems(service).finally(() => (underWay = undefined)));
}

async function syncItems(service: Service): Promise<void> {
  const { store, readers } = service;
  const { items } = readers;
  const rules = digestOf(service);
  if (items.noted('rules') !== rules) {
    await decideAnew(service);
    items.note('rules', rules);
  }
  const known = items.noted('mark');
  const latest = await store.articleMark();
  if (latest === known) return;
  // At first all paths need not be named; what comes meanwhile is told the next time.
  const first = { isAll: true, changed: [], removed: [], mark: latest };
  const { isAll, changed, removed, mark } = known === '' ? first : await store.articleChanges(known);
  if (isAll) {
    const isFirst = items.lastAddedAt() === 0;
    items.forget();
    await putPlaces(service, await store.listPlaces({ newest: firstItems }), isFirst);
  } else {
    if (removed.length > 0) items.forget(removed);
    const originals = changed.filter(isOriginal);
    for (let start = 0; start < originals.length; start += batchSize) {
      const places = await store.listPlaces({ paths: originals.slice(start, start + batchSize) });
      await putPlaces(service, places, false);
    }
  }
  items.note('mark', mark);
}

/** `isFirst`: what was there before anybody asked came when it was published, as far as anybody knows. */
async function putPlaces(service: Service, places: readonly ArticlePlace[], isFirst: boolean): Promise<void> {
  const { readers, project } = service;
  const now = service.clock.now();
  const since = unreadSince(service, now);
  let last = readers.items.lastAddedAt();
  for (let start = 0; start < places.length; start += batchSize) {
    const dated = places.slice(start, start + batchSize).map((place) => {
      const datedAt = instantOf(place.date, project.site.timeZone);
      last = isFirst ? Math.max(last, Math.min(datedAt, now)) : Math.max(last, now);
      return { place, datedAt, addedAt: last };
    });
    const isNew = dated.filter(({ datedAt, addedAt }) => datedAt >= now - unreadMs && addedAt >= since);
    const decided = await decide(
      service,
      isNew.map(({ place }) => ({ article: place.id, path: place.path })),
    );
    const batch = dated.map(({ place, datedAt, addedAt }): NewItem => {
      const { id, path, outlet } = place;
      return { article: id, path, outlet, datedAt, addedAt, shownUntil: decided.get(id) ?? always };
    });
    readers.items.put(batch);
    await new Promise(setImmediate); // others are answered meanwhile
  }
}

/** Since when anybody may have something unread, epoch ms. */
function unreadSince({ readers }: Service, now: number): number {
  const first = Math.min(...readers.users.list().map(({ createdAt }) => Date.parse(createdAt)), now);
  return Math.max(first, now - unreadMs);
}

/** Until when each is shown; 0 for one that is not. Others are looked at when somebody asks for them. */
async function decide(
  { store, rules }: Service,
  asked: readonly { readonly article: ArticleId; readonly path: string }[],
): Promise<ReadonlyMap<ArticleId, number>> {
  const decided = new Map<ArticleId, number>();
  for (let start = 0; start < asked.length; start += readsAtOnce) {
    await Promise.all(
      asked.slice(start, start + readsAtOnce).map(async ({ article, path }) => {
        const file = await store.findArticleFile(path).catch(() => 'unreadable' as const);
        if (file === 'unreadable') return; // whoever asks for its body gets none
        const showing = file && decideArticle(file, rules);
        const isShown = showing !== undefined && showing.text !== 'private';
        decided.set(article, isShown ? Math.min(showing.until, always) : 0);
      }),
    );
  }
  return decided;
}

async function decideAnew(service: Service): Promise<void> {
  const { readers, clock } = service;
  const recent = readers.items.since(unreadSince(service, clock.now()));
  const decided = await decide(service, recent);
  for (const { number, article } of recent) readers.items.hide(number, decided.get(article) ?? always);
}

/** Another one when something else may be shown. */
function digestOf({ rules, project }: Service): string {
  const outlets = project.sources.map(({ id }) => [id, rules.policyOf(id)]);
  const told = JSON.stringify([outlets, rules.policyOf(''), [...rules.decisions], rules.timeZone]);
  return createHash('sha256').update(told).digest('hex');
}

/** Local time as epoch ms; 0 when it is none. */
function instantOf(date: string, timeZone: string): number {
  const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(date) ? Date.parse(fromZone(date, timeZone)) : Number.NaN;
  return Number.isNaN(time) ? 0 : time;
}
