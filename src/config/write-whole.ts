import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { guard } from '../store/store-failure.ts';

/** Writes a file of the user's whole or not at all, as somebody who reads it meanwhile sees. Throws NewsError `store/*`. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await guard({ file: path }, async () => {
    await mkdir(dirname(path), { recursive: true });
    const fresh = `${path}.${randomUUID()}.new`;
    await writeFile(fresh, text);
    await rename(fresh, path);
  });
}
