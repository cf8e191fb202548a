import type { TestProject } from 'vitest/node';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `postgres://…` of the server that runs for these tests; undefined where they run on SQLite. */
    postgres: string | undefined;
    /** Why there is none, where there should be one. */
    postgresMissing: string | undefined;
  }
}

/** Starts one PostgreSQL for a run of the tests, and ends it after that. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    // What is written is thrown away: nothing needs to wait for the disk.
    const server = await startPostgres(['-c', 'fsync=off', '-c', 'max_connections=200']);
    project.provide('postgres', server.url);
    return () => server.stop();
  } catch (cause) {
    project.provide('postgresMissing', cause instanceof Error ? cause.message : String(cause));
    return undefined;
  }
}
