import type { ServiceApp, ServiceContext } from '../service.ts';
import { guardRunning } from './guard-running.ts';
import type { LivePace } from './job-events.ts';
import { addJobRoutes } from './job-routes.ts';
import { addLinkRoutes } from './link-routes.ts';
import { addPolicyRoutes } from './policy-routes.ts';
import { addSettingsRoutes } from './settings-routes.ts';
import { addSourceRoutes } from './source-routes.ts';
import { addTranslationRoutes } from './translation-routes.ts';

const parts = ['sources', 'add-source', 'jobs', 'links', 'policy', 'translation', 'settings'] as const;

/** Running the archive from the browser. All of it, to look as well, takes the scope `run`. */
export function addRunningRoutes(app: ServiceApp, context: ServiceContext, pace?: LivePace): void {
  const guard = guardRunning(context);
  for (const part of parts) {
    app.use(`/app/${part}`, guard);
    app.use(`/app/${part}/*`, guard);
  }
  addJobRoutes(app, context, pace);
  addSourceRoutes(app, context);
  addLinkRoutes(app, context);
  addPolicyRoutes(app, context);
  addTranslationRoutes(app, context);
  addSettingsRoutes(app, context);
}
