import { readProject } from '../config/project.ts';
import { verifyProject } from '../pipeline/keep-manifest.ts';
import { exitCodes, type GlobalOptions } from './run-command.ts';
import { formatBytes, type Terminal } from './terminal.ts';

// More lines than that nobody reads; `--json` has them all.
const shownPaths = 20;

/** `courant verify`: compares every file of the archive with the manifest. */
export async function runVerify(
  options: GlobalOptions & { readonly accept: boolean },
  terminal: Terminal,
): Promise<void> {
  const project = await readProject(options.dir);
  const onProgress = (files: number): void => terminal.progress(`verifying: ${files} files`);
  const onPull = (files: number): void => terminal.progress(`bringing: ${files} files`);
  const found = await verifyProject(project, { accept: options.accept, onProgress, onPull });
  const isWhole = found.changed.length + found.missing.length + found.extra.length === 0;
  if (!isWhole && !options.accept) process.exitCode = exitCodes.failed;
  if (options.json) return terminal.data(JSON.stringify({ event: 'verified', isWhole, ...found }));
  sayPaths('changed', found.changed, terminal);
  sayPaths('missing', found.missing, terminal);
  sayPaths('extra', found.extra, terminal);
  terminal.say(terminal.style('bold', isWhole ? 'Every file is as it was written' : 'Verified'));
  terminal.say(`  files     ${found.files}, ${formatBytes(found.bytes)}`);
  if (isWhole) return;
  const { changed, missing, extra } = found;
  terminal.say(`  found     ${changed.length} changed, ${missing.length} missing, ${extra.length} extra`);
  terminal.say(
    options.accept
      ? '  The manifest now follows the files.'
      : 'Next: restore what is damaged from a backup; what you changed yourself, `courant verify --accept` takes note of.',
  );
}

/** Paths behind a word that says what is wrong with them. */
export function sayPaths(word: string, paths: readonly string[], terminal: Terminal): void {
  for (const path of paths.slice(0, shownPaths)) terminal.say(`${terminal.style('yellow', word.padEnd(8))}  ${path}`);
  if (paths.length > shownPaths) terminal.say(`          and ${paths.length - shownPaths} more; --json names them all`);
}
