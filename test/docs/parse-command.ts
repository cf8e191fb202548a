import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program/create-program.ts';

/** Parses a call of `courant` as the program does, and runs nothing. Throws what the program says when it is misused. */
export async function parseCommand(words: readonly string[]): Promise<void> {
  const said: string[] = [];
  const program = createProgram();
  for (const command of allCommands(program)) {
    command.configureOutput({ writeOut: () => undefined, writeErr: (text) => void said.push(text) });
    if (command.commands.length === 0) command.action(() => undefined);
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (cause) {
    const isHelp = cause instanceof Error && 'exitCode' in cause && cause.exitCode === 0;
    if (!isHelp) throw new Error(`courant ${words.join(' ')}: ${said.join('')}`, { cause });
  }
}

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
