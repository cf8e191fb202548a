import { NewsError } from '../errors.ts';
import { startNewsroom, type Newsroom } from '../newsroom/start-newsroom.ts';
import type { EditionNumber } from '../newsroom/types.ts';
import { untilStopped } from '../serve/operation/shutdown.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';

export interface NewsroomFlags {
  readonly port: number;
  readonly edition: '1' | '2';
}

/** `courant newsroom`: serves eight made-up outlets on this machine, to try everything with, until stopped. */
export async function runNewsroom(options: NewsroomFlags & GlobalOptions, terminal: Terminal): Promise<void> {
  const edition = options.edition === '2' ? 2 : 1;
  const newsroom = await open(options.port, edition);
  if (options.json) terminal.data(JSON.stringify({ edition, outlets: newsroom.outlets }));
  else say(newsroom, edition, terminal);
  await untilStopped(() => undefined);
  await newsroom.stop();
}

function open(port: number, edition: EditionNumber): Promise<Newsroom> {
  return startNewsroom({ basePort: port, edition }).catch((cause: unknown) => {
    throw new NewsError('serve/port-in-use', { detail: cause instanceof Error ? cause.message : String(cause), cause });
  });
}

function say({ outlets }: Newsroom, edition: EditionNumber, terminal: Terminal): void {
  terminal.say(`${terminal.style('bold', 'A made-up newsroom')} on this machine, edition ${edition}; Ctrl-C stops it:`);
  terminal.say(formatTable(outlets.map(({ name, language, home }) => [name, language, home])).replace(/^/gm, '  '));
  terminal.say('An archive that may collect from it is made by: courant init my-news --newsroom');
}
