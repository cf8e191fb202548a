import { errors, skips } from '../../src/errors.ts';
import type { Generator } from './generators.ts';
import { toTable } from './to-table.ts';

export const errorsPage: Generator = { path: 'docs/reference/errors.md', content: errorsText };

/** When the entries of a stage come about. */
const stages = {
  config: 'when courant.yaml, the source files and the files beside them are read',
  discover: 'when a feed, sitemap or front page is read for links',
  fetch: 'when something is asked of an outlet',
  extract: 'when a page is read',
  store: 'when the archive is read or written',
  translate: 'when an article is translated',
  publish: 'when the site is made',
  pipeline: 'when stages work together',
  import: 'when files of others are read',
  serve: 'when the server starts',
  cli: 'when a command is called',
} as const;

interface Entry {
  readonly what: string;
  readonly do: string;
  readonly retry?: true;
}

function errorsText(): string {
  return `# Errors and skips

Whatever goes wrong has a code, \`stage/what-happened\`, that stays the same from version to version. A report says what happened, where, and what to do:

\`\`\`text
config/invalid   The configuration cannot be used.
  file    courant.yaml:2
  detail  Unknown key \`site.titel\`. Did you mean \`title\`?
  do      ${errors['config/invalid'].do}
\`\`\`

## Skips

A skip stops one link or one article and nothing else; the run goes on. \`courant status\` counts them by code, \`courant trace <url>\` tells of one link. Those that pass
by themselves leave the link waiting: it is tried five times in all, at longer and longer intervals (a host that asks to wait counts for none), then
\`pipeline/gave-up\` stands for them. \`courant retry\` lets them wait again; of the others, those that \`courant retry --reason <code>\` names.

${sections(skips, ['code', 'what happened', 'tried again', 'what to do'], ({ what, retry, do: advice }) => [what, retry ? 'yes' : 'no', advice])}
## Errors

An error ends the command, with exit code 2 for \`config/…\` and \`cli/…\` (but \`cli/broken-install\`), else 1. What is stored by then stays stored.

${sections(errors, ['code', 'what happened', 'what to do'], ({ what, do: advice }) => [what, advice])}
## Faults

Anything else is a fault in Courant. It is shown with its stack, version, Node and kind of machine: the lines of a report to us. With \`COURANT_DEBUG=1\` in the
environment the errors above show their stack as well, and that of their cause.
`;
}

function sections(
  catalogue: Readonly<Record<string, Entry>>,
  head: readonly string[],
  cells: (entry: Entry) => readonly string[],
): string {
  return Object.entries(stages)
    .flatMap(([stage, when]) => {
      const rows = Object.entries(catalogue).filter(([code]) => code.startsWith(`${stage}/`));
      if (rows.length === 0) return [];
      const table = toTable(
        head,
        rows.map(([code, entry]) => [`\`${code}\``, ...cells(entry)]),
      );
      return [`### ${stage}: ${when}\n\n${table}`];
    })
    .join('\n');
}
