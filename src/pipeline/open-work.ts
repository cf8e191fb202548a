import type { Project } from '../config/project.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import type { Clock } from '../model/clock.ts';
import { createExtractPool } from './extract-pool.ts';
import { openArchive } from './open-archive.ts';
import { createTurns, type PipelineEvent, type Work } from './work.ts';

/** Opens the archive for writing, a client and the threads that extract, runs `task` with them, and closes all whatever
 *  happens. */
export async function withWork<T>(
  project: Project,
  options: { readonly clock: Clock; readonly signal: AbortSignal; readonly report: (event: PipelineEvent) => void },
  task: (work: Work) => Promise<T>,
): Promise<T> {
  const store = await openArchive(project, { clock: options.clock, mode: 'write' });
  const http = createHttpClient(project.fetch, options.clock);
  const pool = createExtractPool();
  try {
    return await task({ project, store, http, extract: pool.extract, inTurn: createTurns(), ...options });
  } finally {
    await pool.close();
    await http.close();
    await store.close();
  }
}
