import { randomUUID } from 'node:crypto';
import type { Project } from '../config/project.ts';
import { readProject } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { planTranslations, type TranslationPlan } from '../pipeline/translate/plan-translations.ts';
import { isAnyNew, translateArchive, type TranslateReport } from '../pipeline/translate/translate-archive.ts';
import type { TranslateTools } from '../pipeline/translate/translate-tools.ts';
import type { Work } from '../pipeline/work.ts';
import { describeLimit } from '../pipeline/translate/translate-article.ts';
import { openEngines } from '../translate/open-engines.ts';
import { skips } from '../errors.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';
import { untilDone, untilStopped, withProject } from './with-project.ts';

export interface TranslateFlags extends GlobalOptions {
  readonly plan: boolean;
  readonly to: readonly string[];
  readonly anew: boolean;
  readonly watch: boolean;
}

/** `courant translate`: translates what the rules of courant.yaml ask for and is not there yet; with `--plan`, says what that would cost. */
export async function runTranslate(options: TranslateFlags, terminal: Terminal): Promise<void> {
  if (options.plan) return sayPlanOf(options, terminal);
  await withProject(
    options,
    terminal,
    async (work, project) => {
      if (!asksForAny(project)) return sayNothing(terminal);
      await translateAndSay(options, terminal, work, project);
      while (options.watch && !work.signal.aborted) {
        await work.clock.sleep(watchEveryMs, work.signal);
        if (!work.signal.aborted && (await isAnyNew(project, work.store)))
          await translateAndSay({ ...options, anew: false }, terminal, work, project);
      }
    },
    options.watch ? untilStopped : untilDone,
  );
}

const watchEveryMs = 60_000;

/** Whether any rule asks for a translation. */
export function asksForAny({ translate }: Project): boolean {
  return translate.rules.some(({ to, text }) => to.length > 0 && text !== 'none');
}

type Tools = Pick<TranslateTools, 'store' | 'clock' | 'signal' | 'report' | 'inTurn'> & Pick<Work, 'sharing'>;

export async function translateAndSay(
  options: GlobalOptions & Partial<Pick<TranslateFlags, 'to' | 'anew'>>,
  terminal: Terminal,
  { store, clock, signal, report, inTurn, sharing }: Tools,
  project: Project,
): Promise<void> {
  const engines = openEngines(project.translate.engines);
  try {
    const done = await translateArchive(
      { project, store, engines, clock, signal, report, inTurn, isShared: sharing !== undefined, run: randomUUID() },
      {
        to: options.to ?? [],
        isAnew: options.anew === true,
        onProgress: (seen, all) => terminal.progress(`translating: ${seen} of ${all} articles looked at`),
      },
    );
    if (options.json) terminal.data(JSON.stringify({ event: 'translated-all', ...done }));
    else sayTranslated(done, project, terminal);
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

async function sayPlanOf(options: TranslateFlags, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  if (!asksForAny(project)) return sayNothing(terminal);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const engines = openEngines(project.translate.engines);
  const { signal } = new AbortController(); // nothing is changed: it may be ended at any time
  try {
    const plan = await planTranslations(
      { project, store, engines, clock: systemClock, signal },
      {
        to: options.to,
        isAnew: options.anew,
        onProgress: (seen, all) => terminal.progress(`planning: ${seen} of ${all} articles looked at`),
      },
    );
    if (options.json) terminal.data(JSON.stringify(plan));
    else sayPlan(plan, terminal);
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
    await store.close();
  }
}

function sayNothing(terminal: Terminal): void {
  terminal.say('Nothing is to be translated: name languages under `translate.to` in courant.yaml, as `to: [en]`.');
}

function sayPlan(plan: TranslationPlan, terminal: Terminal): void {
  const { ways, currency } = plan;
  terminal.say(terminal.style('bold', 'Translation plan; nothing was sent'));
  if (ways.length > 0) {
    const head = ['', 'articles', 'segments', 'known', 'characters', 'price'];
    const rows = ways.map((way) => [
      `${way.from} → ${way.to}  ${way.engine} ${way.model}`,
      ...[way.articles, way.segments, way.fromMemory, way.characters],
      way.isPaid ? `${way.money.toFixed(2)} ${currency}` : 'free',
    ]);
    terminal.say(formatTable([head, ...rows], terminal.columns - 2).replace(/^/gm, '  '));
  }
  if (plan.upToDate + plan.byHand > 0)
    terminal.say(`  there     ${plan.upToDate} up to date, ${plan.byHand} changed by hand, which stay`);
  saySkips(plan.skips, terminal);
  if (!ways.some((way) => way.isPaid)) return;
  for (const limit of plan.limits) {
    const used = `${limit.usedCharacters} characters, ${limit.usedMoney.toFixed(2)} ${currency} used`;
    terminal.say(`  budget    ${describeLimit(limit, currency)}${limit.per === 'run' ? '' : `; ${used}`}`);
  }
}

function sayTranslated(report: TranslateReport, { translate }: Project, terminal: Terminal): void {
  terminal.say(terminal.style('bold', 'Translated'));
  const others = [
    ...(report.upToDate > 0 ? [`${report.upToDate} up to date`] : []),
    ...(report.byHand > 0 ? [`${report.byHand} changed by hand, which stay`] : []),
    ...(report.elsewhere > 0 ? [`${report.elsewhere} by other workers`] : []),
  ];
  terminal.say(`  articles  ${[`${report.translated} translated`, ...others].join('; ')}`);
  if (report.segments > 0) {
    const kept = report.inOriginal === 0 ? '' : `, ${report.inOriginal} left in the original language`;
    terminal.say(`  segments  ${report.segments}, ${report.fromMemory} of them known from before${kept}`);
  }
  const money = report.money > 0 ? `, ${report.money.toFixed(2)} ${translate.currency}` : '';
  if (report.characters > 0) terminal.say(`  sent      ${report.characters} characters${money}`);
  saySkips(report.skips, terminal);
  terminal.say(`  time      ${report.seconds.toFixed(1)} s`);
}

function saySkips(list: TranslateReport['skips'], terminal: Terminal): void {
  for (const { code, count, detail } of list) {
    const { what, do: todo } = skips[code];
    terminal.say(
      `  ${terminal.style('yellow', 'left out')}  ${count}: ${what}${detail === '' ? '' : ` (${detail})`}\n            ${todo}`,
    );
  }
}
