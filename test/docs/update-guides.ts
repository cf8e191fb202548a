/** `npm run docs:update`: runs the guides and writes what their commands show into them; `-- <part of a path>` only into those.
 *  `GUIDES=all` asks for those that take longer, too. */
import { writeFileSync } from 'node:fs';
import { buildPackage } from '../runs/build-package.ts';
import { guides } from './guides.ts';
import { findMissing, openGuides } from './open-guides.ts';

const only = process.argv[2] ?? '';
const cli = buildPackage();
const opened = openGuides(cli.main, { ownPorts: true });
try {
  for (const guide of guides.filter(({ path }) => path.includes(only))) {
    const missing = findMissing(guide);
    if (missing !== undefined) {
      console.log(`${guide.path}: left out, it needs ${missing}`);
      continue;
    }
    const startedAt = performance.now();
    const { differences, text, failure } = await opened.run(guide);
    if (differences.length > 0) writeFileSync(guide.path, text);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${guide.path}: ${differences.length} outputs are written anew (${seconds} s)`);
    if (failure !== undefined) {
      console.log(failure);
      process.exitCode = 1;
    }
  }
} finally {
  opened.remove();
  cli.remove();
}
