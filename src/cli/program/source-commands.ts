import type { Command } from 'commander';
import type { NewsroomFlags } from '../newsroom.ts';
import { action, choice, toDay, toNumber } from './command-parts.ts';

/** What makes a project and its sources. */
export function addSourceCommands(program: Command): void {
  program.commandsGroup('Begin:');
  program
    .command('init')
    .argument('[folder]', 'the folder of the new project; made when it is not there', '.')
    .description('make a folder with a commented courant.yaml and sources/')
    .option('--contact <address>', 'how outlets can reach you: an e-mail address or a page')
    .option('--newsroom', 'to try things out: it may collect from `courant newsroom`', false)
    .action(
      action<{ contact?: string; newsroom: boolean }>(async ([folder = '.'], options, terminal) =>
        (await import('../init.ts')).runInit(folder, options, terminal),
      ),
    );

  program
    .command('add')
    .argument('<url-or-name...>', 'a news site or one of its feeds; or the name of an outlet in the catalog, as bbc')
    .summary('find the ways into a site, and write its source file')
    .description(
      'find the ways into a site, rank them, and write its source file; a name is looked up without the network',
    )
    .option('--id <name>', 'name of the source; by itself one made of the address')
    .option('--preview', 'show what would be collected; write nothing', false)
    .action(
      action<{ id?: string; preview: boolean }>(async (words, options, terminal) =>
        (await import('../add.ts')).runAdd(words.join(' '), options, terminal),
      ),
    );

  program
    .command('catalog')
    .argument('[words...]', 'words of a name or address')
    .summary('list well-known outlets, to be added by name')
    .description('list well-known outlets, to be added by name; searched without the network')
    .option('--country <code>', 'only of this country (ISO 3166), as de')
    .option('--language <tag>', 'only in this language (BCP 47), as pt or pt-BR')
    .action(
      action<{ country?: string; language?: string }>(async (words, options, terminal) =>
        (await import('../catalog.ts')).runCatalog(words, options, terminal),
      ),
    );

  addNewsroomCommand(program);

  program.commandsGroup('Sources:');
  program
    .command('plan')
    .summary('show what changes in sources/ would do to the archive')
    .description('show what changes in sources/ would do to the archive; write nothing')
    .action(action(async (_args, options, terminal) => (await import('../plan.ts')).runPlan(options, terminal)));

  addListCommands(program);
}

function addNewsroomCommand(program: Command): void {
  program
    .command('newsroom')
    .summary('serve made-up outlets, to try things out')
    .description('serve eight made-up outlets on this machine, to try everything with, until stopped')
    .option('-p, --port <number>', 'port of the first outlet; the others have the next ones', toNumber(1, 65_000), 4710)
    .addOption(choice('--edition <number>', '2: two articles are edited, and one is new', ['1', '2'], '1'))
    .action(
      action<NewsroomFlags>(async (_args, options, terminal) =>
        (await import('../newsroom.ts')).runNewsroom(options, terminal),
      ),
    );
}

/** Lists of sources and of their rules, from and to other programs. */
function addListCommands(program: Command): void {
  const sources = program.command('sources').description('lists of sources: OPML in and out');
  sources
    .command('import')
    .argument('<file-or-url>', 'an OPML file, or JSON that names feed addresses under each topic; a path or an address')
    .description('write one source file for each outlet of a list; what is there already is not written twice')
    .action(
      action(async ([from = ''], options, terminal) =>
        (await import('../sources.ts')).runSourcesImport(from, options, terminal),
      ),
    );
  sources
    .command('export')
    .description('print the feeds of all sources as OPML 2.0')
    .action(
      action(async (_args, options, terminal) => (await import('../sources.ts')).runSourcesExport(options, terminal)),
    );

  program
    .command('rules')
    .description('site rules: where things stand on the pages of an outlet')
    .command('import')
    .argument('<path...>', 'site config files of Full-Text RSS, as example.com.txt, or folders of them')
    .description(
      'turn site configs of Full-Text RSS into `rules` of a source file; tells each line it cannot carry over',
    )
    .option('--into <source>', 'write them into the file of this source, from the config for its host')
    .option('--valid-from <day>', 'the first day (YYYY-MM-DD) of the pages they are for', toDay)
    .action(
      action<{ into?: string; validFrom?: string }>(async (paths, options, terminal) =>
        (await import('../rules.ts')).runRulesImport(paths, options, terminal),
      ),
    );
}
