import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileWindow } from './file-window.ts';
import type { ArchiveIndex } from './archive-index.ts';
import { refOf } from './pages.ts';
import type { RemoteFiles } from './remote-files.ts';
import { errorCodeOf, guard } from './store-failure.ts';
import { readGzipFrames } from './warc-frames.ts';
import { digestOf, parseWarcRecord } from './warc-record.ts';
import { closeLeftOver, openSuffix } from './warc-writer.ts';

/** Ends the WARC files that a killed run left open: cuts off what is not whole, indexes answers that the index does not
 *  know yet, and gives the file its name. `isLeft` tells those from files that another process is writing. */
export async function repairWarcs(
  root: string,
  pages: ArchiveIndex['pages'],
  { isLeft = () => true, remote }: RepairOptions = {},
): Promise<void> {
  const folder = join(root, 'warc');
  const names = await guard({ file: folder }, () => readdir(folder, { recursive: true }).catch(ifNone));
  const opened = names.filter((name) => name.endsWith(openSuffix)).sort();
  const paths = opened.map((name) => `warc/${name.replaceAll('\\', '/')}`);
  if (remote) return remote.mendWarcs(paths, isLeft, (path) => repair(root, path, pages));
  for (const path of paths) if (isLeft(path)) await repair(root, path, pages);
}

export interface RepairOptions {
  readonly isLeft?: (name: string) => boolean;
  readonly remote?: Pick<RemoteFiles, 'mendWarcs'> | undefined;
}

function ifNone(cause: unknown): string[] {
  if (errorCodeOf(cause) === 'ENOENT') return [];
  throw cause;
}

async function repair(root: string, name: string, pages: ArchiveIndex['pages']): Promise<void> {
  const path = join(root, name);
  const warc = name.slice(0, -openSuffix.length);
  const file = await guard({ file: path }, () => FileWindow.open(path));
  let size: number;
  try {
    // More indexed than there is: the power failed, and the file came back shorter.
    if ((await pages.endOf(warc)) > file.size) await pages.forget(warc);
    size = await pages.endOf(warc);
    const onBroken = (): void => undefined; // the tail that is cut off below
    let hasAnswer = size > 0;
    for await (const frame of readGzipFrames(file, { from: size, maxBytes: Infinity, onBroken })) {
      const { offset, length } = frame;
      size = offset + length;
      const content = await parseWarcRecord(frame.head, frame.block);
      if (content.kind !== 'answer') continue;
      hasAnswer = true;
      await pages.add(refOf(content.answer, digestOf(content.answer.raw), { warc, offset, length }));
    }
    if (!hasAnswer) size = 0;
  } finally {
    await file.close();
  }
  await closeLeftOver(path, size);
}
