/** `npm run report -- [--only extraction chaos …] [--write]`: runs the parts of the quality report, or some of them, each of which leaves its figures in
 *  `bench/results/`, and writes `docs/quality.md` from the last figures of all. `--write` runs none. A part that lacks its data, a browser or
 *  a peer says so and keeps its last figures. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parts } from './parts.ts';
import { renderReport } from './render-report.ts';
import { keepResult, keepTables, readResult } from './results.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});
const root = join(import.meta.dirname, '../..');

/** What a command printed, on both ways out, and whether it failed: some do when what they measure is not as it should be. */
async function run(command: string): Promise<{ readonly output: string; readonly isFailed: boolean }> {
  process.stderr.write(`\n$ ${command}\n`);
  const child = spawn('bash', ['-c', command], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stderr.write(chunk);
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { output, isFailed: code !== 0 };
}

async function runParts(names: readonly string[]): Promise<void> {
  const wanted = parts.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const command of new Set(wanted.map((part) => part.command))) {
    const { output, isFailed } = await run(command);
    if (isFailed) process.exitCode = 1;
    for (const { name, read } of wanted.filter((part) => part.command === command)) {
      const figures = read?.(output);
      if (figures === undefined) continue; // the command has kept them itself
      if ('text' in figures) keepResult(name, figures);
      else if (figures.length > 0) keepTables(name, figures);
      else {
        process.stderr.write(`${name}: failed, or lacks what it needs; its last figures stay.\n`);
        process.exitCode = 1;
      }
    }
  }
}

const unknown = positionals.filter((name) => parts.every((part) => part.name !== name));
if (unknown.length > 0) {
  process.stderr.write(
    `No such part: ${unknown.join(', ')}. There are: ${parts.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  if (!values.write) await runParts(values.only ? positionals : []);
  writeFileSync(join(root, 'docs/quality.md'), renderReport(readResult));
}
