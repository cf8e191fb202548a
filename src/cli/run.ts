import { buildAndSay } from './build.ts';
import { collectAndSay, type CollectOptions } from './collect.ts';
import { withProject } from './run-command.ts';
import { serveUntilStopped, type ServeOptions } from './serve.ts';
import type { Terminal } from './terminal.ts';

/** `courant run`: collects, builds and serves; when it is stopped while collecting, it ends there. */
export async function runAll(options: CollectOptions & ServeOptions, terminal: Terminal): Promise<void> {
  const project = await withProject(options, terminal, async (work, read) => {
    await collectAndSay(options, terminal, work, read);
    if (work.signal.aborted) return undefined;
    await buildAndSay(options, terminal, read, work.store);
    return read;
  });
  if (project) await serveUntilStopped(project, options, terminal);
}
