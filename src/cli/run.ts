import { join } from 'node:path';
import { readProject, type Project } from '../config/project.ts';
import { siteFolder } from '../pipeline/build-site.ts';
import { createAlarm, keepCollecting } from '../pipeline/keep-collecting.ts';
import { keepManifest } from '../pipeline/keep-manifest.ts';
import { createHubReceiver } from '../pipeline/receive-push.ts';
import type { CollectReport } from '../pipeline/collect.ts';
import type { Work } from '../pipeline/work.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { buildAndSay } from './build.ts';
import { collectAndSay, type CollectOptions } from './collect.ts';
import { sayCollect } from './print-report.ts';
import { untilStopped, withProject } from './with-project.ts';
import { hearHangUps } from '../serve/operation/hang-ups.ts';
import { refuseBusyPort } from '../serve/refuse-busy-port.ts';
import { refuseOpenDoor, startServing, type ListenOptions, type ServeOptions } from './serve.ts';
import type { Terminal } from './terminal.ts';
import { asksForAny, translateAndSay } from './translate.ts';
import { keepTelling, tellAndSay } from './webhooks.ts';

type RunOptions = CollectOptions & ServeOptions;

/** `courant run`: collects, translates where rules ask for it, builds and serves, and goes on collecting what becomes due until it is stopped. A site that
 *  is there already is served from the beginning. */
export async function runAll(options: RunOptions, terminal: Terminal): Promise<void> {
  const hangUps = hearHangUps(); // the first collecting may take hours
  refuseOpenDoor(await readProject(options.dir), options.host); // before the work, not after it
  await refuseBusyPort(options);
  await withProject(
    options,
    terminal,
    async (work, project) => {
      const isBuilt = await isAccessible(join(project.root, siteFolder, 'index.html'));
      if (!isBuilt) await collectAndBuild(options, terminal, work, project);
      if (!work.signal.aborted) await serveAndCollect({ ...options, hangUps }, terminal, work, project, isBuilt);
    },
    untilStopped,
  );
}

async function collectAndBuild(options: RunOptions, terminal: Terminal, work: Work, project: Project): Promise<void> {
  await collectAndSay(options, terminal, work, project);
  if (work.signal.aborted) return;
  if (asksForAny(project)) await translateAndSay(options, terminal, work, project);
  await buildAndSay(options, terminal, project, work.store);
  await tellAndSay(options, terminal, work, project);
}

/** Follows a configuration that changes: what was under way ends in order, and the next round is of the new one. `isOld`: what is served was built before. */
async function serveAndCollect(
  options: RunOptions & Pick<ListenOptions, 'hangUps'>,
  terminal: Terminal,
  work: Work,
  first: Project,
  isOld: boolean,
): Promise<void> {
  const alarm = createAlarm(work.clock);
  const hubs = first.publicUrl === '' ? {} : { hubs: createHubReceiver(work, alarm.ring) };
  let project = first;
  let change = new AbortController();
  const onProject = (changed: Project): void => {
    project = changed;
    change.abort();
  };
  const { port, host, hangUps, log = 'none' } = options;
  const holdsArchive = work.sharing === undefined;
  const server = await startServing(
    project,
    { port, host, log, onProject, ...hubs, ...(hangUps && { hangUps }), holdsArchive },
    terminal,
  );
  const stopTelling = new AbortController();
  const telling = keepTelling(work, project, stopTelling.signal);
  work.signal.addEventListener('abort', () => change.abort());
  try {
    if (isOld) await collectAndBuild(options, terminal, work, first);
    for (let isChanged = project !== first; !work.signal.aborted; isChanged = true) {
      change = new AbortController();
      const following = { ...work, project, signal: change.signal };
      if (isChanged) await buildAndSay(options, terminal, project, work.store);
      await keepCollecting(following, { alarm, onRound: (round) => tellRound(round, options, terminal, following) });
    }
  } finally {
    stopTelling.abort();
    await telling;
    await server.stop();
  }
}

async function tellRound(round: Round, options: RunOptions, terminal: Terminal, work: Work): Promise<void> {
  const { project, store } = work;
  const isNew = round.articles.stored + round.articles.revised > 0;
  if (!isNew && !options.json) return;
  const report = { ...round, accounting: await store.accounting() };
  if (options.json) terminal.data(JSON.stringify({ event: 'collected', ...report }));
  if (!isNew) return;
  if (!options.json) sayCollect(report, terminal);
  if (asksForAny(project)) await translateAndSay(options, terminal, work, project);
  await keepManifest(project, work);
  await buildAndSay(options, terminal, project, store);
  await tellAndSay(options, terminal, work, project);
}

type Round = Omit<CollectReport, 'accounting'>;
