/** What runs in a thread of the extract pool: one page in, one outcome out. */
import { parentPort } from 'node:worker_threads';
import { extractArticle, type ExtractContext } from '../extract/extract-article.ts';
import type { Article } from '../model/article.ts';
import { skipped, type Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';

export interface ExtractJob {
  readonly page: Pick<Page, 'url' | 'bytes' | 'headers'>;
  readonly context: ExtractContext;
}

function extractOrSkip({ page, context }: ExtractJob): Outcome<Article> {
  try {
    return extractArticle(page, context);
  } catch (error) {
    // A page must not stop the others, whatever fault of ours it finds.
    return skipped('extract/failed', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

parentPort?.on('message', (job: ExtractJob) => parentPort?.postMessage(extractOrSkip(job)));
parentPort?.postMessage('ready');
