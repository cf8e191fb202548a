import type { Command } from 'commander';
import { shownTexts, type ShownText } from '../../model/policy.ts';
import type { BuildFlags } from '../build.ts';
import type { TranslateFlags } from '../translate.ts';
import { action, choice, withServing, type ServingFlags } from './command-parts.ts';

/** What is published of the archive. */
export function addSiteCommands(program: Command): void {
  program.commandsGroup('Publish:');
  program
    .command('build')
    .description('bring the site in public/ up to date')
    .option('--check', 'look at every article file for changes by hand; by itself up to 20,000 of them', false)
    .option('--anew', 'make everything anew', false)
    .action(
      action<BuildFlags>(async (_args, options, terminal) => (await import('../build.ts')).runBuild(options, terminal)),
    );

  withServing(program.command('serve'))
    .description('serve the built site with search')
    .option('--watch', 'build again when an article lands, or something is changed by hand', false)
    .action(
      action<ServingFlags & { watch: boolean }>(async (_args, options, terminal) =>
        (await import('../serve.ts')).runServe(options, terminal),
      ),
    );

  program
    .command('translate')
    .summary('translate what the rules in courant.yaml ask for')
    .description('translate what the rules in courant.yaml ask for and is not there yet')
    .option('--plan', 'show what there is to do and what it would cost; send nothing', false)
    .option('--to <languages...>', 'only into these languages (BCP 47)', [])
    .option('--anew', 'also what is up to date; never what somebody changed', false)
    .option('--watch', 'go on as articles arrive, until stopped', false)
    .action(
      action<TranslateFlags>(async (_args, options, terminal) =>
        (await import('../translate.ts')).runTranslate(options, terminal),
      ),
    );

  program
    .command('regroup')
    .description('find all stories again from the article files')
    .action(action(async (_args, options, terminal) => (await import('../regroup.ts')).runRegroup(options, terminal)));

  program
    .command('takedown')
    .argument('<article>', 'its address, or its file below content/')
    .summary('note that an article is shown no longer, or less of it')
    .description('note in policy.yaml that an article is shown no longer, or less of it')
    .requiredOption('--reason <text>', 'why; it stays in policy.yaml')
    .addOption(choice('--text <how>', 'what stays shown', shownTexts, 'private'))
    .action(
      action<{ reason: string; text: ShownText }>(async ([article = ''], options, terminal) =>
        (await import('../takedown.ts')).runTakedown(article, options, terminal),
      ),
    );

  addHugoCommands(program);
}

function addHugoCommands(program: Command): void {
  const hugo = program.command('hugo').description('the same articles as a site that Hugo builds');
  hugo
    .command('init')
    .description('make settings and layouts for Hugo in hugo/; never over a file that was changed')
    .option('--theme <name>', 'mainroad (which you install yourself), or none: layouts of our own', 'mainroad')
    .action(
      action<{ theme: string }>(async (_args, options, terminal) =>
        (await import('../hugo.ts')).runHugoInit(options, terminal),
      ),
    );
  hugo
    .command('export')
    .description('write what may be shown of the archive into hugo/, and remove what may not')
    .action(action(async (_args, options, terminal) => (await import('../hugo.ts')).runHugoExport(options, terminal)));
}
