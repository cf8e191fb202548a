#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { version } from '../config/version.ts';
import type { BuildFlags } from './build.ts';
import { skipCodes, type SkipCode } from '../errors.ts';
import { shownTexts, type ShownText } from '../model/policy.ts';
import { roles } from '../model/reader.ts';
import { exportFormats } from '../pipeline/exchange/formats.ts';
import type { ExportFlags } from './export.ts';
import { requestLogs, type RequestLog } from '../serve/operation/access-log.ts';
import { searchSorts } from '../store/store.ts';
import type { SearchFlags } from './search.ts';
import type { ExtractCommandOptions } from './extract.ts';
import { exitCodes, runCommand, type GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';
import type { NewsroomFlags } from './newsroom.ts';
import type { TranslateFlags } from './translate.ts';
import type { UserAddFlags } from './user.ts';

/** A command whose module is loaded when it is called: what it works with takes longer to load than many a command to run. */
function later<A extends readonly unknown[]>(
  load: () => Promise<(...args: A) => Promise<void>>,
): (...args: A) => Promise<void> {
  return async (...args) => (await load())(...args);
}

const runAdd = later(async () => (await import('./add.ts')).runAdd);
const runAll = later(async () => (await import('./run.ts')).runAll);
const runBackup = later(async () => (await import('./backup.ts')).runBackup);
const runAlerts = later(async () => (await import('./alerts.ts')).runAlerts);
const runBuild = later(async () => (await import('./build.ts')).runBuild);
const runCatalog = later(async () => (await import('./catalog.ts')).runCatalog);
const runChanges = later(async () => (await import('./changes.ts')).runChanges);
const runCollect = later(async () => (await import('./collect.ts')).runCollect);
const runConfig = later(async () => (await import('./config.ts')).runConfig);
const runExplain = later(async () => (await import('./explain.ts')).runExplain);
const runExtract = later(async () => (await import('./extract.ts')).runExtract);
const runExplainStory = later(async () => (await import('./explain-story.ts')).runExplainStory);
const runExport = later(async () => (await import('./export.ts')).runExport);
const runHugoExport = later(async () => (await import('./hugo.ts')).runHugoExport);
const runHugoInit = later(async () => (await import('./hugo.ts')).runHugoInit);
const runImport = later(async () => (await import('./import.ts')).runImport);
const runInit = later(async () => (await import('./init.ts')).runInit);
const runMcp = later(async () => (await import('./mcp.ts')).runMcp);
const runNewsroom = later(async () => (await import('./newsroom.ts')).runNewsroom);
const runPlan = later(async () => (await import('./plan.ts')).runPlan);
const runReextract = later(async () => (await import('./reextract.ts')).runReextract);
const runReindex = later(async () => (await import('./reindex.ts')).runReindex);
const runRegroup = later(async () => (await import('./regroup.ts')).runRegroup);
const runRestore = later(async () => (await import('./backup.ts')).runRestore);
const runRetry = later(async () => (await import('./retry.ts')).runRetry);
const runRulesImport = later(async () => (await import('./rules.ts')).runRulesImport);
const runTakedown = later(async () => (await import('./takedown.ts')).runTakedown);
const runSearch = later(async () => (await import('./search.ts')).runSearch);
const runServe = later(async () => (await import('./serve.ts')).runServe);
const runSourcesExport = later(async () => (await import('./sources.ts')).runSourcesExport);
const runSourcesImport = later(async () => (await import('./sources.ts')).runSourcesImport);
const runStatus = later(async () => (await import('./status.ts')).runStatus);
const runUserAdd = later(async () => (await import('./user.ts')).runUserAdd);
const runUserList = later(async () => (await import('./user.ts')).runUserList);
const runUserPassword = later(async () => (await import('./user.ts')).runUserPassword);
const runUserRemove = later(async () => (await import('./user.ts')).runUserRemove);
const runUserRole = later(async () => (await import('./user.ts')).runUserRole);
const runWorker = later(async () => (await import('./worker.ts')).runWorker);
const runStories = later(async () => (await import('./stories.ts')).runStories);
const runTranslate = later(async () => (await import('./translate.ts')).runTranslate);
const runTrace = later(async () => (await import('./trace.ts')).runTrace);
const runVerify = later(async () => (await import('./verify.ts')).runVerify);

const program = new Command('courant')
  .description(
    'Own your news: keeps every article of the sources you name as a file you own, and publishes a site from them.',
  )
  .version(version)
  .option('-C, --dir <folder>', 'the project folder (that of courant.yaml, or one below it)', '.')
  .option('--json', 'data and events as JSON on stdout', false)
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(courant <command> --help tells more)')
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.misused);
  });

/** The action of a command: its own options and the global ones, with errors reported. */
function action<O>(task: (args: readonly string[], options: O & GlobalOptions, terminal: Terminal) => Promise<void>) {
  return async (...all: unknown[]): Promise<void> => {
    const command = all.at(-1) as Command;
    await runCommand((terminal) => task(command.args, command.optsWithGlobals<O & GlobalOptions>(), terminal));
  };
}

function toNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= minimum && value <= maximum))
      throw new InvalidArgumentError(`A whole number from ${minimum} to ${maximum}.`);
    return value;
  };
}

function toChoice<T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((one) => one === text);
    if (choice === undefined) throw new InvalidArgumentError(`One of: ${choices.join(', ')}.`);
    return choice;
  };
}

function toDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay) throw new InvalidArgumentError('A day, as 2026-09-14.');
  return text;
}

function toEdition(text: string): 1 | 2 {
  if (text !== '1' && text !== '2') throw new InvalidArgumentError('1 or 2.');
  return text === '1' ? 1 : 2;
}

function withServing(command: Command): Command {
  return command
    .option('-p, --port <number>', 'port to serve at', toNumber(0, 65535), 4600)
    .option('--host <address>', 'address to serve at', '127.0.0.1')
    .option('--log <form>', 'json: each request as a line of JSON on stderr', toChoice(requestLogs), 'none');
}

function withCollecting(command: Command): Command {
  return command
    .option('--wait <seconds>', 'how long to wait for links that become due soon', toNumber(0, 86_400), 10)
    .option('--retry', 'try links and feeds again that were given up', false)
    .option('--all', 'poll feeds that are not due, too', false);
}

program
  .command('init')
  .argument('<folder>', 'the new project folder')
  .description('make a folder with a commented courant.yaml and sources/')
  .option('--contact <address>', 'how outlets can reach you: an e-mail address or a page')
  .option('--newsroom', 'to try it out: it may collect from `courant newsroom`', false)
  .action(
    action<{ contact?: string; newsroom: boolean }>(([folder = '.'], options, terminal) =>
      runInit(folder, options, terminal),
    ),
  );

program
  .command('add')
  .argument('<url-or-name...>', 'a news site or one of its feeds; or the name of an outlet in the catalog, as bbc')
  .description(
    'find the ways into a site, rank them, and write its source file; a name is looked up without the network',
  )
  .option('--id <name>', 'name of the source; default: from the address')
  .option('--preview', 'show what would be collected; write nothing', false)
  .action(
    action<{ id?: string; preview: boolean }>((words, options, terminal) => runAdd(words.join(' '), options, terminal)),
  );

program
  .command('catalog')
  .argument('[words...]', 'words of a name or address')
  .description('list well-known outlets, to be added by name; searched without the network')
  .option('--country <code>', 'only of this country (ISO 3166), as de')
  .option('--language <tag>', 'only in this language (BCP 47), as pt or pt-BR')
  .action(
    action<{ country?: string; language?: string }>((words, options, terminal) => runCatalog(words, options, terminal)),
  );

withCollecting(program.command('collect'))
  .description('read the sources that are due, fetch what is new, write the articles')
  .option('--source <ids...>', 'poll only the feeds of these sources, due or not')
  .action(
    action<{ wait: number; retry: boolean; all: boolean; source?: string[] }>((_args, options, terminal) =>
      runCollect(options, terminal),
    ),
  );

program
  .command('retry')
  .argument('[url]', 'only this link; by itself all that were given up or skipped for a passing reason')
  .description('let links wait again that were not stored; the next `courant collect` fetches them')
  .option('--reason <code>', 'only links that were skipped for this reason, as extract/no-text', toChoice(skipCodes))
  .option('--source <id>', 'only links of this source')
  .action(
    action<{ reason?: SkipCode; source?: string }>(([url], options, terminal) => runRetry(url, options, terminal)),
  );

program
  .command('build')
  .description('bring the site in public/ up to date')
  .option('--check', 'look at every article file for changes by hand; by itself up to 20,000 of them', false)
  .option('--anew', 'make everything anew', false)
  .action(action<BuildFlags>((_args, options, terminal) => runBuild(options, terminal)));

program
  .command('takedown')
  .argument('<article>', 'its address, or its file below content/')
  .description('note in policy.yaml that an article is shown no longer, or less of it')
  .requiredOption('--reason <text>', 'why; it stays in policy.yaml')
  .option('--text <how>', `what stays shown: ${shownTexts.join(', ')}`, toChoice(shownTexts), 'private')
  .action(
    action<{ reason: string; text: ShownText }>(([article = ''], options, terminal) =>
      runTakedown(article, options, terminal),
    ),
  );

withServing(program.command('serve'))
  .description('serve the built site with search')
  .option('--watch', 'build again when an article lands, or something is changed by hand', false)
  .action(
    action<{ port: number; host: string; log: RequestLog; watch: boolean }>((_args, options, terminal) =>
      runServe(options, terminal),
    ),
  );

withServing(withCollecting(program.command('run')))
  .description('collect, build and serve, and go on collecting what becomes due')
  .action(
    action<{ wait: number; retry: boolean; all: boolean; port: number; host: string; log: RequestLog }>(
      (_args, options, terminal) => runAll(options, terminal),
    ),
  );

program
  .command('mcp')
  .description('answer a program that reads the archive for a person (Model Context Protocol), on stdin and stdout')
  .action(action((_args, options, terminal) => runMcp(options, terminal)));

program
  .command('worker')
  .description('collect what becomes due, side by side with other workers on one PostgreSQL, until stopped')
  .action(action((_args, options, terminal) => runWorker(options, terminal)));

const user = program.command('user').description('who may log in to the server');
user
  .command('add')
  .argument('<name>', 'what they log in with: small letters, digits, dots, hyphens')
  .description('add somebody; the password is asked for and not shown')
  .option('--role <role>', `what they may do: ${roles.join(', ')}`, toChoice(roles), 'reader')
  .option('--password-file <file>', 'a file that holds the password; - for standard input')
  .option('--no-password', 'for somebody who comes by a proxy that has checked who they are')
  .option('--subject <text>', 'what the identity provider calls them; without a password')
  .action(action<UserAddFlags>(([name = ''], options, terminal) => runUserAdd(name, options, terminal)));
user
  .command('list')
  .description('list who may log in')
  .action(action((_args, options, terminal) => runUserList(options, terminal)));
user
  .command('password')
  .argument('<name>', 'of the user')
  .description('set a new password, and log the user out everywhere')
  .option('--password-file <file>', 'a file that holds the password; - for standard input')
  .action(
    action<{ passwordFile?: string }>(([name = ''], options, terminal) => runUserPassword(name, options, terminal)),
  );
user
  .command('role')
  .argument('<name>', 'of the user')
  .argument('<role>', `what they may do: ${roles.join(', ')}`)
  .description('change what somebody may do')
  .action(action(([name = '', role = ''], options, terminal) => runUserRole(name, role, options, terminal)));
user
  .command('remove')
  .argument('<name>', 'of the user')
  .description('remove somebody, with their marks, collections and tokens')
  .action(action(([name = ''], options, terminal) => runUserRemove(name, options, terminal)));

program
  .command('newsroom')
  .description('serve a made-up newsroom of eight outlets on this machine, to try everything with, until stopped')
  .option('-p, --port <number>', 'port of the first outlet; the others have the next ones', toNumber(1, 65_000), 4710)
  .option('--edition <number>', '2: two articles are edited, and one is new', toEdition, 1)
  .action(action<NewsroomFlags>((_args, options, terminal) => runNewsroom(options, terminal)));

const hugo = program.command('hugo').description('the same articles as a site that Hugo builds');
hugo
  .command('init')
  .description('make settings and layouts for Hugo in hugo/; never over a file that was changed')
  .option('--theme <name>', 'mainroad (which you install yourself), or none: layouts of our own', 'mainroad')
  .action(action<{ theme: string }>((_args, options, terminal) => runHugoInit(options, terminal)));
hugo
  .command('export')
  .description('write what may be shown of the archive into hugo/, and remove what may not')
  .action(action((_args, options, terminal) => runHugoExport(options, terminal)));

program
  .command('import')
  .argument('<path>', 'a WARC file (.warc, .warc.gz), a folder of HTML files, or an export (.jsonl, .csv, .parquet)')
  .description('run stored pages through the same pipeline, without the network, and build the site')
  .option('--replace', 'of an export: write over files that are there and differ', false)
  .option('--base-url <url>', 'where the folder was published, for pages that do not say')
  .option('--no-build', 'do not build the site')
  .action(
    action<{ baseUrl?: string; replace: boolean; build: boolean }>(([path = ''], options, terminal) =>
      runImport(path, options, terminal),
    ),
  );

program
  .command('extract')
  .argument('<url-or-file>', 'a page on the web, a file, or - for stdin')
  .description('print the article of a page as Markdown; stores nothing')
  .option('--url <url>', 'the address of the page in the file')
  .option('--text', 'plain text instead of Markdown')
  .option('--html', 'HTML instead of Markdown')
  .action(
    action<Omit<ExtractCommandOptions, keyof GlobalOptions>>(([target = ''], options, terminal) =>
      runExtract(target, options, terminal),
    ),
  );

program
  .command('explain')
  .argument('<url-or-file>', 'a page: stored, on the web, or a file; or the word story')
  .argument('[id]', 'of a story, behind the word story')
  .description(
    'show why the extractor chose what it chose, or why the articles of a story are together; stores nothing',
  )
  .option('--url <url>', 'the address of the page in the file')
  .option('--html <file>', 'write the page with the decisions painted on it; - for stdout')
  .action(
    action<{ url?: string; html?: string }>(([target = '', id], options, terminal) =>
      target === 'story' && id !== undefined
        ? runExplainStory(id, options, terminal)
        : runExplain(target, options, terminal),
    ),
  );

program
  .command('trace')
  .argument('<url>', 'the address of a link')
  .description('show one link through all stages')
  .action(action(([url = ''], options, terminal) => runTrace(url, options, terminal)));

program
  .command('changes')
  .argument('[article]', 'its address, or its file below content/')
  .description('show what outlets changed in their articles; of one article with all diffs')
  .action(action(([article], options, terminal) => runChanges(article, options, terminal)));

program
  .command('stories')
  .argument('[id]', 'of a story: all that is told of it')
  .description('list the stories of late, the first in rank first, and why')
  .option('--limit <number>', 'how many', toNumber(1, 1000), 20)
  .action(action<{ limit: number }>(([id], options, terminal) => runStories(id, options, terminal)));

program
  .command('regroup')
  .description('find all stories again from the article files')
  .action(action((_args, options, terminal) => runRegroup(options, terminal)));

program
  .command('translate')
  .description('translate what the rules in courant.yaml ask for and is not there yet')
  .option('--plan', 'show what there is to do and what it would cost; send nothing', false)
  .option('--to <languages...>', 'only into these languages (BCP 47)', [])
  .option('--anew', 'also what is up to date; never what somebody changed', false)
  .option('--watch', 'go on as articles arrive, until stopped', false)
  .action(action<TranslateFlags>((_args, options, terminal) => runTranslate(options, terminal)));

program
  .command('status')
  .description('show what the archive holds and how each source does')
  .action(action((_args, options, terminal) => runStatus(options, terminal)));

program
  .command('search')
  .argument(
    '[words...]',
    'words, "phrases", beginnings* and, after --, -exclusions; none for all that the filters leave',
  )
  .description('find articles of the archive, newest first')
  .option('--outlet <id>', 'only of this outlet')
  .option('--language <tag>', 'only those that were written in this language (BCP 47), as pt or pt-BR')
  .option('--read-in <tag>', 'only those that there are in this language, as they are or translated')
  .option('--tag <tag>', 'only with this tag')
  .option('--author <name>', 'only by this author')
  .option('--story <id>', 'only of this story, as `courant stories` names it')
  .option('--since <day>', 'only of this day (YYYY-MM-DD) or later', toDay)
  .option('--until <day>', 'only of this day or earlier', toDay)
  .option(
    '--sort <order>',
    `${searchSorts.join(' or ')}: the best of the newest 10,000`,
    toChoice(searchSorts),
    'newest',
  )
  .option('--limit <number>', 'how many', toNumber(1, 10_000), 20)
  .action(action<SearchFlags>((words, options, terminal) => runSearch(words.join(' '), options, terminal)));

program
  .command('alerts')
  .argument('[names...]', 'of searches in courant.yaml; all of them without')
  .description('show what saved searches find that is new since this was asked last')
  .action(action((names, options, terminal) => runAlerts(names, options, terminal)));

program
  .command('reindex')
  .description('rebuild the database from the article files and WARC')
  .action(action((_args, options, terminal) => runReindex(options, terminal)));

program
  .command('export')
  .argument('<file>', `where to; its ending tells the format (${exportFormats.join(', ')}); - for stdout`)
  .description('write articles into one file for other programs, or as a book')
  .option('--format <name>', `one of ${exportFormats.join(', ')}`, toChoice(exportFormats))
  .option('--outlet <id>', 'only of this outlet')
  .option('--language <tag>', 'only in this language (BCP 47), as pt or pt-BR')
  .option('--tag <name>', 'only with this tag')
  .option('--from <day>', 'only of this day (YYYY-MM-DD) or later', toDay)
  .option('--to <day>', 'only of this day (YYYY-MM-DD) or earlier', toDay)
  .option('--text <words>', 'only what a search for these words finds')
  .option('--published', 'what may be shown of them instead of all; a book never holds more', false)
  .action(action<ExportFlags>(([file = ''], options, terminal) => runExport(file, options, terminal)));

program
  .command('verify')
  .description('compare every file of the archive with what was written (manifest/)')
  .option('--accept', 'take the files as they are for right', false)
  .action(action<{ accept: boolean }>((_args, options, terminal) => runVerify(options, terminal)));

program
  .command('backup')
  .argument('<folder>', 'a new folder outside of the project, or an earlier backup of it')
  .description('copy the project; the second time only what changed')
  .action(action(([folder = ''], options, terminal) => runBackup(folder, options, terminal)));

program
  .command('restore')
  .argument('<backup>', 'the folder of the backup')
  .argument('<folder>', 'a new folder')
  .description('make a project of a backup; each file is compared with what was backed up')
  .action(action(([backup = '', folder = ''], options, terminal) => runRestore(backup, folder, options, terminal)));

program
  .command('reextract')
  .description('read the stored pages again with the extractor of today, and show what would change')
  .option('--source <id>', 'only of this source')
  .option('--since <day>', 'only articles of this day (YYYY-MM-DD) or later', toDay)
  .option('--write', 'write what changes; never over a file that was changed by hand', false)
  .action(
    action<{ source?: string; since?: string; write: boolean }>((_args, options, terminal) =>
      runReextract(options, terminal),
    ),
  );

program
  .command('plan')
  .description('show what the changes in sources/ would do to the archive; changes nothing')
  .action(action((_args, options, terminal) => runPlan(options, terminal)));

program
  .command('rules')
  .description('site rules: where things stand on the pages of an outlet')
  .command('import')
  .argument('<path...>', 'site config files of Full-Text RSS, as example.com.txt, or folders of them')
  .description('turn site configs of Full-Text RSS into `rules` of a source file; tells each line it cannot carry over')
  .option('--into <source>', 'write them into the file of this source, from the config for its host')
  .option('--valid-from <day>', 'the first day (YYYY-MM-DD) of the pages they are for', toDay)
  .action(
    action<{ into?: string; validFrom?: string }>((paths, options, terminal) =>
      runRulesImport(paths, options, terminal),
    ),
  );

const sources = program.command('sources').description('lists of sources: OPML in and out');
sources
  .command('import')
  .argument('<file-or-url>', 'an OPML file, or JSON that names feed addresses under each topic; a path or an address')
  .description('write one source file for each outlet of a list; what is there already is not written twice')
  .action(action(([from = ''], options, terminal) => runSourcesImport(from, options, terminal)));
sources
  .command('export')
  .description('print the feeds of all sources as OPML 2.0')
  .action(action((_args, options, terminal) => runSourcesExport(options, terminal)));

program
  .command('config')
  .description('print the effective configuration as JSON')
  .action(action((_args, options, terminal) => runConfig(options, terminal)));

await program.parseAsync();
