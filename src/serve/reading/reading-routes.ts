import type { ServiceApp, ServiceContext } from '../service.ts';
import { addArticleRoutes } from './article-routes.ts';
import { addCollectionRoutes } from './collection-routes.ts';
import { answerFrontPage } from './front-page.ts';
import { createKnownStories } from './known-stories.ts';
import { addListRoutes } from './list-routes.ts';
import { addMarkRoutes } from './mark-routes.ts';
import { onlyFor } from './reading-page.ts';
import type { ReadingContext } from './reading-context.ts';
import { addSearchRoutes } from './search-routes.ts';
import { createShelf } from './shelf.ts';
import { addStoryRoutes } from './story-routes.ts';

/** Where people read: stories, articles, search, what they marked and collected. Every page works without a script. */
export function addReadingRoutes(app: ServiceApp, service: ServiceContext): void {
  const context: ReadingContext = {
    ...service,
    shelf: createShelf(service.service),
    known: createKnownStories(service),
  };
  app.get('/app', onlyFor('read'), (c) => c.redirect('/app/'));
  app.get('/app/', onlyFor('read'), (c) => answerFrontPage(c, context));
  addListRoutes(app, context);
  addMarkRoutes(app, context);
  addArticleRoutes(app, context);
  addStoryRoutes(app, context);
  addSearchRoutes(app, context);
  addCollectionRoutes(app, context);
}
