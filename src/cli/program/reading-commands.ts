import type { Command } from 'commander';
import { searchSorts } from '../../store/store.ts';
import type { ExtractCommandOptions } from '../extract.ts';
import type { GlobalOptions } from '../run-command.ts';
import type { SearchFlags } from '../search.ts';
import { action, choice, toDay, toNumber } from './command-parts.ts';

/** What the archive holds, and why it holds it so. */
export function addReadingCommands(program: Command): void {
  program.commandsGroup('Read:');
  program
    .command('status')
    .description('show what the archive holds and how each source does')
    .action(action(async (_args, options, terminal) => (await import('../status.ts')).runStatus(options, terminal)));

  addSearchCommand(program);

  program
    .command('alerts')
    .argument('[names...]', 'of searches in courant.yaml; all of them without')
    .summary('show what saved searches find that is new')
    .description('show what saved searches find that is new since this was asked last')
    .action(
      action(async (names, options, terminal) => (await import('../alerts.ts')).runAlerts(names, options, terminal)),
    );

  program
    .command('stories')
    .argument('[id]', 'of a story: all that is told of it')
    .summary('list the stories of late, and why they rank so')
    .description('list the stories of late, the first in rank first, and why')
    .option('--limit <number>', 'how many', toNumber(1, 1000), 20)
    .action(
      action<{ limit: number }>(async ([id], options, terminal) =>
        (await import('../stories.ts')).runStories(id, options, terminal),
      ),
    );

  program
    .command('changes')
    .argument('[article]', 'its address, or its file below content/')
    .summary('show what outlets changed in their articles')
    .description('show what outlets changed in their articles; of one article with all diffs')
    .action(
      action(async ([article], options, terminal) =>
        (await import('../changes.ts')).runChanges(article, options, terminal),
      ),
    );

  addPageCommands(program);
}

function addSearchCommand(program: Command): void {
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
    .addOption(choice('--sort <order>', 'relevance: the best of the newest 10,000', searchSorts, 'newest'))
    .option('--limit <number>', 'how many', toNumber(1, 10_000), 20)
    .action(
      action<SearchFlags>(async (words, options, terminal) =>
        (await import('../search.ts')).runSearch(words.join(' '), options, terminal),
      ),
    );
}

/** What is told of a single page. */
function addPageCommands(program: Command): void {
  program
    .command('extract')
    .argument('<url-or-file>', 'a page on the web, a file, or - for stdin')
    .description('print the article of a page as Markdown; stores nothing')
    .option('--url <url>', 'the address of the page in the file')
    .option('--text', 'plain text instead of Markdown')
    .option('--html', 'HTML instead of Markdown')
    .action(
      action<Omit<ExtractCommandOptions, keyof GlobalOptions>>(async ([target = ''], options, terminal) =>
        (await import('../extract.ts')).runExtract(target, options, terminal),
      ),
    );

  program
    .command('explain')
    .argument('<url-or-file>', 'a page: stored, on the web, or a file; or the word story')
    .argument('[id]', 'of a story, behind the word story')
    .summary('show why an article was read so, or stories were joined')
    .description(
      'show why the extractor chose what it chose, or why the articles of a story are together; stores nothing',
    )
    .option('--url <url>', 'the address of the page in the file')
    .option('--html <file>', 'write the page with the decisions painted on it; - for stdout')
    .action(
      action<{ url?: string; html?: string }>(async ([target = '', id], options, terminal) =>
        target === 'story' && id !== undefined
          ? (await import('../explain-story.ts')).runExplainStory(id, options, terminal)
          : (await import('../explain.ts')).runExplain(target, options, terminal),
      ),
    );

  program
    .command('trace')
    .argument('<url>', 'the address of a link')
    .description('show one link through all stages')
    .action(
      action(async ([url = ''], options, terminal) => (await import('../trace.ts')).runTrace(url, options, terminal)),
    );
}
