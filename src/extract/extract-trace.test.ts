import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { casesFolder, readExtractCases, showTrace, tracedCases } from '../../test/extract-cases.ts';

it.each(tracedCases)('every decision about %s is as pinned', (name) => {
  const one = readExtractCases().find((each) => each.name === name);
  if (one === undefined) throw new Error(`no case ${name}`);
  const path = join(casesFolder, name, 'expected.trace.txt');
  expect(existsSync(path), 'expected.trace.txt is missing: npm run test:update').toBe(true);
  expect(showTrace(one)).toBe(readFileSync(path, 'utf8'));
});
