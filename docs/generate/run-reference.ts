/** Writes the pages of the reference that are made of the code: `npm run reference`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generators } from './generators.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
for (const { path, content } of generators) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), await content());
}
