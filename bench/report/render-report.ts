import type { FuzzFigures } from './keep-fuzzing.ts';
import { parts, type Part } from './parts.ts';
import { renderSoak } from './render-soak-part.ts';
import { renderTable, wrap } from './render-table.ts';
import type { Result, Tables } from './results.ts';

/** A result by the name of its part; undefined when there is none. */
export type ReadResult = (part: string) => Result | undefined;

/** `docs/quality.md` from the last result of each part. */
export function renderReport(read: ReadResult): string {
  const sections = parts.map((part) => renderPart(part, read(part.name)));
  const contents = [...parts, ...otherTitles].map(({ title }) => `- [${title}](#${anchorOf(title)})`);
  return `# Quality

What is measured, against whom, and what came out. Written by \`npm run report\`, which runs all parts and takes hours; \`npm run report -- --only
extraction conformance\` runs some, and \`npm run report -- --write\` none. Each part says when, on which commit and on which machine it was run; \`load\` is how
many processes wanted a core at its end, on average of five minutes: where it is above the number of cores, times tell little, and shares and ratios count.
The figures themselves are in \`bench/results/\`. A \`floor\` is what \`npm run check\` or a gate of the same command does not let a figure fall below.
Corpora are not part of the repository; without them a part keeps its last result.

${contents.join('\n')}

${sections.join('\n')}
${renderFuzzing(read)}
${renderMutation(read('mutation'))}`;
}

const otherTitles = [{ title: 'Fuzzing' }, { title: 'Tests that are tested' }] as const;

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z\d -]/g, '')
    .replaceAll(' ', '-');
}

function renderPart({ name, title, about, behind, command }: Part, result: Result | undefined): string {
  const body =
    result === undefined ? 'Not run yet.\n' : `${renderFigures(name, result.figures)}\n${renderOrigin(result)}`;
  return [
    `## ${title}\n`,
    ...(about === '' ? [] : [`${wrap(about)}\n`]),
    body,
    ...(behind === '' ? [] : [`${wrap(`Where it falls short: ${behind}`)}\n`]),
    `Run it: \`${command}\`\n`,
  ].join('\n');
}

function renderOrigin({ at, commit, machine, node, load }: Result): string {
  const told = [at.slice(0, 10), `commit ${commit}`, machine, `Node ${node.replace(/^v/, '')}`];
  return `*${[...told, ...(load === undefined ? [] : [`load ${load}`])].join(', ')}.*\n`;
}

function renderFigures(name: string, figures: unknown): string {
  if (name === 'soak') return renderSoak(figures);
  if (typeof figures !== 'object' || figures === null) return '';
  if ('text' in figures) return `\`\`\`text\n${String(figures.text)}\n\`\`\`\n`;
  if (!('tables' in figures)) return '';
  return Object.entries((figures as Tables).tables)
    .map(([title, rows]) => `${title === '' ? '' : `${title}\n\n`}${renderTable(rows)}`)
    .join('\n');
}

const fuzzers = ['fuzz-pages', 'fuzz-inputs', 'fuzz-api'] as const;

function renderFuzzing(read: ReadResult): string {
  const results = fuzzers.map((name) => read(name) as Result<FuzzFigures> | undefined);
  const rows = results.flatMap((result) =>
    Object.entries(result?.figures ?? {}).map(([name, { inputs, cpuSeconds, failures, lastFailures }]) => {
      const found = { 'failures found': failures, 'in the last run': lastFailures };
      return { input: name, read: inputs, 'CPU minutes': cpuSeconds / 60, ...found };
    }),
  );
  const minutes = rows.reduce((sum, row) => sum + row['CPU minutes'], 0);
  const origins = results.flatMap((result) => (result === undefined ? [] : [renderOrigin(result)]));
  return `## Fuzzing

Readers of what comes from elsewhere get made-up inputs with random changes. Each must read them twice the same or refuse them in order, end soon, and
give out no address but of the Web and nothing that a browser would run. All runs that were kept, together: ${(minutes / 60).toFixed(2)} hours of CPU time. Found and mended
before they were kept: a damaged Parquet file ended \`courant import\` with a stack, or was read for ever when it claimed too many rows.

${renderTable(rows)}
${origins.at(-1) ?? 'Not run yet.\n'}
Run it: \`npm run fuzz -- --keep\` (pages of articles), \`npm run fuzz:inputs -- --keep\` (all else), \`npm run fuzz:api -- --keep\`
`;
}

function renderMutation(result: Result | undefined): string {
  const told =
    result === undefined ? 'Not run yet.\n' : `${renderFigures('mutation', result.figures)}\n${renderOrigin(result)}`;
  return `## Tests that are tested

Faults are put into the code one at a time, as a \`<\` made a \`<=\`; the score is the percentage of them that a test notices.
Faults are chosen by a seed, at most twenty in a file; "after" is with the tests that were added because of the first run, on nearly the same faults.

${told}`;
}
