import { addMcpRoutes } from '../mcp/mcp-routes.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { addOperations, apiRoot } from './add-operations.ts';
import { articleOperations } from './articles.ts';
import { collectionOperations } from './collections.ts';
import { exportOperation } from './export.ts';
import { jobOperations } from './jobs.ts';
import { linkOperations } from './links.ts';
import { markOperations } from './marks.ts';
import { userOperations } from './me.ts';
import { toOpenApi } from './openapi.ts';
import { policyOperations } from './policy.ts';
import { answerProblem, notFound } from './problem.ts';
import { searchOperations } from './searches.ts';
import { sourceOperations } from './sources.ts';
import { storyOperations } from './stories.ts';
import { webhookOperations } from './webhooks.ts';

/** All operations of the API. */
export const operations = [
  ...articleOperations,
  exportOperation,
  ...storyOperations,
  ...sourceOperations,
  ...linkOperations,
  ...markOperations,
  ...collectionOperations,
  ...searchOperations,
  ...jobOperations,
  ...policyOperations,
  ...webhookOperations,
  ...userOperations,
];

/** `/api/v1`, and the document that tells of it. */
export function addRestRoutes(app: ServiceApp, context: ServiceContext): void {
  const document = JSON.stringify(toOpenApi(operations));
  app.get(`${apiRoot}/openapi.json`, (c) => {
    c.header('Cache-Control', 'no-cache');
    c.header('Content-Type', 'application/json');
    return c.body(document);
  });
  addOperations(app, context, operations);
  addMcpRoutes(app, context);
  app.all(`${apiRoot}/*`, (c) => answerProblem(c, notFound('address')));
}
