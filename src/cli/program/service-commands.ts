import { Argument, type Command } from 'commander';
import { roles } from '../../model/reader.ts';
import { shells } from '../completion/shells.ts';
import type { DoctorFlags } from '../doctor.ts';
import type { UserAddFlags } from '../user.ts';
import { action, choice } from './command-parts.ts';

/** Who uses the archive, by which programs, and how it is set up. */
export function addServiceCommands(program: Command): void {
  program.commandsGroup('Set up:');
  program
    .command('config')
    .description('print the effective configuration as JSON')
    .action(action(async (_args, options, terminal) => (await import('../config.ts')).runConfig(options, terminal)));

  program
    .command('doctor')
    .helpGroup('Begin:')
    .summary('look at machine and project, and say how to mend them')
    .description(
      'look at Node, disk, clock, configuration, permissions, databases and engines, and say how to mend what is wrong',
    )
    .option('--network', 'also ask the translation services that are set up', false)
    .action(
      action<DoctorFlags>(async (_args, options, terminal) =>
        (await import('../doctor.ts')).runDoctor(options, terminal),
      ),
    );

  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'which shell reads it').choices(shells))
    .summary('print what a shell needs to complete commands')
    .description('print what a shell reads to complete commands, options, choices and sources')
    .action(
      action(async ([name], _options, terminal) => {
        const shell = shells.find((one) => one === name);
        if (shell) terminal.data((await import('../completion.ts')).completionScript(shell, program).trimEnd());
      }),
    );

  addUserCommands(program);

  program
    .command('mcp')
    .summary('answer a program that speaks the Model Context Protocol')
    .description('answer a program that reads the archive for a person (Model Context Protocol), on stdin and stdout')
    .action(action(async (_args, options, terminal) => (await import('../mcp.ts')).runMcp(options, terminal)));
}

function addUserCommands(program: Command): void {
  const user = program.command('user').description('who may log in to the server');
  user
    .command('add')
    .argument('<name>', 'what they log in with: small letters, digits, dots, hyphens')
    .description('add somebody; the password is asked for and not shown')
    .addOption(choice('--role <role>', 'what they may do', roles, 'reader'))
    .option('--password-file <file>', 'a file that holds the password; - for standard input')
    .option('--no-password', 'for somebody who comes by a proxy that has checked who they are')
    .option('--subject <text>', 'what the identity provider calls them; without a password')
    .action(
      action<UserAddFlags>(async ([name = ''], options, terminal) =>
        (await import('../user.ts')).runUserAdd(name, options, terminal),
      ),
    );
  user
    .command('list')
    .description('list who may log in')
    .action(action(async (_args, options, terminal) => (await import('../user.ts')).runUserList(options, terminal)));
  user
    .command('password')
    .argument('<name>', 'of the user')
    .description('set a new password, and log the user out everywhere')
    .option('--password-file <file>', 'a file that holds the password; - for standard input')
    .action(
      action<{ passwordFile?: string }>(async ([name = ''], options, terminal) =>
        (await import('../user.ts')).runUserPassword(name, options, terminal),
      ),
    );
  user
    .command('role')
    .argument('<name>', 'of the user')
    .addArgument(new Argument('<role>', 'what they may do').choices(roles))
    .description('change what somebody may do')
    .action(
      action(async ([name = '', role = ''], options, terminal) =>
        (await import('../user.ts')).runUserRole(name, role, options, terminal),
      ),
    );
  user
    .command('remove')
    .argument('<name>', 'of the user')
    .description('remove somebody, with their marks, collections and tokens')
    .action(
      action(async ([name = ''], options, terminal) =>
        (await import('../user.ts')).runUserRemove(name, options, terminal),
      ),
    );
}
