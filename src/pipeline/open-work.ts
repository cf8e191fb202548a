import type { Project } from '../config/project.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { openPauses } from '../store/pauses.ts';
import { openArchive } from './open-archive.ts';
import { createSiteRights } from './site-rights.ts';
import { createTurns, type Work } from './work.ts';

/** Opens the archive for writing and a client, runs `task` with them, and closes both whatever happens. */
export async function withWork<T>(
  project: Project,
  options: Pick<Work, 'clock' | 'signal' | 'report' | 'extract'>,
  task: (work: Work) => Promise<T>,
): Promise<T> {
  const store = await openArchive(project, { clock: options.clock, mode: 'write' });
  // The archive's lock is held: no other process writes these, or asks by them.
  const memory = openPauses(project.root, options.clock.now());
  const http = createHttpClient(project.fetch, options.clock, { memory });
  try {
    const siteRights = createSiteRights({ store, http, ...options });
    return await task({ project, store, http, siteRights, inTurn: createTurns(), ...options });
  } finally {
    await http.close();
    await store.close();
  }
}
