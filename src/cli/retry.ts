import { readProject } from '../config/project.ts';
import { NewsError, type SkipCode } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import type { RetryChoice } from '../store/link-store.ts';
import type { Store } from '../store/store.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { findSource } from './find-source.ts';
import type { GlobalOptions } from './run-command.ts';
import { sayNext } from './say-next.ts';
import type { Terminal } from './terminal.ts';

export interface RetryOptions extends GlobalOptions {
  readonly reason?: SkipCode;
  readonly source?: string;
}

/** `courant retry`: lets links wait again that were not stored. */
export async function runRetry(address: string | undefined, options: RetryOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'write' });
  try {
    const { reason } = options;
    const source = options.source === undefined ? undefined : await findSource(options.source, project, store);
    const link = address === undefined ? undefined : await findLink(address, store);
    const choice: RetryChoice = { ...link, ...(reason && { code: reason }), ...(source && { source }) };
    const links = await store.retryLinks(systemClock.now(), choice);
    if (options.json) return terminal.data(JSON.stringify({ event: 'retried', links }));
    terminal.say(`${links} ${links === 1 ? 'link waits' : 'links wait'} again.`);
    if (links > 0) sayNext('collect', terminal);
  } finally {
    await store.close();
  }
}

async function findLink(address: string, store: Store): Promise<Pick<RetryChoice, 'url'>> {
  const url = toUrl(address);
  const link = url && ((await store.getLink(normalizeUrl(url))) ?? (await store.getLink(url)));
  if (!link) throw new NewsError('pipeline/unknown-link', { url: address });
  return { url: link.url };
}
