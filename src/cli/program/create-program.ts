import { Command, type OutputConfiguration } from 'commander';
import { version } from '../../config/version.ts';
import { addArchiveCommands } from './archive-commands.ts';
import { addCollectCommands } from './collect-commands.ts';
import { describeOption, pathOf } from './describe-command.ts';
import { examples, firstSteps } from './examples.ts';
import { addReadingCommands } from './reading-commands.ts';
import { addServiceCommands } from './service-commands.ts';
import { addSiteCommands } from './site-commands.ts';
import { addSourceCommands } from './source-commands.ts';

/** Every command with its arguments and options: what runs them, completes them and describes them reads this. Where the words of a caller are
 *  no command, or ask for help, parsing throws a `CommanderError` when everything is said. */
export function createProgram(output: OutputConfiguration = {}): Command {
  const program = new Command('courant')
    .description(
      'Own your news: keeps every article of the sources you name as a file you own, and publishes a site from them.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show how a command is called')
    .option('-C, --dir <folder>', 'the project folder (that of courant.yaml, or one below it)', '.')
    .option('--json', 'data and events as JSON on stdout', false)
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: describeOption,
      argumentDescription: describeOption,
      subcommandTerm: (command) => command.name(),
    })
    .addHelpText('afterAll', ({ command }) => exampleText(command))
    .showHelpAfterError('(courant <command> --help tells more)')
    .configureOutput(output)
    .exitOverride();
  addSourceCommands(program);
  addCollectCommands(program);
  addReadingCommands(program);
  addSiteCommands(program);
  addArchiveCommands(program);
  addServiceCommands(program);
  program.addHelpCommand(new Command('help').argument('[command]').description('show how a command is called'));
  return program;
}

function exampleText(command: Command): string {
  const path = pathOf(command);
  const lines = path === '' ? firstSteps : (examples[path] ?? []);
  if (lines.length === 0) return '';
  return `\n${path === '' ? 'First steps' : lines.length > 1 ? 'Examples' : 'Example'}:\n  ${lines.join('\n  ')}`;
}
