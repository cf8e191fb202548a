import { setTimeout as sleep } from 'node:timers/promises';
import { readProject } from '../config/project.ts';
import { formatReport, NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { buildSite } from '../pipeline/build-site.ts';
import { tellHub } from '../pipeline/tell-hub.ts';
import type { Store } from '../store/store.ts';
import type { Terminal } from './terminal.ts';

// An article that lands is on the page within a second; what is changed by hand may take a little longer.
const lookEveryMs = 250;
const looksUntilByHand = 20;

/** Builds the site again whenever an article lands, and from time to time for what somebody changed by hand: articles, sources,
 *  policy, theme. What is wrong there is said once, and the site of before stays. Ends when `signal` aborts. */
export async function watchArchive(
  folder: string,
  store: Store,
  signal: AbortSignal,
  terminal: Pick<Terminal, 'say'>,
): Promise<void> {
  let mark = '';
  let problem = '';
  for (let look = 0; !signal.aborted; look += 1) {
    const now = await store.articleMark();
    const isByHand = look % looksUntilByHand === 0;
    if (now !== mark || isByHand) {
      problem = await build(folder, store, isByHand, problem, terminal);
      mark = now;
    }
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined); // stopped: the loop ends
  }
}

/** Resolves to what is wrong, as it was said. */
async function build(
  folder: string,
  store: Store,
  isByHand: boolean,
  said: string,
  terminal: Pick<Terminal, 'say'>,
): Promise<string> {
  try {
    const byHand = isByHand ? 'auto' : 'ignore';
    const project = await readProject(folder);
    const report = await buildSite(project, store, { now: () => systemClock.now(), byHand });
    if (report.written + report.removed > 0)
      terminal.say(`Built: ${report.read} articles read, ${report.written} files written, ${report.removed} removed`);
    const { detail } = await tellHub(project, report.feeds, systemClock);
    if (detail !== '') terminal.say(`The hub ${project.site.hub ?? ''} could not be told of all feeds: ${detail}`);
    return '';
  } catch (error) {
    // Another process builds; it will see what we saw.
    if (!(error instanceof NewsError) || error.code === 'store/locked') return said;
    const problem = formatReport(error.code, error.context);
    if (problem !== said) terminal.say(problem);
    return problem;
  }
}
