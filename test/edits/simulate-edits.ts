import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'yaml';
import { readProject, type Project } from '../../src/config/project.ts';
import { createHttpClient } from '../../src/fetch/create-http-client.ts';
import type { Clock } from '../../src/model/clock.ts';
import { followFeeds } from '../../src/pipeline/followed-feeds.ts';
import { createAlarm, keepCollecting } from '../../src/pipeline/keep-collecting.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { createSiteRights } from '../../src/pipeline/site-rights.ts';
import { createTurns, type PipelineEvent, type Work } from '../../src/pipeline/work.ts';
import type { Revision, Store } from '../../src/store/store.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { createRandom } from '../../bench/create-random.ts';
import { createVirtualClock } from '../manners/virtual-clock.ts';
import {
  hourMs,
  startEditedWeb,
  type EditKind,
  type EditedWeb,
  type KnownArticle,
  type KnownEdit,
  type Telling,
} from './edited-web.ts';

export interface EditFigures {
  readonly articles: number;
  /** Requests for article pages beyond the first of each, 304 and redirects counted, and for feeds. */
  readonly extraRequests: number;
  readonly feedRequests: number;
  /** Articles with a known edit between the first fetch and the end, and those of them that got a revision. */
  readonly edited: number;
  readonly editedFound: number;
  /** Or were marked as gone: what was edited before that, and on no look, is on no page any more. */
  readonly editedNoticed: number;
  /** The same by edits: what each one changed is in a stored version; it has a version of its own. */
  readonly edits: number;
  readonly editsFound: number;
  readonly editsApart: number;
  readonly headlines: number;
  readonly headlinesFound: number;
  /** Articles that vanished or lead elsewhere, and those marked so. */
  readonly gone: number;
  readonly goneFound: number;
  readonly falselyGone: number;
  readonly moved: number;
  readonly movedFound: number;
  readonly revisions: number;
  /** Revisions between whose pages nothing was edited. */
  readonly falseRevisions: number;
  /** What was missed or false, to look at. */
  readonly notes: readonly string[];
  /** Requests beyond the first an article, by how its outlet tells of edits. */
  readonly byTelling: Readonly<Record<string, number>>;
}

export interface SimulationOptions {
  readonly articles: number;
  readonly tellings: readonly Telling[];
  readonly seed: number;
  readonly extract: Work['extract'];
  readonly recheck?: readonly string[];
  readonly onDay?: (day: number) => void;
}

const dayMs = 24 * hourMs;
const publishingMs = 3 * dayMs;
const watchedMs = 7 * dayMs;

/** Lets the collect code watch a made-up web for eleven days of a virtual clock, and counts what it found. */
export async function simulateEdits(options: SimulationOptions): Promise<EditFigures> {
  const { articles, tellings, seed, extract } = options;
  const virtual = createVirtualClock(Date.UTC(2026, 2, 4));
  const clock: Clock = { ...virtual, now: () => Math.round(virtual.now()) };
  const web = await startEditedWeb({ clock, random: createRandom(seed), articles, tellings, publishingMs });
  const root = await mkdtemp(join(tmpdir(), 'courant-edits-'));
  try {
    const project = await makeProject(root, web, options.recheck);
    const store = await openArchive(project, { clock, mode: 'write' });
    const lookup = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const http = createHttpClient(project.fetch, clock, { lookup });
    const stop = new AbortController();
    const end = clock.now() + publishingMs + watchedMs + dayMs;
    const events: PipelineEvent[] = [];
    const tools = { clock, signal: stop.signal, report: (event: PipelineEvent) => void events.push(event), extract };
    const siteRights = createSiteRights({ store, http, ...tools });
    const work: Work = { project, store, http, siteRights, inTurn: createTurns(), ...tools };
    await followFeeds(work);
    const watching = stopAt(clock, end, stop, options.onDay);
    await keepCollecting(
      { ...work, clock: watching },
      { alarm: createAlarm(watching), onRound: () => Promise.resolve() },
    );
    const figures = await count(web, store, events);
    await http.close();
    await store.close();
    return figures;
  } finally {
    await web.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** A clock that ends the work when its time has come. */
function stopAt(clock: Clock, end: number, stop: AbortController, onDay: SimulationOptions['onDay']): Clock {
  const start = clock.now();
  let day = 0;
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      await clock.sleep(ms, signal);
      const passed = Math.floor((clock.now() - start) / dayMs);
      if (passed > day) onDay?.((day = passed));
      if (clock.now() >= end) stop.abort();
      await setImmediate();
    },
  };
}

async function makeProject(root: string, web: EditedWeb, recheck: readonly string[] | undefined): Promise<Project> {
  await mkdir(join(root, 'sources'));
  const fetch = { contact: 'test@localhost', delaySeconds: 1, allowNetworks: ['127.0.0.0/8'] };
  const settings = { fetch, images: 'none', poll: { longestMinutes: 60 }, ...(recheck && { recheck }) };
  await writeFile(join(root, 'courant.yaml'), stringify(settings));
  for (const { host, telling, feed } of web.outlets) {
    const id = host.split('.')[1] ?? '';
    const feeds = [{ url: feed, kind: telling === 'sitemap' ? 'sitemap' : 'feed' }];
    await writeFile(join(root, 'sources', `${id}.yaml`), stringify({ name: id, home: new URL('/', feed).href, feeds }));
  }
  return readProject(root);
}

const isGone = (kind: EditKind): boolean => kind === 'deleted' || kind === 'redirected';

async function count(web: EditedWeb, store: Store, events: readonly PipelineEvent[]): Promise<EditFigures> {
  const sums = {
    ...{
      articles: web.articles.length,
      extraRequests: 0,
      feedRequests: 0,
      edited: 0,
      editedFound: 0,
      editedNoticed: 0,
      edits: 0,
    },
    ...{ editsFound: 0, editsApart: 0, headlines: 0, headlinesFound: 0, gone: 0, goneFound: 0, falselyGone: 0 },
    ...{ moved: 0, movedFound: 0, revisions: 0, falseRevisions: 0 },
  };
  const notes: string[] = [];
  const byTelling = new Map<Telling, { requests: number; articles: number }>();
  for (const known of web.articles) {
    const telling = web.outlets[known.outlet]?.telling ?? 'silent';
    const sum = byTelling.get(telling) ?? { requests: 0, articles: 0 };
    byTelling.set(telling, { requests: sum.requests + known.requests.length - 1, articles: sum.articles + 1 });
    sums.extraRequests += Math.max(known.requests.length - 1, 0);
    const versions = await versionsOf(known, store);
    if (versions.length === 0) {
      notes.push(`never stored: ${known.url}`);
      continue;
    }
    countArticle(known, versions, telling, sums, notes);
  }
  sums.feedRequests = events.filter(({ event }) => event === 'feed-read').length;
  const means = [...byTelling].map(([telling, { requests, articles }]) => [telling, requests / articles] as const);
  return { ...sums, notes, byTelling: Object.fromEntries(means) };
}

type Sums = { -readonly [Key in keyof Omit<EditFigures, 'notes' | 'byTelling'>]: number };

function countArticle(
  known: KnownArticle,
  versions: readonly Revision[],
  telling: Telling,
  sums: Sums,
  notes: string[],
): void {
  const times = versions.map(({ file }) => Date.parse(file.frontMatter.courant?.fetched ?? ''));
  const since = times[0] ?? 0;
  const texts = versions.map(
    ({ file }) => `${file.frontMatter.title}\n${file.frontMatter.courant?.authors.join() ?? ''}\n${file.body}`,
  );
  const later = known.edits.filter(({ at }) => at > since);
  const edits = later.filter(({ kind }) => kind !== 'moved' && !isGone(kind));
  const { gone, moved } = versions.at(-1)?.file.frontMatter.courant ?? {};
  const note = (what: string, edit?: KnownEdit): unknown =>
    notes.push(
      `${what}: ${telling} ${known.url} ${edit?.kind ?? ''} ${edit ? ((edit.at - known.publishedAt) / hourMs).toFixed(1) : ''} h; asked at ${known.requests.map((at) => ((at - known.publishedAt) / hourMs).toFixed(1)).join(' ')}`,
    );
  if (edits.length > 0) {
    sums.edited += 1;
    if (versions.length > 1 || gone !== undefined) sums.editedNoticed += 1;
    if (versions.length > 1) sums.editedFound += 1;
    else note('article not revised', edits[0]);
  }
  for (const edit of edits) {
    sums.edits += 1;
    const isIn = (text: string): boolean => text.includes(edit.mark) !== (edit.kind === 'cut');
    if (texts.slice(1).some(isIn)) sums.editsFound += 1;
    else note('edit not found', edit);
    const [from, to] = [edit.at, edits.find(({ at }) => at > edit.at)?.at ?? Infinity];
    if (times.some((at) => at >= from && at < to)) sums.editsApart += 1;
    if (edit.kind !== 'headline') continue;
    sums.headlines += 1;
    if (
      versions.some(
        ({ file }, i) =>
          i > 0 &&
          file.frontMatter.title !== versions[i - 1]?.file.frontMatter.title &&
          file.frontMatter.title.includes(edit.mark),
      )
    )
      sums.headlinesFound += 1;
  }
  if (known.edits.some(({ kind }) => isGone(kind))) {
    sums.gone += 1;
    if (gone !== undefined) sums.goneFound += 1;
    else note('not marked gone', known.edits.at(-1));
  } else if (gone !== undefined) {
    sums.falselyGone += 1;
    note('falsely gone');
  }
  if (
    later.some(({ kind }) => kind === 'moved') &&
    gone === undefined &&
    !known.edits.some(({ kind }) => isGone(kind))
  ) {
    sums.moved += 1;
    if (moved !== undefined) sums.movedFound += 1;
    else note('move not noted', later.at(-1));
  }
  sums.revisions += versions.length - 1;
  for (const [i, at] of times.entries()) {
    const before = times[i - 1];
    if (before === undefined || edits.some((edit) => edit.at > before && edit.at <= at)) continue;
    sums.falseRevisions += 1;
    note(`false revision ${i + 1}`);
    notes.push(differenceOf(texts[i - 1] ?? '', texts[i] ?? ''));
  }
}

function differenceOf(before: string, after: string): string {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `  - ${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `  + ${line}`),
  ].join('\n');
}

/** The stored versions of an article, oldest first, the one of now last. */
async function versionsOf({ url }: KnownArticle, store: Store): Promise<readonly Revision[]> {
  const address = toUrl(url);
  const link = address === null ? undefined : await store.getLink(address);
  // That of a skipped link is another one, as of a page that led elsewhere when it was found.
  const id = link?.state === 'stored' ? link.article : undefined;
  const article = id === undefined ? undefined : await store.getArticle(id);
  const file = article && (await store.findArticleFile(article.path));
  if (!article || !file) return [];
  const older = (await store.readHistory(article.path)).filter(({ revision }) => revision < article.revision);
  return [...older, { revision: article.revision, file }];
}
