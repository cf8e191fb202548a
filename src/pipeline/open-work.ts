import type { Project } from '../config/project.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { openArchive } from './open-archive.ts';
import { createTurns, type Work } from './work.ts';

/** Opens the archive for writing and a client, runs `task` with them, and closes both whatever happens. */
export async function withWork<T>(
  project: Project,
  options: Pick<Work, 'clock' | 'signal' | 'report' | 'extract'>,
  task: (work: Work) => Promise<T>,
): Promise<T> {
  const store = await openArchive(project, { clock: options.clock, mode: 'write' });
  const http = createHttpClient(project.fetch, options.clock, {
    holds: await store.listHolds(options.clock.now()),
    onHold: (host, until) => {
      // This process keeps the hold anyway; a disk that is full stops the next write that matters.
      store.putHold(host, until).catch((cause: unknown) => {
        options.report({ event: 'broken-file', source: '', url: host, detail: String(cause) });
      });
    },
  });
  try {
    return await task({ project, store, http, inTurn: createTurns(), ...options });
  } finally {
    await http.close();
    await store.close();
  }
}
