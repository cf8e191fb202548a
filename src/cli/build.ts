import { readProject, type Project } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { buildSite, siteFolder } from '../pipeline/build-site.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { tellHub } from '../pipeline/tell-hub.ts';
import type { Store } from '../store/store.ts';
import { sayBuild } from './print-report.ts';
import { hintNext } from './say-next.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

export interface BuildFlags {
  readonly check: boolean;
  readonly anew: boolean;
}

/** `courant build`: brings the site in public/ up to date with the archive. */
export async function runBuild(options: GlobalOptions & BuildFlags, terminal: Terminal): Promise<void> {
  await buildOnce(options, terminal);
  if (!options.json) hintNext('serve', terminal);
}

/** Brings the site up to date by itself, as before it is served. */
export async function buildOnce(options: GlobalOptions & BuildFlags, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'write', reads: 'any' });
  try {
    await buildAndSay(options, terminal, project, store, options);
  } finally {
    await store.close();
  }
}

export async function buildAndSay(
  options: GlobalOptions,
  terminal: Terminal,
  project: Project,
  store: Store,
  { check, anew }: BuildFlags = { check: false, anew: false },
): Promise<void> {
  const onProgress = (files: number): void => terminal.progress(`building: ${files} files`);
  const report = await buildSite(project, store, {
    now: () => systemClock.now(),
    onProgress,
    onPull: (files) => terminal.progress(`bringing: ${files} files`),
    byHand: check ? 'find' : 'auto',
    isAnew: anew,
  });
  const { feeds, ...built } = report;
  const hub = await tellHub(project, feeds, systemClock);
  if (hub.detail !== '')
    terminal.say(
      `The hub ${project.site.hub ?? ''} could not be told of ${feeds.length - hub.told} feeds: ${hub.detail}`,
    );
  if (options.json) terminal.data(JSON.stringify({ event: 'built', ...built, hubTold: hub.told }));
  else {
    sayBuild(report, terminal);
    terminal.say(`  folder    ${project.root}/${siteFolder}`);
  }
}
