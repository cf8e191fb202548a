import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { exportHugo, hugoFolder } from '../pipeline/export-hugo.ts';
import { hugoThemes, initHugo } from '../pipeline/init-hugo.ts';
import { openArchive, pullFiles } from '../pipeline/open-archive.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { sayPassedOver } from './print-report.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `courant hugo init`: settings and layouts for Hugo in hugo/. */
export async function runHugoInit(
  options: GlobalOptions & { readonly theme: string },
  terminal: Terminal,
): Promise<void> {
  const project = await readProject(options.dir);
  const theme = hugoThemes.find((name) => name === options.theme);
  if (theme === undefined) {
    const detail = `There is no theme ${options.theme}; known: ${hugoThemes.join(', ')}.`;
    throw new NewsError('cli/misuse', { detail });
  }
  const report = await initHugo(project, theme);
  if (options.json) return terminal.data(JSON.stringify({ event: 'hugo-init', ...report }));
  const { written, unchanged, leftAlone } = report;
  terminal.say(`${terminal.style('bold', 'Made')}  ${written.length} files written, ${unchanged.length} as they were`);
  terminal.say(`  folder    ${project.root}/${hugoFolder}`);
  for (const path of leftAlone) terminal.say(`${terminal.style('yellow', 'left alone')}  ${path}: it was changed`);
  terminal.say(nextSteps(theme));
}

function nextSteps(theme: (typeof hugoThemes)[number]): string {
  const install = `  git clone https://github.com/Vimux/Mainroad ${hugoFolder}/themes/mainroad   # GPL-2.0\n`;
  return `Next:\n${theme === 'none' ? '' : install}  courant hugo export\n  hugo --source ${hugoFolder} --cleanDestinationDir`;
}

/** `courant hugo export`: what may be shown of the archive, as a tree that Hugo builds. */
export async function runHugoExport(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  await pullFiles(project, 'articles', (files) => terminal.progress(`bringing: ${files} files`));
  const store = await openArchive(project, { clock: systemClock, mode: 'write', reads: 'any' });
  try {
    const onProgress = (articles: number): void => terminal.progress(`exporting: ${articles} articles`);
    const report = await exportHugo(project, store, { now: () => systemClock.now(), onProgress });
    if (options.json) return terminal.data(JSON.stringify({ event: 'hugo-exported', ...report }));
    sayPassedOver(report.passedOver, terminal);
    const { articles, changed, withheld, pictures, written, removed } = report;
    terminal.say(terminal.style('bold', 'Exported'));
    terminal.say(`  articles  ${articles} shown, ${changed} of them cut or with local pictures; ${withheld} withheld`);
    terminal.say(`  files     ${written} written, ${removed} removed; ${pictures} pictures`);
    terminal.say(`  folder    ${project.root}/${hugoFolder}`);
    terminal.say(`  time      ${report.seconds.toFixed(1)} s`);
    if (!(await isAccessible(`${project.root}/${hugoFolder}/hugo.toml`)))
      terminal.say('Next: `courant hugo init` makes settings and layouts for it.');
  } finally {
    await store.close();
  }
}
