import type { Look } from '../model/look.ts';
import type { ArticleId, Url } from '../model/ids.ts';
import type { Source } from '../model/source.ts';
import { sealed } from '../store/seal.ts';
import type { SiteLease } from '../store/site-lease.ts';
import type { LinkRecord } from '../store/link-store.ts';
import { noteEdit, noteLook } from './edit-habits.ts';
import { placeAt, planLook } from './plan-look.ts';
import { processLink, type LinkEnd } from './process-link.ts';
import { readPrevious } from './read-previous.ts';
import type { Work } from './work.ts';

const hourMs = 3_600_000;
/** A page that is missing is looked for a second time before its article is taken for gone. */
const confirmAfterMs = 6 * hourMs;
const leastApartMs = 3 * hourMs;
const maxFailures = 5;

/** Works off a link, and takes note of what came of an announced edit. */
export async function followLink(link: LinkRecord, source: Source | undefined, work: Work): Promise<void> {
  const end = await processLink(link, source, work);
  await noteAnnounced(end, link, source, work);
}

/** Looks at a stored article for an edit that nothing announced, if that is still due. `lease`: the right to work on its site, where
 *  there are many workers. */
export async function takeLook(due: Look, source: Source | undefined, work: Work, lease?: SiteLease): Promise<void> {
  const { store, clock } = work;
  const look = await store.looks.get(due.article);
  if (look === undefined || look.dueAt > clock.now()) return; // an announced edit was followed meanwhile
  const link = await store.getLink(look.link);
  // Nothing more is asked of an outlet whose source file was removed, or wants no looks any more.
  if (link?.article !== look.article || source === undefined || source.recheck.length === 0)
    return store.looks.remove(look.article);
  const looked = { ...link, recheck: true, ...(lease === undefined ? {} : { lease }) };
  const end = await processLink(looked, source, work, 'look');
  await noteEnd(end, { look, link, source, isAnnounced: false }, work);
}

/** Takes note of what came of an announced edit, for the looks at its article and for what is known of its outlet. */
async function noteAnnounced(end: LinkEnd, link: LinkRecord, source: Source | undefined, work: Work): Promise<void> {
  if (!link.recheck || link.article === undefined || source === undefined || source.recheck.length === 0) return;
  const now = work.clock.now();
  const fresh = { article: link.article, link: link.url, source: link.source, dueAt: 0, startedAt: 0, lookedAt: now };
  const known = await work.store.looks.get(link.article);
  const look = known ?? { ...fresh, looks: 1, edits: 0, failures: 0, missedAt: 0 };
  await noteEnd(end, { look, link, source, isAnnounced: true }, work);
}

interface Looked {
  readonly look: Look;
  readonly link: LinkRecord;
  readonly source: Source;
  readonly isAnnounced: boolean;
}

async function noteEnd(end: LinkEnd, looked: Looked, work: Work): Promise<void> {
  const { look, isAnnounced } = looked;
  const now = work.clock.now();
  if (end.kind === 'stopped') return;
  if (end.kind === 'waiting') return isAnnounced ? undefined : postpone(end, looked, work);
  if (end.kind === 'missing') return noteMissing(end, looked, work);
  const isEdited = end.kind === 'revised';
  if (end.kind !== 'skipped') await learn(isEdited, looked, work);
  const seen = { ...look, lookedAt: now, failures: 0, missedAt: 0, edits: look.edits + (isEdited ? 1 : 0) };
  await plan(isAnnounced ? seen : { ...seen, looks: look.looks + 1 }, looked.source, work);
}

/** Puts the next look at an article, or ends them. */
async function plan(look: Look, source: Source, { store, clock }: Work): Promise<void> {
  const dueAt = planLook(source.recheck, look, await store.looks.habitsOf(source.id), clock.now());
  if (dueAt === undefined) await store.looks.remove(look.article);
  else await store.looks.put({ ...look, dueAt });
}

async function postpone(end: LinkEnd, { look, source }: Looked, work: Work): Promise<void> {
  const failures = look.failures + 1;
  const now = work.clock.now();
  if (failures >= maxFailures) return plan({ ...look, failures: 0, lookedAt: now }, source, work);
  const dueAt = end.skip?.retryAt ?? now + Math.min(hourMs * 2 ** look.failures, 6 * hourMs);
  await work.store.looks.put({ ...look, failures, dueAt });
}

/** Missing on two looks apart: the outlet has it no longer. */
async function noteMissing(end: LinkEnd, { look, source, isAnnounced }: Looked, work: Work): Promise<void> {
  const now = work.clock.now();
  const looks = look.looks + (isAnnounced ? 0 : 1);
  if (look.missedAt === 0 || now - look.missedAt < leastApartMs) {
    const missedAt = look.missedAt || now;
    return work.store.looks.put({ ...look, looks, lookedAt: now, missedAt, dueAt: missedAt + confirmAfterMs });
  }
  const mark = () => markGone(look.article, look.missedAt, end.address, work);
  const isMarked = await work.inTurn(mark, [`outlet ${look.source}`]);
  if (isMarked) work.report({ event: 'gone', source: look.source, url: look.link, detail: end.skip?.detail ?? '' });
  // It may come back: one more look, at the end of the schedule.
  await plan({ ...look, looks, lookedAt: now, missedAt: look.missedAt, edits: 0 }, source, work);
}

/** Writes into an article's file since when it is gone, and where its address leads. Never into one that was changed by hand. */
async function markGone(id: ArticleId, since: number, moved: Url | undefined, { store }: Work): Promise<boolean> {
  const known = await store.getArticle(id);
  const previous = known && (await readPrevious(known, { store }));
  if (typeof previous !== 'object' || previous.isByHand) return false;
  const { file } = previous;
  const { courant } = file.frontMatter;
  if (courant === undefined || courant.gone !== undefined) return false;
  const gone = new Date(since).toISOString();
  const fate = { ...courant, gone, ...(moved !== undefined && { moved }) };
  await store.putArticle(id, sealed({ ...file, frontMatter: { ...file.frontMatter, courant: fate } }));
  return true;
}

async function learn(isEdited: boolean, { look, link, source, isAnnounced }: Looked, work: Work): Promise<void> {
  const { looks } = work.store;
  const now = work.clock.now();
  const habits = await looks.habitsOf(source.id);
  if (isAnnounced) {
    const modifiedAt = Date.parse(link.hints.modifiedAt ?? '');
    // One that speaks of a time before the last look tells what that look has seen.
    const isKnown = look.startedAt > 0 && modifiedAt <= look.lookedAt;
    if (isEdited) return looks.putHabits(noteEdit(habits, 'told'));
    if (isKnown) return look.edits > 0 ? looks.putHabits(noteEdit(habits, 'late')) : undefined;
    return looks.putHabits(noteEdit(habits, 'empty'));
  }
  const place = placeAt(source.recheck, look.startedAt, now);
  const isEarly = place < source.recheck.length - 1;
  // What happens days later is in no feed of the newest articles any more.
  const noted = isEdited && isEarly ? noteEdit(habits, 'untold') : habits;
  await looks.putHabits(look.looks === 0 && look.edits === 0 ? noteLook(noted, place, isEdited) : noted);
}
