import type { Context } from 'hono';
import { readProject } from '../../config/project.ts';
import { markup, type MarkupValue } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { answerPage, type AppPage } from '../app-page.ts';
import type { Service, ServiceApp, ServiceContext } from '../service.ts';
import { actionForm, dataTable, moment, pageTitle, runningHead, section } from './page-parts.ts';
import { isPlan, planView } from './plan-view.ts';

/** What would be translated, and what it would cost: GET /app/translation */
export function addTranslationRoutes(app: ServiceApp, context: ServiceContext): void {
  app.get('/app/translation', async (c) => answerPage(c, context, await translationPage(c, context.service)));
}

async function translationPage(c: Context<AccessEnv>, { project: { root }, jobs }: Service): Promise<AppPage> {
  const { translate } = await readProject(root);
  const { engines, rules, limits, currency } = translate;
  const any = (values: readonly string[]): string => (values.length === 0 ? 'any' : values.join(', '));
  const rows = rules.map(({ sources, tags, languages, to, text }): readonly MarkupValue[] => [
    ...[any(sources), any(tags), any(languages), to.join(', '), text],
  ]);
  const named = engines.map((engine): readonly MarkupValue[] => [
    engine.kind,
    'key' in engine ? (engine.key === '' ? 'no key' : 'a key is set') : '',
    'pricePerMillion' in engine ? `${engine.pricePerMillion} ${currency} a million characters` : 'costs nothing',
  ]);
  const amount = (value: number): string => (Number.isFinite(value) ? value.toLocaleString('en-US') : 'no limit');
  const budget = limits.map(({ per, characters, money }) => [per, amount(characters), `${amount(money)} ${currency}`]);
  const plan = jobs.list().find((job) => isPlan(job) && job.exitCode === 0);
  const made = plan
    ? markup`<p>Made ${moment(plan.endedAt)}, <a href="/app/jobs/${plan.id}">job ${plan.id}</a>.</p>${planView(plan)}`
    : markup`<p class="run-empty">None was made since the server was started.</p>`;
  const main = markup`${pageTitle('Translation')}<div class="run-actions">${actionForm(c, '/app/jobs', 'Make a plan', { job: 'plan' })}${actionForm(c, '/app/jobs', 'Translate', { job: 'translate' })}</div>
${section('Rules', dataTable('Rules', ['Sources', 'Tags', 'From', 'Into', 'What'], rows, 'No rule in courant.yaml asks for a translation.'))}${section('Engines', dataTable('Engines', ['Engine', 'Key', 'Price'], named, 'None is named in courant.yaml.'))}${section('Limits', dataTable('Limits', ['Per', 'Characters', 'Money'], budget, 'None is set.'))}${section('Plan', made)}`;
  return { title: 'Translation', main, head: runningHead };
}
