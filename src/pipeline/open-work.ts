import type { Project } from '../config/project.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import type { RobotsArchive } from '../fetch/robots-cache.ts';
import { openPauses } from '../store/pauses.ts';
import type { OutageListener } from '../store/postgres/database.ts';
import type { Store } from '../store/store.ts';
import { closeWithManifest } from './keep-manifest.ts';
import { describeConflict, openArchive } from './open-archive.ts';
import { readPageAt } from './read-kept-page.ts';
import { createSiteRights } from './site-rights.ts';
import { createTurns, type Work } from './work.ts';

/** Opens the archive for writing and a client, runs `task` with them, and closes both whatever happens. */
export async function withWork<T>(
  project: Project,
  options: Pick<Work, 'clock' | 'signal' | 'report' | 'extract'>,
  task: (work: Work) => Promise<T>,
): Promise<T> {
  const { clock, signal } = options;
  const tell = (event: 'database' | 'bucket', detail: string): void =>
    options.report({ event, source: '', url: '', detail });
  const onOutage: OutageListener = (event, detail) => tell('database', toOutage('PostgreSQL', event, detail));
  const bucket = {
    onOutage: (event: 'away' | 'back', detail: string) => tell('bucket', toOutage('The bucket', event, detail)),
    onConflict: (path: string) => tell('bucket', `${path}: ${describeConflict(path)}`),
  };
  const store = await openArchive(project, { clock, mode: 'write', onOutage, bucket, signal });
  const { sharing, remote } = store;
  const robots = robotsOf(store, options);
  // In a file as long as the archive's lock is held: no other process writes these then, or asks by them.
  const pace = sharing ? { turns: sharing.turns } : { memory: openPauses(project.root, options.clock.now()) };
  const http = createHttpClient(project.fetch, options.clock, { ...pace, robots });
  try {
    const siteRights = createSiteRights({ store, http, ...options });
    const tools = { project, store, http, siteRights, inTurn: createTurns(), ...options };
    return await task({ ...tools, ...(sharing && { sharing }), ...(remote && { remote }) });
  } finally {
    await http.close();
    await closeWithManifest(project, store);
  }
}

function toOutage(name: string, event: 'away' | 'back', detail: string): string {
  return event === 'away'
    ? `${name} cannot be reached; the work goes on when it is back, nothing is lost (${detail})`
    : `${name} is back`;
}

/** In the archive, so that a new process does not ask again what is known for the day. Spec: RFC 9309 2.4. */
function robotsOf(store: Store, { report }: Pick<Work, 'report'>): RobotsArchive {
  return {
    find: async (url) => {
      const ref = await store.latestPage(url);
      return ref && readPageAt(ref, { store, report });
    },
    // A part of itself: no link waits for it.
    keep: async (answer) => void (await store.putPage(answer, { partOf: answer.requestedUrl })),
  };
}
