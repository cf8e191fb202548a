import type { Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { replayTrace, type Replay } from '../extract/replay-trace.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import type { Article } from '../model/article.ts';
import type { Clock } from '../model/clock.ts';
import type { Link } from '../model/link.ts';
import type { Outcome, Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { collectTrace, type TraceStep } from '../model/trace.ts';
import { whyUnreadable } from '../store/store-failure.ts';
import type { Store } from '../store/store.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { findDecisions, type Decisions } from './find-decisions.ts';
import { outletOf } from './outlet-of.ts';
import { readAs } from './read-as.ts';
import { readPageFile } from './read-page-file.ts';

export interface Explanation {
  /** Where the page came from: `archive`, `network` or `file`. */
  readonly from: 'archive' | 'network' | 'file';
  readonly url: string;
  readonly article?: Article;
  readonly markdown?: string;
  readonly skip?: Skip;
  /** What became of each part of the page; absent when there is none to read. */
  readonly decisions?: Decisions;
  readonly steps: readonly TraceStep[];
}

/** An explanation, and the page it is about with every removal done again. */
export interface Explained {
  readonly explanation: Explanation;
  readonly replay?: Replay;
}

export interface ExplainTools {
  readonly store?: Store;
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Of the page in a file. */
  readonly url?: string;
  /** Whose language and site rules hold for their pages. */
  readonly sources?: Project['sources'];
}

/** Reads a page (of the archive when it is there, else fetched and not stored; or a file) as collecting would, and tells every decision.
 *  Throws NewsError `cli/misuse` for a file that cannot be read or has an address that is none. */
export async function explainPage(target: string, tools: ExplainTools): Promise<Explained> {
  const url = /^https?:\/\//i.test(target) ? toUrl(target) : null;
  if (url === null) return explain(await readFileToExplain(target, tools.url), 'file', tools);
  const known = await tools.store?.latestPage(normalizeUrl(url));
  const link = await tools.store?.getLink(normalizeUrl(url));
  if (known && tools.store) return explain(await tools.store.readPage(known), 'archive', tools, link);
  const answer = await tools.http.fetchPage(url);
  if (!answer.ok) return { explanation: { from: 'network', url, skip: answer.skip, steps: [] } };
  return explain(answer.value, 'network', tools);
}

function explain(
  page: Page,
  from: Explanation['from'],
  { clock, sources = [] }: ExplainTools,
  link?: Pick<Link, 'hints' | 'source'>,
): Explained {
  const { url } = page;
  const now = clock.now();
  const refusal = checkStatus(page);
  if (refusal) return { explanation: { from, url, skip: refusal, steps: [] } };
  const trace = collectTrace();
  const outletId = link?.source ?? outletOf(url, { sources });
  const source = sources.find(({ id }) => id === outletId);
  const read = { ...readAs(source, page.fetchedAt), ...(link && { hints: link.hints }), now };
  const outcome: Outcome<Article> = extractArticle(page, read, trace);
  const { steps } = trace;
  const article = outcome.ok ? outcome.value : undefined;
  const replay = replayTrace(page, steps);
  const told = outcome.ok
    ? { article: outcome.value, markdown: renderMarkdown(outcome.value.blocks) }
    : { skip: outcome.skip };
  if (replay === undefined) return { explanation: { from, url, ...told, steps } };
  return { explanation: { from, url, ...told, decisions: findDecisions(replay, article, now), steps }, replay };
}

async function readFileToExplain(path: string, givenUrl: string | undefined): Promise<Page> {
  const given = givenUrl === undefined ? null : toUrl(givenUrl);
  if (givenUrl !== undefined && given === null)
    throw new NewsError('cli/misuse', { detail: `--url ${givenUrl} is no http or https address.` });
  const page = await readPageFile(path, { given, fallback: toUrl('http://localhost/') }).catch((cause: unknown) => {
    throw new NewsError('cli/misuse', {
      detail: `${path} is no address, and as a file it cannot be read: ${whyUnreadable(cause)}.`,
      cause,
    });
  });
  if (page === null) throw new NewsError('cli/misuse', { detail: path });
  return page;
}
