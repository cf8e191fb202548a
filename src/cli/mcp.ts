import { readLook } from '../config/read-look.ts';
import { readProject } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { createLiveRules } from '../pipeline/live-rules.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { searchAllowed } from '../pipeline/search-allowed.ts';
import { openStories } from '../pipeline/stories/open-stories.ts';
import { toSiteContext } from '../publish/site-context.ts';
import type { ReadContext } from '../serve/rest/read-text.ts';
import type { GlobalOptions } from './run-command.ts';
import { changesIn, storiesIn } from './serve.ts';
import type { Terminal } from './terminal.ts';

const reloadEveryMs = 5000;

/** `courant mcp`: answers a program that reads the archive for a person, on stdin and stdout, until it goes. */
export async function runMcp(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const { StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const { createMcpServer } = await import('../serve/mcp/create-mcp-server.ts');
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const stories = openStories(project.root);
  const { rules, reload } = createLiveRules(project);
  // What is taken down meanwhile; while the file is broken, what it said before holds.
  const reloading = setInterval(() => void reload().catch(() => undefined), reloadEveryMs);
  const look = await readLook(project);
  const context: ReadContext = {
    ...{ siteDir: '', site: project.site, look, pages: toSiteContext(project.site, look) },
    outlets: project.sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' })),
    search: (query) => searchAllowed(store, rules, query, systemClock.now()),
    changes: changesIn(store, rules),
    ...(stories && { stories: storiesIn(project, store, stories, rules) }),
    service: { store, rules, clock: systemClock },
  };
  const server = createMcpServer(context);
  terminal.say(`${project.site.title} answers on stdin and stdout, as a program starts it; Ctrl-C stops.`);
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close'] as const) process.stdin.once(event, resolve);
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  try {
    await server.connect(new StdioServerTransport());
    await ended;
  } finally {
    clearInterval(reloading);
    await server.close();
    stories?.close();
    await store.close();
  }
}
