import type { Argument, Command, Option } from 'commander';

/** A longer list of choices is left to the completion and to the message that refuses another one. */
const choicesShown = 8;

/** What an option or argument is for, with its choices and what holds without it. */
export function describeOption({ description, argChoices, defaultValue }: Option | Argument): string {
  const hasChoices = argChoices !== undefined && argChoices.length <= choicesShown;
  const isSaid = typeof defaultValue === 'string' || typeof defaultValue === 'number';
  const told = [
    ...(hasChoices ? [`one of ${argChoices.join(', ')}`] : []),
    ...(isSaid ? [`default: ${String(defaultValue)}`] : []),
  ];
  return `${description}${told.length === 0 ? '' : ` (${told.join('; ')})`}`;
}

/** The words behind `courant` that call a command, as `user add`; empty for the program itself. */
export function pathOf(command: Command): string {
  const words: string[] = [];
  for (let one: Command | null = command; one?.parent; one = one.parent) words.unshift(one.name());
  return words.join(' ');
}

/** Every command that does something, in the order of the help. */
export function listCommands(program: Command): readonly Command[] {
  return program.commands.flatMap((command) => (command.commands.length === 0 ? [command] : listCommands(command)));
}
