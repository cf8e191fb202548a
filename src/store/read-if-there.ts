import { readFile } from 'node:fs/promises';
import { errorCodeOf, guard } from './store-failure.ts';

/** The text of a file; undefined when there is none. Throws NewsError `store/*`. */
export async function readIfThere(file: string): Promise<string | undefined> {
  return guard({ file }, () =>
    readFile(file, 'utf8').catch((cause: unknown) => {
      if (errorCodeOf(cause) === 'ENOENT') return undefined;
      throw cause;
    }),
  );
}
