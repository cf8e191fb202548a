import { readProject, type Project } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { planSources, type SourceChange, type SourcesPlan } from '../pipeline/plan-sources.ts';
import type { GlobalOptions } from './run-command.ts';
import { sayNext } from './say-next.ts';
import { formatTable, type Terminal } from './terminal.ts';
import { unless } from './unless.ts';

/** `courant plan`: what the files in sources/ would change against the index; changes nothing. */
export async function runPlan(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const plan = await makePlan(await readProject(options.dir));
  if (options.json) return terminal.data(JSON.stringify(plan, null, 2));
  for (const change of plan.changes.slice(0, maxShown)) terminal.data(describeChange(change));
  const more = plan.changes.length - maxShown;
  if (more > 0) terminal.data(`  and ${more} more; --json tells all`);
  const count = (kind: SourceChange['change']): number => plan.changes.filter(({ change }) => change === kind).length;
  const counts = `${count('new')} new, ${count('removed')} removed, ${count('changed')} changed, ${plan.unchanged} as they were`;
  terminal.say(`${plan.changes.length === 0 ? 'Nothing to do' : 'Plan'}: ${counts}. Nothing was written.`);
  const isCollect = plan.changes.some(
    (change) => change.change !== 'changed' || change.toReread === 0 || hasFeeds(change),
  );
  if (isCollect) sayNext('collect', terminal);
  else if (plan.changes.length > 0) sayNext('reextract', terminal);
}

/** A list of thousands is for programs. */
const maxShown = 200;

async function makePlan(project: Project): Promise<SourcesPlan> {
  // Before the first collect everything is new.
  const store = await unless('store/not-found', openArchive(project, { clock: systemClock, mode: 'read' }));
  try {
    return await planSources(project, store);
  } finally {
    await store?.close();
  }
}

function hasFeeds({ feedsAdded, feedsRemoved, newlyExcluded, newlyIncluded }: SourceChange): boolean {
  return feedsAdded.length + feedsRemoved.length + newlyExcluded.waiting + newlyIncluded > 0;
}

const signs = { new: '+', removed: '-', changed: '~' } as const;

function describeChange(plan: SourceChange): string {
  const { change, id, file, feedsAdded, feedsRemoved, newlyExcluded, newlyIncluded, toReread } = plan;
  const rows: string[][] = [
    ...feedsAdded.map(({ url, from }) => ['    + feed', from === undefined ? url : `${url}  (so far of ${from})`]),
    ...feedsRemoved.map((url) => ['    - feed', url]),
  ];
  if (newlyExcluded.waiting > 0) rows.push(['    - links', `${newlyExcluded.waiting} that wait are left out`]);
  if (newlyExcluded.stored > 0)
    rows.push(['      links', `${newlyExcluded.stored} match what is left out; their articles stay`]);
  if (newlyIncluded > 0) rows.push(['    + links', `${newlyIncluded} left out so far are fetched`]);
  if (toReread > 0)
    rows.push(['    ~ rules', `${toReread} stored articles are read by other rules: courant reextract --source ${id}`]);
  if (rows.length === 0) rows.push(['    ~ patterns', 'include or exclude changed; no known link is concerned']);
  const head = change === 'removed' ? describeRemoved(plan) : `${id}  ${change === 'new' ? `new, ${file}` : file}`;
  return `${signs[change]} ${head}\n${formatTable(rows)}`;
}

function describeRemoved({ id, links, articles }: SourceChange): string {
  const waiting = links.waiting === 0 ? '' : `; ${links.waiting} links that wait are not fetched any more`;
  return `${id}  removed: ${links.found} links known, ${articles} articles stay${waiting}`;
}
