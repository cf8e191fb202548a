import { join } from 'node:path';
import { root } from '../house/source-files.ts';

/** Where the report of an entry lies, by the name that it is imported by. */
export function apiFile(name: string): string {
  return join(root, 'test', 'package', 'api', `${name.replace('/', '-')}.api.txt`);
}
