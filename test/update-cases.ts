/** Writes the expected files of test/cases/extract anew: `npm run test:update`. Look at the difference before you keep it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesFolder, readExtractCases, runExtractCase, showOutcome } from './extract-cases.ts';

let changed = 0;
for (const one of readExtractCases()) {
  if (one.expect === 'fail') continue;
  const actual = showOutcome(runExtractCase(one));
  if (actual === one.expected) continue;
  writeFileSync(join(casesFolder, one.name, 'expected.json'), actual);
  console.log(`updated ${one.name}`);
  changed++;
}
console.log(`${changed} expected files changed`);
