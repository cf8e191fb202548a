import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../house/source-files.ts';
import { startPostgres } from '../start-postgres.ts';
import { openGuideShell } from './guide-shell.ts';
import { guides, type Guide } from './guides.ts';
import { runGuide, type GuideRun } from './run-guide.ts';

/** Guides that can be run, each in a home folder of its own. */
export interface OpenedGuides {
  run(guide: Guide): Promise<GuideRun>;
  remove(): void;
}

/** What a guide needs that is not there: a program, or somebody who asks for it. */
export function findMissing({ needs, isLong }: Guide): string | undefined {
  if (isLong === true && process.env['GUIDES'] !== 'all') return 'GUIDES=all';
  if (needs === undefined || needs === 'postgres') return undefined;
  return spawnSync(needs, [needs === 'hugo' ? 'version' : '--version']).status === 0 ? undefined : needs;
}

/** `main`: the compiled command. `ownPorts`: the newsroom and the server are where the documents say. */
export function openGuides(main: string, { ownPorts }: { readonly ownPorts: boolean }): OpenedGuides {
  const folder = mkdtempSync(join(tmpdir(), 'courant-guides-'));
  const homeOf = ({ path }: Guide): string => join(folder, basename(path, '.md'));
  const run = async (guide: Guide): Promise<GuideRun> => {
    const home = homeOf(guide);
    if (guide.begins === 'empty') mkdirSync(home);
    else cpSync(await afterTutorial(), home, { recursive: true });
    const server = guide.needs === 'postgres' ? await startPostgres() : undefined;
    const database = server === undefined ? {} : { database: server.url };
    try {
      const shell = await openGuideShell(home, { main, ownPorts, ...database });
      return await runGuide(readFileSync(join(root, guide.path), 'utf8'), shell);
    } finally {
      await server?.stop();
    }
  };
  /** The home folder as the tutorial leaves it. */
  const afterTutorial = async (): Promise<string> => {
    const [tutorial] = guides;
    if (tutorial === undefined) throw new Error('There is no tutorial.');
    if (!existsSync(homeOf(tutorial))) await run(tutorial);
    return homeOf(tutorial);
  };
  return { run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
