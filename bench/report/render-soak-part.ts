import { z } from 'zod';
import type { Row } from './results.ts';
import { renderTable, wrap } from './render-table.ts';

const slope = z.object({ perHour: z.number(), within: z.number(), points: z.number() }).optional();

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
  edits: z.object({ announced: z.number(), found: z.number(), silent: z.number(), silentFound: z.number() }),
  removed: z.object({ stored: z.number(), markedGone: z.number() }),
  memory: z.object({
    peakRssMb: z.number(),
    calmMinutes: z.number(),
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
articles all the time; of ten of them one is slow, one fails every third time, and one has moved. In the first part of the time it is killed (SIGKILL) at
random, ${kills} times, and started again; for the last ${memory.calmMinutes} minutes it is left alone. Then the outlets stand still, what is left is collected, and all of it is
compared with what was published.

${renderTable(rowsOf(soak))}
Memory is sampled every second; every ten seconds the heap is cleared and measured. Slopes are those of the lowest value of each minute of the calm
part, after its first two, with 95 % confidence. Some growth is what a growing archive costs.

${soak.note === undefined ? '' : `${wrap(soak.note)}\n\n`}![Memory over time, with kills](images/soak.svg)
`;
}

function rowsOf(soak: Figures): readonly Row[] {
  const { accounting, edits, removed, memory, site, verified, answers } = soak;
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
    row('edits that a feed announced, and found', `${edits.announced}, ${edits.found}`),
    row(
      'edits that nothing announced, and found',
      `${edits.silent}, ${edits.silentFound} (looks come 10 and 20 minutes after publication)`,
    ),
    row('false revisions', soak.falseRevisions),
    row(
      'stored articles that were removed; marked so, which takes two looks',
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
      'answers to a reader who asked every second',
      Object.entries(answers)
        .map(([status, count]) => `${status}: ${count}`)
        .join(', '),
    ),
    row('resident memory at most', `${memory.peakRssMb} MB`),
    row('resident memory, slope', told(memory.rssSlope)),
    row('heap after it was cleared, at the end; slope', `${memory.heapMb} MB; ${told(memory.heapSlope)}`),
  ];
}
