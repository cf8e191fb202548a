import { readProject } from '../config/project.ts';
import { policyFile } from '../config/publication-policy.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import type { ShownText } from '../model/policy.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { addPolicy } from '../config/add-policy.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `courant takedown`: notes in policy.yaml that an article is shown no longer, or less of it. Its file stays in the archive. */
export async function runTakedown(
  article: string,
  options: GlobalOptions & { readonly reason: string; readonly text: ShownText },
  terminal: Terminal,
): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const url = toUrl(article);
    const path = url === null ? article : (await store.findArticle(normalizeUrl(url)))?.path;
    const file = path === undefined ? undefined : await store.findArticleFile(path);
    if (path === undefined || file === undefined) throw new NewsError('cli/no-such-article', { detail: article });
    await addPolicy(project.root, { article: path, reason: options.reason, text: options.text });
    if (options.json) terminal.data(JSON.stringify({ event: 'policy', article: path, text: options.text }));
    else {
      terminal.say(`${terminal.style('bold', file.frontMatter.title)}\n  ${path}`);
      terminal.say(`  noted in ${policyFile}: ${options.text}. Run \`courant build\` to bring the site up to date.`);
    }
  } finally {
    await store.close();
  }
}
