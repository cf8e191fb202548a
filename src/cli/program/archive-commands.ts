import type { Command } from 'commander';
import { exportFormats } from '../../pipeline/exchange/formats.ts';
import type { ExportFlags } from '../export.ts';
import { action, choice, toDay } from './command-parts.ts';

/** What keeps the archive whole, and takes it elsewhere. */
export function addArchiveCommands(program: Command): void {
  program.commandsGroup('Keep:');
  addCopyCommands(program);

  program
    .command('verify')
    .summary('compare every file with what was written')
    .description('compare every file of the archive with what was written (manifest/)')
    .option('--accept', 'take the files as they are for right', false)
    .action(
      action<{ accept: boolean }>(async (_args, options, terminal) =>
        (await import('../verify.ts')).runVerify(options, terminal),
      ),
    );

  program
    .command('reindex')
    .description('rebuild the database from the article files and WARC')
    .action(action(async (_args, options, terminal) => (await import('../reindex.ts')).runReindex(options, terminal)));

  program
    .command('reextract')
    .summary('read stored pages again with the extractor of today')
    .description('read the stored pages again with the extractor of today, and show what would change')
    .option('--source <id>', 'only of this source')
    .option('--since <day>', 'only articles of this day (YYYY-MM-DD) or later', toDay)
    .option('--write', 'write what changes; never over a file that was changed by hand', false)
    .action(
      action<{ source?: string; since?: string; write: boolean }>(async (_args, options, terminal) =>
        (await import('../reextract.ts')).runReextract(options, terminal),
      ),
    );
}

function addCopyCommands(program: Command): void {
  program
    .command('backup')
    .argument('<folder>', 'a new folder outside of the project, or an earlier backup of it')
    .description('copy the project; the second time only what changed')
    .action(
      action(async ([folder = ''], options, terminal) =>
        (await import('../backup.ts')).runBackup(folder, options, terminal),
      ),
    );

  program
    .command('restore')
    .argument('<backup>', 'the folder of the backup')
    .argument('<folder>', 'a new folder')
    .summary('make a project of a backup')
    .description('make a project of a backup; each file is compared with what was backed up')
    .action(
      action(async ([backup = '', folder = ''], options, terminal) =>
        (await import('../backup.ts')).runRestore(backup, folder, options, terminal),
      ),
    );

  program
    .command('export')
    .argument('<file>', `where to; its ending tells the format (${exportFormats.join(', ')}); - for stdout`)
    .summary('write articles into one file, or as a book')
    .description('write articles into one file for other programs, or as a book')
    .addOption(choice('--format <name>', 'instead of what the ending tells', exportFormats))
    .option('--outlet <id>', 'only of this outlet')
    .option('--language <tag>', 'only in this language (BCP 47), as pt or pt-BR')
    .option('--tag <name>', 'only with this tag')
    .option('--from <day>', 'only of this day (YYYY-MM-DD) or later', toDay)
    .option('--to <day>', 'only of this day (YYYY-MM-DD) or earlier', toDay)
    .option('--text <words>', 'only what a search for these words finds')
    .option('--published', 'what may be shown of them instead of all; a book never holds more', false)
    .action(
      action<ExportFlags>(async ([file = ''], options, terminal) =>
        (await import('../export.ts')).runExport(file, options, terminal),
      ),
    );
}
