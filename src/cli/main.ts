#!/usr/bin/env node
import { isNodeTooOld, oldestNode } from '../config/node-version.ts';

if (isNodeTooOld(process.version)) {
  process.stderr.write(
    `Courant needs Node ${oldestNode} or later; this is ${process.version}. A newer one: https://nodejs.org\n`,
  );
  process.exit(1);
}
// Only now: an older Node cannot even load it.
const { runProgram } = await import('./run-program.ts');
await runProgram();
