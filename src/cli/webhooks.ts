import { join } from 'node:path';
import type { Project } from '../config/project.ts';
import { sendDue, tellWebhooks } from '../pipeline/webhooks/tell-webhooks.ts';
import type { Work } from '../pipeline/work.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { ReaderStore, readerFile } from '../store/reader-store.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** Tells webhooks what happened in a round. An archive without any gets no file for them. */
export async function tellAndSay(
  options: GlobalOptions,
  terminal: Terminal,
  { store, clock, signal }: Pick<Work, 'store' | 'clock' | 'signal'>,
  project: Project,
): Promise<void> {
  const readers = await openReaders(project);
  if (readers === undefined || signal.aborted) return readers?.close();
  try {
    const sent = await tellWebhooks({ project, store, readers, clock, signal });
    if (sent.delivered + sent.failed === 0) return;
    if (options.json) terminal.data(JSON.stringify({ event: 'webhooks', ...sent }));
    else terminal.say(`  webhooks  ${sent.delivered} messages delivered, ${sent.failed} to be tried again`);
  } finally {
    readers.close();
  }
}

const pauseMs = 30_000;

/** Sends again what did not reach its receiver, when it is due, until stopped. */
export async function keepTelling(
  { store, clock }: Pick<Work, 'store' | 'clock'>,
  project: Project,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.sleep(pauseMs, signal);
    if (signal.aborted) return;
    const readers = await openReaders(project);
    try {
      if (readers) await sendDue({ project, store, readers, clock, signal });
    } finally {
      readers?.close();
    }
  }
}

async function openReaders({ root, webhooks }: Project): Promise<ReaderStore | undefined> {
  const isWanted = webhooks.length > 0 || (await isAccessible(join(root, readerFile)));
  return isWanted ? ReaderStore.open(root) : undefined;
}
