import { z } from 'zod';
import type { Row } from './results.ts';
import { renderTable, wrap } from './render-table.ts';

const slope = z.object({ perHour: z.number(), within: z.number(), points: z.number() }).optional();

const edits = { announced: z.number(), found: z.number(), silent: z.number(), silentFound: z.number() };

/** As `run-soak.ts` keeps them. */
const figuresForm = z.object({
  ...{
    minutes: z.number(),
    sources: z.number(),
    seed: z.number(),
    kills: z.number(),
    requests: z.number().optional(),
    refused: z.number().optional(),
  },
  ...{
    published: z.number(),
    newsroom: z.number(),
    files: z.number(),
    indexed: z.number(),
    falseRevisions: z.number(),
  },
  note: z.string().optional(),
  accounting: z.object({ found: z.number(), stored: z.number(), skipped: z.number(), waiting: z.number() }),
  ...{ lost: z.array(z.string()), doubled: z.array(z.string()), failures: z.array(z.string()) },
  edits: z.object(edits),
  soon: z.object({ waiting: z.number(), edits: z.object(edits) }),
  removed: z.object({ stored: z.number(), markedGone: z.number() }),
  memory: z.object({
    peakRssMb: z.number(),
    stillMinutes: z.number(),
    stored: z.object({ before: z.number(), after: z.number() }),
    heapMb: z.number(),
    rssSlope: slope,
    heapSlope: slope,
  }),
  answers: z.record(z.string(), z.number()),
  site: z.object({ files: z.number(), different: z.array(z.string()), broken: z.array(z.string()) }),
  verified: z.object({ isWhole: z.boolean(), files: z.number() }),
});

type Figures = z.infer<typeof figuresForm>;

/** What became of a soak, as text and a table. */
export function renderSoak(kept: unknown): string {
  const soak = figuresForm.parse(kept);
  const { minutes, sources, kills, memory } = soak;
  return `\`courant run\` follows ${sources} sources on this machine for ${minutes} minutes: the demo newsroom and made-up outlets that publish, edit and remove
articles; of ten of them one is slow, one fails every third time, and one has moved. In the first part of the time it is killed (SIGKILL) at random, ${kills} times,
and started again. In the last ${memory.stillMinutes} minutes nothing new is published: edits, removals, polls and readers go on. Then the outlets stand still and all feeds are
read; a clock that is set ahead by three hours, and by ten, lets all tries and looks at stored articles happen; and all of it is compared with what was published.

${renderTable(rowsOf(soak))}
Memory is sampled every second; every ten seconds the heap is cleared and measured. Slopes are those of the lowest value of each of the last ${memory.stillMinutes} minutes, with
95 % confidence: the archive does not grow then, so that what grows is not due to it.

${soak.note === undefined ? '' : `${wrap(soak.note)}\n\n`}![Memory over time, with kills](images/soak.svg)
`;
}

function rowsOf(soak: Figures): readonly Row[] {
  const { accounting, soon, edits, removed, memory, site, verified, answers } = soak;
  const { found, stored, skipped, waiting } = accounting;
  const told = (slopeOf: Figures['memory']['heapSlope']): string =>
    slopeOf === undefined
      ? 'too short to say'
      : `${slopeOf.perHour.toFixed(0)} ± ${slopeOf.within.toFixed(0)} MB an hour (${slopeOf.points} minutes)`;
  const row = (what: string, came: string | number): Row => ({ what, 'came out': String(came) });
  return [
    ...(soak.requests === undefined
      ? []
      : [row('requests that the outlets had', `${soak.requests}, ${soak.refused ?? 0} of them failed on purpose`)]),
    row('articles that were published, some of them removed before a feed was read', soak.published + soak.newsroom),
    row('links found = stored + skipped + waiting', `${found} = ${stored} + ${skipped} + ${waiting}`),
    row('article files; articles in the index', `${soak.files}; ${soak.indexed}`),
    row('lost; doubled', `${soak.lost.length}; ${soak.doubled.length}`),
    row('links that waited for their next try when the time was over; ten hours later', `${soon.waiting}; ${waiting}`),
    row('edits that a feed announced, and found at its next poll', `${soon.edits.announced}, ${soon.edits.found}`),
    row(
      'edits that nothing announced, and found by then; by looks two hours after publication',
      `${edits.silent}, ${soon.edits.silentFound}; ${edits.silentFound}`,
    ),
    row('false revisions', soak.falseRevisions),
    row(
      'stored articles that were removed; marked so, by two looks six hours apart',
      `${removed.stored}; ${removed.markedGone}`,
    ),
    row('ended by itself', soak.failures.length),
    row(
      'files of the site; other than in a build from nothing; broken',
      `${site.files}; ${site.different.length}; ${site.broken.length}`,
    ),
    row(
      '`courant verify`',
      `${verified.files} files, ${verified.isWhole ? 'all as they were written' : 'some are otherwise'}`,
    ),
    row(
      'answers to a reader who asked all the time (`early`: no site yet; `none`: killed)',
      Object.entries(answers)
        .map(([status, count]) => `${status}: ${count}`)
        .join(', '),
    ),
    row('resident memory at most', `${memory.peakRssMb} MB`),
    row(
      'links stored when nothing new was published any more; at the end',
      `${memory.stored.before}; ${memory.stored.after}`,
    ),
    row('resident memory, slope', told(memory.rssSlope)),
    row('heap after it was cleared, at the end; slope', `${memory.heapMb} MB; ${told(memory.heapSlope)}`),
  ];
}
