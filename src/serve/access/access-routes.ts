import type { ServiceApp, ServiceContext } from '../service.ts';
import { addAccountRoutes } from './account-routes.ts';
import { addAuditPage } from './audit-page.ts';
import { guardReading } from './gate.ts';
import { limitRequests } from './limit-requests.ts';
import { addLoginRoutes } from './login-routes.ts';
import { addProviderRoutes } from './provider-routes.ts';
import { addUserRoutes } from './user-routes.ts';

/** Logging in and out, accounts, users; and, for all that comes after, who may read. */
export function addAccessRoutes(app: ServiceApp, context: ServiceContext): void {
  const { access, isReadingOpen } = context.service;
  app.use('*', limitRequests(access.requests), guardReading(isReadingOpen));
  addLoginRoutes(app, context);
  if (access.oidc) addProviderRoutes(app, context, access.oidc);
  addAccountRoutes(app, context);
  addUserRoutes(app, context);
  addAuditPage(app, context);
}
