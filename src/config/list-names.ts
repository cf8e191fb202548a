import { readdir } from 'node:fs/promises';
import { NewsError } from '../errors.ts';
import { errorCodeOf, whyUnreadable } from '../store/store-failure.ts';

/** The names in a folder of the user's; none where there is no folder. Throws NewsError `config/invalid` when it cannot be read. */
export function listNames(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((cause: unknown) => {
    if (errorCodeOf(cause) === 'ENOENT') return [];
    throw new NewsError('config/invalid', {
      file: folder,
      detail: `The folder cannot be read: ${whyUnreadable(cause)}.`,
      cause,
    });
  });
}
