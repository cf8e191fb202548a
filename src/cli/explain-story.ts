import { NewsError } from '../errors.ts';
import type { GlobalOptions } from './run-command.ts';
import { withStories } from './stories.ts';
import type { Terminal } from './terminal.ts';

/** `courant explain story <id>`: why the articles of a story are together. */
export async function runExplainStory(id: string, options: GlobalOptions, terminal: Terminal): Promise<void> {
  await withStories(options, ({ index }) => {
    if (index.get(id) === undefined) throw new NewsError('cli/no-such-story', { detail: id });
    terminal.data(JSON.stringify(index.explain(id), null, 2));
    return Promise.resolve();
  });
}
