import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { defaultFetch, readProject } from '../config/project.ts';
import { formatReport, NewsError, type ErrorContext } from '../errors.ts';
import { whyUnreadable } from '../store/store-failure.ts';
import { extract, renderMarkdown, renderText, type Article, type ExtractOptions } from '../extract.ts';
import { checkStatus } from '../fetch/check-status.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { markdownToHtml } from '../markdown/to-html.ts';
import { systemClock } from '../model/clock.ts';
import { ok, type Outcome } from '../model/outcome.ts';
import { toUrl } from '../url/normalize.ts';
import { exitCodes, type GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';
import { unless } from './unless.ts';

export interface ExtractCommandOptions extends GlobalOptions {
  readonly url?: string;
  readonly text?: boolean;
  readonly html?: boolean;
}

interface ReadPage extends Pick<ExtractOptions, 'url' | 'headers'> {
  readonly bytes: Uint8Array;
}

/** `courant extract`: the article of a page (`-`: of stdin) as Markdown, plain text, HTML or JSON. Stores nothing; goes to the
 *  network only for an address. */
export async function runExtract(target: string, options: ExtractCommandOptions, terminal: Terminal): Promise<void> {
  const formats = [options.text, options.html, options.json].filter(Boolean);
  if (formats.length > 1) throw new NewsError('cli/misuse', { detail: 'Choose one of --text, --html and --json.' });
  const page = await readPage(target, options);
  const outcome = page.ok ? extract(page.value.bytes, { ...page.value, now: systemClock.now() }) : page;
  if (outcome.ok) return terminal.data(format(outcome.value, options));
  process.exitCode = exitCodes.failed;
  const { skip } = outcome;
  if (options.json) terminal.data(JSON.stringify({ skip }, null, 2));
  else terminal.say(formatReport(skip.code, { ...placeOf(target), detail: skip.detail }));
}

function placeOf(target: string): ErrorContext {
  if (target === '-') return {};
  return isAddress(target) ? { url: target } : { file: target };
}

function isAddress(target: string): boolean {
  return /^https?:\/\//i.test(target);
}

async function readPage(target: string, options: ExtractCommandOptions): Promise<Outcome<ReadPage>> {
  const address = isAddress(target) ? toUrl(target) : null;
  if (address !== null) return fetchTarget(address, options);
  const url = options.url === undefined ? {} : { url: options.url };
  if (options.url !== undefined && toUrl(options.url) === null)
    throw new NewsError('cli/misuse', { detail: `--url ${options.url} is no http or https address.` });
  if (target === '-') return ok({ bytes: await buffer(process.stdin), ...url });
  const bytes = await readFile(target).catch((cause: unknown) => {
    const detail = `${target} is no address, and as a file it cannot be read: ${whyUnreadable(cause)}.`;
    throw new NewsError('cli/misuse', { detail, cause });
  });
  return ok({ bytes, ...url });
}

async function fetchTarget(
  address: NonNullable<ReturnType<typeof toUrl>>,
  { dir }: GlobalOptions,
): Promise<Outcome<ReadPage>> {
  const project = await unless('config/not-found', readProject(dir));
  const http = createHttpClient(project?.fetch ?? defaultFetch(), systemClock);
  try {
    const answer = await http.fetchPage(address);
    if (!answer.ok) return answer;
    const { bytes, url, headers } = answer.value;
    const refusal = checkStatus(answer.value);
    return refusal ? { ok: false, skip: refusal } : ok({ bytes, url, headers });
  } finally {
    await http.close();
  }
}

function format(article: Article, options: ExtractCommandOptions): string {
  const { title, blocks } = article;
  if (options.json) return JSON.stringify({ article }, null, 2);
  if (options.text) return renderText(blocks, { title });
  // Level 1 is not among an article's blocks: it is its title's.
  const heading = renderMarkdown([{ kind: 'heading', level: 2, inlines: [{ kind: 'text', text: title }] }]);
  const markdown = `${heading.replace(/^##/, '#')}\n\n${renderMarkdown(blocks)}`;
  return options.html ? markdownToHtml(markdown).trimEnd() : markdown;
}
