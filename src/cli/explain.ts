import { defaultFetch, readProject } from '../config/project.ts';
import { formatReport } from '../errors.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { systemClock } from '../model/clock.ts';
import { explainPage, type Explanation } from '../pipeline/explain-page.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { exitCodes, type GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';
import { unless } from './unless.ts';

export interface ExplainOptions extends GlobalOptions {
  readonly url?: string;
}

/** `courant explain`: why the extractor chose what it chose. Works outside a project too; stores nothing. */
export async function runExplain(target: string, options: ExplainOptions, terminal: Terminal): Promise<void> {
  const project = await unless('config/not-found', readProject(options.dir));
  const store =
    project && (await unless('store/not-found', openArchive(project, { clock: systemClock, mode: 'read' })));
  const http = createHttpClient(project?.fetch ?? defaultFetch(), systemClock);
  try {
    const tools = {
      http,
      clock: systemClock,
      ...(store && { store }),
      ...(options.url === undefined ? {} : { url: options.url }),
    };
    const explanation = await explainPage(target, tools);
    if (options.json) terminal.data(JSON.stringify(explanation, null, 2));
    else printExplanation(explanation, terminal);
    if (explanation.skip) process.exitCode = exitCodes.failed;
  } finally {
    await http.close();
    await store?.close();
  }
}

function printExplanation({ url, from, article, markdown, skip, steps }: Explanation, terminal: Terminal): void {
  terminal.data(`${url}  (from the ${from})\n`);
  if (article) {
    const { evidence } = article;
    const because = (field: keyof typeof evidence): string => {
      const found = evidence[field];
      return found ? `${found.from} (${found.confidence.toFixed(2)})` : '';
    };
    const rows: string[][] = [
      ['title', article.title, because('title')],
      ['authors', article.authors.join(', ') || '–', because('authors')],
      ['published', article.published?.instant ?? '–', because('published')],
      ['modified', article.modified?.instant ?? '–', because('modified')],
      ['language', article.language, because('language')],
      ['kind', `${article.kind}${article.isFree ? '' : ', not free'}`, ''],
      ['section', article.section || '–', ''],
      ['topics', article.topics.join(', ') || '–', ''],
      ['image', article.image?.url ?? '–', because('image')],
      ['canonical', article.canonical ?? '–', because('canonical')],
      ['rights', article.rights.join(', ') || '–', ''],
      ['body', `${article.blocks.length} blocks`, because('body')],
      ['confidence', article.confidence.toFixed(2), ''],
    ];
    terminal.data(`${formatTable(rows)}\n`);
  }
  if (skip) terminal.data(`${formatReport(skip.code, { url, detail: skip.detail })}\n`);
  terminal.data(formatSteps(steps));
  if (markdown !== undefined) terminal.data(`\n--- Markdown ---\n\n${markdown}`);
}

export function formatSteps(steps: Explanation['steps']): string {
  const rows = steps.map(({ stage, step, decision, score, target, because }) => [
    stage,
    step,
    decision,
    score === undefined ? '' : score.toFixed(2),
    shorten(target, 70),
    because,
  ]);
  return formatTable(rows);
}

function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
