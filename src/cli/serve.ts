import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readProject, type Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { siteFolder } from '../pipeline/build-site.ts';
import { createApp } from '../serve/app.ts';
import { listen } from '../serve/listen.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

export interface ServeOptions extends GlobalOptions {
  readonly port: number;
  readonly host: string;
}

/** `courant serve`: serves the built site with search, until stopped. */
export async function runServe(options: ServeOptions, terminal: Terminal): Promise<void> {
  await serveUntilStopped(await readProject(options.dir), options, terminal);
}

export async function serveUntilStopped(
  project: Project,
  options: { readonly port: number; readonly host: string },
  terminal: Terminal,
): Promise<void> {
  const siteDir = join(project.root, siteFolder);
  await access(join(siteDir, 'index.html')).catch((cause: unknown) => {
    throw new NewsError('serve/no-site', { file: siteDir, cause });
  });
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const outlets = project.sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' }));
  const app = createApp({ siteDir, site: project.site, outlets, search: (query) => store.search(query) });
  const server = await listen(app, options);
  terminal.say(
    `Serving ${terminal.style('bold', project.site.title)} at ${terminal.style('green', server.url)}  (Ctrl-C stops)`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.stop();
  await store.close();
}
