import type { ServiceApp, ServiceContext } from '../service.ts';
import { addFeverApi } from './fever-api.ts';
import { createClientFeeds } from './feeds-of-clients.ts';
import { addReaderApi } from './reader-api.ts';
import { createItemSync } from './sync-items.ts';

/** What feed readers ask: the Google Reader API and the Fever API. */
export function addClientRoutes(app: ServiceApp, context: ServiceContext): void {
  const parts = { feeds: createClientFeeds(context.service), sync: createItemSync(context.service) };
  addReaderApi(app, context, parts);
  addFeverApi(app, context, parts);
}
