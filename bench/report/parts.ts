import type { Row } from './results.ts';
import { readAccessibility, readChaos, readCopies, readFaults, readManners, readTests } from './read-output.ts';

/** A part of the report: what is run for it, and what a stranger needs to know to read it. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** What is measured, against whom, and what a figure means. */
  readonly about: string;
  /** Where others are better, or what is not measured; empty when there is nothing to say. */
  readonly behind: string;
  /** As it is typed. Parts of the same command are run once. */
  readonly command: string;
  /** Figures from what the command printed; a command without it keeps them itself. */
  readonly read?: (output: string) => readonly Row[] | { readonly text: string };
}

const quality = 'npm run quality -- --keep';

/** In the order of the report. */
export const parts: readonly Part[] = [
  {
    name: 'extraction',
    title: 'Extraction of articles',
    about:
      'Text and fields of real pages beside what people marked in them, in percent. F1 joins precision (nothing that is not the article) and recall (all of it); over all words, and as the mean of pages. `segments`: pages of the Web with sentences that must be there and others that must not. `publishers`: pages of news outlets with their whole text. `reader`: pages with the text that the reading mode of a browser should show.',
    behind:
      'Rules were tuned on two thirds of these pages; `npm run quality -- --holdout` shows the other third apart.',
    command: quality,
  },
  {
    name: 'languages',
    title: 'Language of a text',
    about:
      'How often the language of a text is told, in percent, in 16 languages: of whole articles, headlines, sentences and four words alone. `with hints`: with what the page declares. `confidence`: 100 less how far the stated confidence is from the share that is right.',
    behind: 'Four words alone are too little for close relatives; languages that the model lacks are taken for others.',
    command: quality,
  },
  {
    name: 'stories',
    title: 'Articles joined to stories',
    about:
      'How well articles about one event are put together, in percent of B-cubed F1 and F1 of pairs, on labelled sets, each half with what the other half taught. Beside it the two usual ways (TF-IDF), each with the threshold that was best on the other half. Rows with `titles`: from headlines alone.',
    behind: 'Headlines alone say too little: without the text a good part of the articles stays apart.',
    command: quality,
  },
  {
    name: 'quotes',
    title: 'Who said what',
    about:
      'Quotations, their speakers and the verbs between them, beside those that people marked in English news (percent). `learned from`: articles that the model has seen; `others`: articles that it has not, which is what counts.',
    behind: 'English alone is measured; for other languages there is no marked text.',
    command: quality,
  },
  {
    name: 'translation',
    title: 'Translation engines',
    about:
      "How near engines that run on one's own machine come to translators, by chrF2 (0 to 100, shared pieces of words; 100 is the translator's own text), line by line on news articles.",
    behind:
      'Apertium works by rules, and is far behind neural engines, which are not installed where this was run. Those are measured with `npx tsx bench/translate/run-chrf.ts --with <settings>`.',
    command: quality,
  },
  {
    name: 'gate',
    title: 'The gate before a translation is published',
    about:
      'An engine that makes every kind of fault on purpose: how many of its segments are published in a wrong language, which must be none.',
    behind: 'A fault that keeps language, length, numbers and names is not seen by any check.',
    command: 'npx tsx bench/translate/run-faults.ts 20000',
    read: readFaults,
  },
  {
    name: 'copies',
    title: 'Copies of one article',
    about:
      'Made-up wire news, a third of it with copies that outlets cut, changed and prefaced, among articles that look alike and are no copies: precision and recall of pairs.',
    behind: 'The articles are made up: there is no free set of real copies.',
    command: 'npm run bench -- copies',
    read: readCopies,
  },
  {
    name: 'conformance',
    title: 'Feeds, sitemaps, robots.txt, addresses',
    about:
      'Cases of conformance suites that our readers pass: fields of feeds (`news-core`), harmless HTML (`sanitize`), encodings, dates, broken files (`robust`), sitemaps, robots.txt (RFC 9309), addresses, text that was decoded wrongly (`mojibake`).',
    behind: 'What fails is listed by `npm run conformance -- --failures`.',
    command: 'npm run conformance -- --keep',
  },
  {
    name: 'manners',
    title: 'Manners',
    about:
      'Made-up hosts that answer slowly, wrongly or not at all, forbid, redirect and ask to wait; workers that fetch from them on a virtual clock and are killed. A violation is a request that robots.txt, Retry-After, the pace of the site or a redirect did not allow.',
    behind: 'A few small worlds, as in CI; with `MANNERS_SECONDS=300` many large ones.',
    command: 'npx vitest run --project sqlite test/manners/manners.test.ts',
    read: readManners,
  },
  {
    name: 'kills',
    title: 'Killed at any moment',
    about:
      'The collector is killed fifty times, the builder, the translator and the sender of webhooks several times each, at random moments; after that nothing may be lost, doubled or broken.',
    behind: '',
    command:
      'NO_COLOR=1 npx vitest run --project sqlite --reporter=verbose test/runs/kill.test.ts test/runs/site-kill.test.ts test/runs/translate-kill.test.ts test/serve/webhook-kill.test.ts',
    read: readTests,
  },
  {
    name: 'chaos',
    title: 'Many workers on PostgreSQL, killed',
    about:
      'Four workers share one archive; they are killed at random, and PostgreSQL is ended twice. `lost`: articles without a file; `doubled`: with more than one; `violations`: requests beside another one to the same site, or too soon.',
    behind: 'A kill between an answer and the archive makes a second request (`sent again`).',
    command: 'npx tsx bench/workers/run-chaos.ts --hosts 200 --articles 10',
    read: readChaos,
  },
  {
    name: 'soak',
    title: 'Soak',
    about: '',
    behind: '',
    command: 'npm run soak -- --minutes 30 --sources 500 --seed 2',
  },
  {
    name: 'performance',
    title: 'Speed beside others',
    about:
      'CPU time of the hot paths, each by turns with its peers in one process, so that a busy machine slows all alike: the ratio counts, the times do not. A ratio below 1 is faster than the first row.',
    behind:
      'Peers are those that `npm ci --prefix bench/peers` has installed. Collecting, building and serving have benches of their own (`npm run bench -- collect publish serve`).',
    command: 'npm run bench -- extract store',
    read: (output) => (output.includes('peak memory') ? { text: output.slice(output.indexOf('commit ')).trim() } : []),
  },
  {
    name: 'accessibility',
    title: 'Accessibility and HTML',
    about:
      'Every type of page of the demo site and of the service, in a browser, light and dark, wide and narrow: rules of axe-core that are broken, rules of HTML that are broken, requests that fail when the site is opened from the disk.',
    behind: 'A tool finds a part of what hinders people; nobody who depends on a screen reader has tried it.',
    command: 'npm run check:pages',
    read: readAccessibility,
  },
];
