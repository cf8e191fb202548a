import type { Context } from 'hono';
import { readProject, type Project } from '../../config/project.ts';
import { shownTexts, type Policy } from '../../model/policy.ts';
import { markup, type Markup, type MarkupValue } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { noteAudit } from '../access/note-audit.ts';
import { answerPage, formField, type AppPage } from '../app-page.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { formText, refuse } from './guard-running.ts';
import { dataTable, pageTitle, runningHead, section } from './page-parts.ts';
import { findWriter, startJob } from './start-job.ts';

/** What may be published, and what is not any more.
 *
 *      GET /app/policy?article=    POST /app/policy/takedown */
export function addPolicyRoutes(app: ServiceApp, context: ServiceContext): void {
  const { project, access, jobs, stopping, holdsArchive = false } = context.service;
  app.get('/app/policy', async (c) =>
    answerPage(c, context, policyPage(c, await readProject(project.root), c.req.query('article') ?? '')),
  );
  app.post('/app/policy/takedown', async (c) => {
    const [article, reason] = [await formText(c, 'article'), await formText(c, 'reason')];
    const chosen = await formText(c, 'text');
    const text = shownTexts.find((one) => one === chosen);
    if (article === '' || reason === '' || text === undefined || reason.length > 1000)
      return refuse(c, context, 'Name the article and say why.', 400);
    const answer = await startJob(c, context, 'takedown', [`--reason=${reason}`, `--text=${text}`, '--', article]);
    const job = jobs.list()[0];
    if (answer.status !== 303 || job === undefined) return answer;
    jobs.listen(job.id, (line) => {
      if (line !== undefined || jobs.get(job.id)?.exitCode !== 0) return;
      noteAudit(c, access, { action: 'taken-down', target: article, detail: `${text}: ${reason}` });
      // The pages that are built already show it until they are built again.
      if (!holdsArchive && !findWriter(jobs) && stopping?.aborted !== true) jobs.start('build', [], job.user);
    });
    return answer;
  });
}

function policyPage(c: Context<AccessEnv>, { publish, sources, policies }: Project, article: string): AppPage {
  const rowOf = (name: MarkupValue, policy: Partial<Policy>, from: string): readonly MarkupValue[] => [
    name,
    policy.text ?? '',
    policy.images ?? '',
    policy.days === undefined ? '' : `${policy.days} days`,
    policy.permission ?? '',
    from,
  ];
  const own = sources.filter(({ publish: policy }) => JSON.stringify(policy) !== JSON.stringify(publish));
  const rows = [
    rowOf('All sources that say nothing else', publish, 'courant.yaml'),
    ...own.map((source) =>
      rowOf(markup`<a href="/app/sources/${source.id}">${source.name}</a>`, source.publish, source.file),
    ),
  ];
  const decisions = policies.map((policy) => [
    ...rowOf(policy.article, policy, '').slice(0, 5),
    markup`<bdi>${policy.reason}</bdi>`,
  ]);
  const head = ['Text', 'Pictures', 'For', 'Permission'];
  const main = markup`${pageTitle('Policy', 'What may be published. A decision about an article goes before its source; what the outlet signals narrows both, unless a permission is named.')}${section('Sources', dataTable('Sources', ['Of', ...head, 'From'], rows))}${section('Single articles', dataTable('Single articles', ['Article', ...head, 'Reason'], decisions, 'No decision stands in policy.yaml.'))}${section('Take down', takedownForm(c, article))}`;
  return { title: 'Policy', main, head: runningHead };
}

const meanings: Readonly<Record<(typeof shownTexts)[number], string>> = {
  full: 'full: all of it again',
  excerpt: 'excerpt: a beginning',
  headline: 'headline: title and link',
  private: 'private: nothing',
};

function takedownForm(c: Context<AccessEnv>, article: string): Markup {
  const options = shownTexts.map(
    (text) => markup`<option value="${text}"${text === 'private' && markup` selected`}>${meanings[text]}</option>`,
  );
  return markup`<form class="run-form" method="post" action="/app/policy/takedown">${formField(c)}
<label>Article: its address, or its file below content/ <input name="article" value="${article}" required maxlength="2000" autocapitalize="none" spellcheck="false"></label>
<label>Reason, kept in policy.yaml <input name="reason" required maxlength="1000"></label>
<label>What stays shown <select name="text">${options}</select></label>
<button>Take down</button>
<p class="run-soft">The file stays in the archive. The site is built again at once, unless something else is writing.</p></form>`;
}
