import { constants } from 'node:fs';
import { access } from 'node:fs/promises';

/** True when a path exists and may be used as `mode` says (`constants` of node:fs; existing alone is enough by itself).
 *  Never throws: the step that then uses the path says what is wrong with it. */
export function isAccessible(path: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
