import { markup } from '../../publish/markup.ts';
import { storyView } from '../../publish/story-page.ts';
import type { StoryPage } from '../../publish/story.ts';
import type { ServiceApp } from '../service.ts';
import { notFound } from './article-routes.ts';
import { markAllButton } from './article-rows.ts';
import { idOf } from './known-stories.ts';
import { articleFolder } from './read-article.ts';
import type { ReadingContext } from './reading-context.ts';
import { answerReading, onlyFor } from './reading-page.ts';
import { toServiceLinks } from './service-links.ts';

/** The page of a story, as the site has it. */
export function addStoryRoutes(app: ServiceApp, context: ReadingContext): void {
  app.get('/app/stories', (c) => c.redirect('/app/'));
  app.get('/app/stories/:id', onlyFor('read'), async (c) => {
    const page = await context.stories?.of(c.req.param('id'));
    if (page === undefined) return notFound(c, context);
    const { id, title } = page.card;
    const ids = page.card.story.members.flatMap(({ url }) => idOf(url) ?? []);
    const view = storyView(context.pages, inService(page), '/');
    return answerReading(c, context, {
      title,
      main: markup`${toServiceLinks(context.pages.theme.story(view))}
<p class="app-buttons">${markAllButton('Mark all reports as read', ids)} <a href="/app/search?story=${id}">Search in this story</a></p>`,
    });
  });
}

/** The story with its articles where the service has them. */
function inService(page: StoryPage): StoryPage {
  const ids = new Map(page.view.story.members.map(({ path, url }) => [path, idOf(url)]));
  const moved = (posts: StoryPage['posts'] | undefined): StoryPage['posts'] =>
    new Map(
      [...(posts ?? [])].map(([path, post]) => {
        const id = ids.get(path);
        const language = post.suffix;
        return [path, id === undefined ? post : { ...post, folder: articleFolder(id, language) }];
      }),
    );
  return { ...page, posts: moved(page.posts), ...(page.translations && { translations: moved(page.translations) }) };
}
