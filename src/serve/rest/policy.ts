import { z } from 'zod';
import { addPolicy } from '../../config/add-policy.ts';
import { readPolicyFile } from '../../config/publication-policy.ts';
import { shownImages, shownTexts } from '../../model/policy.ts';
import { noteAudit } from '../access/note-audit.ts';
import { operation } from './operation.ts';
import { notFound } from './problem.ts';
import { articleId, toArticleId } from './schemas.ts';

const decisionSchema = z
  .object({
    article: z.string().describe('Its file below content/, or its address.'),
    reason: z.string(),
    text: z.enum(shownTexts).optional(),
    images: z.enum(shownImages).optional(),
    days: z.number().optional(),
    permission: z.string().optional(),
  })
  .meta({ id: 'Decision' });
const tag = 'Policy';

export const listDecisions = operation({
  ...({ id: 'listDecisions', method: 'get', path: '/policy', tag, scope: 'run' } as const),
  summary: 'What policy.yaml says of single articles',
  answer: z.object({ decisions: z.array(decisionSchema) }).meta({ id: 'Decisions' }),
  run: async ({ context }) => {
    const decisions = await readPolicyFile(context.service.project.root);
    return { decisions: decisions.map((decision) => ({ ...decision })) };
  },
});

export const takeDown = operation({
  ...({ id: 'takeDown', method: 'post', path: '/articles/{id}/take-down', tag, scope: 'run' } as const),
  summary: 'Notes in policy.yaml that an article is shown no longer, or less of it; its file stays',
  problems: [404],
  params: z.object({ id: articleId }),
  body: z.strictObject({ reason: z.string().trim().min(1).max(1000), text: z.enum(shownTexts).default('private') }),
  answer: decisionSchema,
  run: async ({ c, context, path, body }) => {
    const { project, store, reloadPolicy } = context.service;
    const article = await store.getArticle(toArticleId(path.id));
    if (article === undefined) throw notFound('article');
    const decision = { article: article.path, reason: body.reason, text: body.text };
    await addPolicy(project.root, decision);
    await reloadPolicy?.();
    noteAudit(c, context.service.access, {
      action: 'taken-down',
      target: article.path,
      detail: `${body.text}: ${body.reason}`,
    });
    return decision;
  },
});

export const policyOperations = [listDecisions, takeDown];
