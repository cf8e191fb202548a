import type { Command } from 'commander';
import { skipCodes, type SkipCode } from '../../errors.ts';
import {
  action,
  choice,
  withCollecting,
  withServing,
  type CollectingFlags,
  type ServingFlags,
} from './command-parts.ts';

/** What fetches articles, or takes them from elsewhere. */
export function addCollectCommands(program: Command): void {
  program.commandsGroup('Collect:');
  withServing(withCollecting(program.command('run')))
    .helpGroup('Begin:')
    .summary('collect, build, serve, and go on as articles arrive')
    .description('collect, build and serve, and go on collecting what becomes due')
    .action(
      action<CollectingFlags & ServingFlags>(async (_args, options, terminal) =>
        (await import('../run.ts')).runAll(options, terminal),
      ),
    );

  withCollecting(program.command('collect'))
    .summary('fetch what is new, and write the articles')
    .description('read the sources that are due, fetch what is new, write the articles')
    .option('--source <ids...>', 'poll only the feeds of these sources, due or not')
    .action(
      action<CollectingFlags & { source?: string[] }>(async (_args, options, terminal) =>
        (await import('../collect.ts')).runCollect(options, terminal),
      ),
    );

  program
    .command('retry')
    .argument('[url]', 'only this link; by itself all that were given up or skipped for a passing reason')
    .summary('let links wait again that were not stored')
    .description('let links wait again that were not stored; the next `courant collect` fetches them')
    .addOption(choice('--reason <code>', 'only links skipped for this reason, as extract/no-text', skipCodes))
    .option('--source <id>', 'only links of this source')
    .action(
      action<{ reason?: SkipCode; source?: string }>(async ([url], options, terminal) =>
        (await import('../retry.ts')).runRetry(url, options, terminal),
      ),
    );

  program
    .command('import')
    .argument('<path>', 'a WARC file (.warc, .warc.gz), a folder of HTML files, or an export (.jsonl, .csv, .parquet)')
    .summary('run stored pages through the same pipeline')
    .description('run stored pages through the same pipeline, without the network, and build the site')
    .option('--replace', 'of an export: write over files that are there and differ', false)
    .option('--base-url <url>', 'where the folder was published, for pages that do not say')
    .option('--no-build', 'do not build the site')
    .action(
      action<{ baseUrl?: string; replace: boolean; build: boolean }>(async ([path = ''], options, terminal) =>
        (await import('../import.ts')).runImport(path, options, terminal),
      ),
    );

  program
    .command('worker')
    .summary('collect side by side with other workers on one PostgreSQL')
    .description('collect what becomes due, side by side with other workers on one PostgreSQL, until stopped')
    .action(action(async (_args, options, terminal) => (await import('../worker.ts')).runWorker(options, terminal)));
}
