import { access, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceContext } from '../service.ts';

/** With less than this nothing can be collected or built any more. */
const leastFreeBytes = 100_000_000;

/** What must be well for the server to be of use; each true when it is. */
export interface Readiness {
  readonly index: boolean;
  readonly site: boolean;
  readonly disk: boolean;
}

/** Looks whether the index can be read, the site is there and the disk has room. */
export async function checkReadiness({ service, siteDir }: ServiceContext): Promise<Readiness> {
  const [index, site, disk] = await Promise.all([
    isWell(() => service.store.articleMark()),
    isWell(() => access(join(siteDir, 'index.html'))),
    statfs(service.project.root).then(
      ({ bavail, bsize }) => bavail * bsize >= leastFreeBytes,
      () => false,
    ),
  ]);
  return { index, site, disk };
}

async function isWell(look: () => Promise<unknown>): Promise<boolean> {
  return look().then(
    () => true,
    () => false,
  );
}
