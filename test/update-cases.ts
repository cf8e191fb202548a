/** Writes the expected files of test/cases/extract anew: `npm run test:update`. Look at the difference before you keep it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesFolder, readExtractCases, runExtractCase, showOutcome, showTrace, tracedCases } from './extract-cases.ts';

let changed = 0;
for (const one of readExtractCases()) {
  if (one.expect === 'fail') continue;
  update(join(one.name, 'expected.json'), showOutcome(runExtractCase(one)));
  if (tracedCases.includes(one.name)) update(join(one.name, 'expected.trace.txt'), showTrace(one));
}

function update(file: string, actual: string): void {
  const path = join(casesFolder, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === actual) return;
  writeFileSync(path, actual);
  console.log(`updated ${file}`);
  changed++;
}

console.log(`${changed} expected files changed`);
