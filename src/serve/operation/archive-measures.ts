import { endOf } from '../running/jobs.ts';
import type { Service } from '../service.ts';
import type { Measure } from './exposition.ts';

/** Feeds that failed so often in a row count as failing. */
const failuresInARow = 3;

/** What the archive holds and what waits in it. Counting reads much of the index: ask it seldom. */
export async function measureArchive({ store, clock }: Pick<Service, 'store' | 'clock'>): Promise<readonly Measure[]> {
  const links = await store.accounting();
  const articles = await store.countArticles();
  const translations = await store.listTranslationFiles();
  const feeds = await store.listFeeds();
  const failing = await store.listFailingFeeds(failuresInARow);
  const dueAt = await store.nextDueAt();
  const ageMs = dueAt === undefined ? 0 : Math.max(clock.now() - dueAt, 0);
  return [
    {
      ...{ name: 'courant_links', kind: 'gauge', help: 'Links that were found, by what became of them.' },
      samples: (['found', 'stored', 'skipped', 'waiting'] as const).map((state) => ({
        ...{ labels: { state }, value: links[state] },
      })),
    },
    {
      ...{ name: 'courant_articles', kind: 'gauge', help: 'Articles, by outlet.' },
      samples: [...articles].map(([outlet, value]) => ({ labels: { outlet }, value })),
    },
    gauge('courant_translations', 'Translations of articles.', translations.length),
    gauge('courant_feeds', 'Feeds that are known.', feeds.length),
    gauge('courant_feeds_failing', `Feeds that failed ${failuresInARow} times in a row, or are gone.`, failing.length),
    gauge('courant_queue_age_seconds', 'How long the link that is due longest has been due.', ageMs / 1000),
  ];
}

/** What runs, and what the process takes. */
export function measureProcess({ jobs }: Pick<Service, 'jobs'>): readonly Measure[] {
  const all = jobs.list();
  const running = all.filter(({ endedAt }) => endedAt === 0).length;
  const failed = all.filter((job) => endOf(job) === 'failed').length;
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return [
    gauge('courant_jobs_running', 'Commands that run for somebody.', running),
    gauge('courant_jobs_failed', 'Of the last fifty commands, those that failed.', failed),
    {
      ...{ name: 'process_cpu_seconds_total', kind: 'counter', help: 'CPU time of this process.' },
      samples: [{ value: (user + system) / 1e6 }],
    },
    gauge('process_resident_memory_bytes', 'Memory of this process.', rss),
    gauge('process_heap_bytes', 'Memory in use by JavaScript.', heapUsed),
    gauge('process_uptime_seconds', 'How long this process runs.', process.uptime()),
  ];
}

function gauge(name: string, help: string, value: number): Measure {
  return { name, kind: 'gauge', help, samples: [{ value }] };
}
