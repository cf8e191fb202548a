import type { FeedKind } from '../../src/model/source.ts';
import type { Handler } from '../loopback-server.ts';
import { startLoopbackServer, type LoopbackServer } from '../loopback-server.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

/** One outlet whose every answer a test decides, and a project that collects from it. */
export interface OneOutlet {
  readonly server: LoopbackServer;
  readonly project: NewsroomProject;
  /** Sets the answer to a path. */
  answer(path: string, answer: string | Handler): void;
  /** Sets the RSS feed at `/feed`: addresses or paths, in order; `modified` is the dc:date of every item. */
  feed(links: readonly string[], modified?: string): void;
  stop(): Promise<void>;
}

export async function startOneOutlet(settings: object = {}, kind: FeedKind = 'feed'): Promise<OneOutlet> {
  const routes: Record<string, string | Handler> = {};
  const server = await startLoopbackServer(routes);
  const feeds = [{ kind, url: server.url('/feed') }];
  const outlet = { id: 'one', name: 'One', home: server.url('/'), language: 'en', country: 'GB', feeds };
  const project = await makeNewsroomProject({ outlets: [outlet] }, settings);
  return {
    server,
    project,
    answer: (path, answer) => void (routes[path] = answer),
    feed: (links, modified) => {
      const items = links.map((link) => {
        const date = modified === undefined ? '' : `<atom:updated>${modified}</atom:updated>`;
        return `<item><link>${new URL(link, server.origin).href}</link>${date}</item>`;
      });
      routes['/feed'] =
        `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>One</title>${items.join('')}</channel></rss>`;
    },
    stop: async () => {
      await server.close();
      await project.remove();
    },
  };
}

/** An article's page; the same `subject` makes the same text. */
export function articlePage(options: {
  readonly title: string;
  readonly subject: string;
  readonly head?: string;
  readonly note?: string;
}): string {
  const { title, subject, head = '', note = '' } = options;
  const paragraphs = Array.from(
    { length: 6 },
    (_, i) =>
      `<p>For the ${i + 1}th time this year the people of the harbor spoke about the ${subject}, and what it costs to keep it as it is.</p>`,
  );
  return `<!doctype html><html lang="en"><head><title>${title}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-04T05:06:07Z">${head}</head>
<body><article><h1>${title}</h1>${paragraphs.join('')}${note === '' ? '' : `<p>${note}</p>`}</article></body></html>`;
}
