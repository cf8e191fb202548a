import { readEnvironment } from '../config/environment.ts';
import type { Terminal } from './terminal.ts';

/** Says which command comes next, as its reader can call it: one who started us by `npx` has no command `courant`. */
export function sayNext(command: string, terminal: Terminal, before = ''): void {
  const name = readEnvironment().isNpx ? 'npx courant' : 'courant';
  terminal.say(`Next: ${before}${name} ${command}`);
}

/** The same for a person who looks on only: after what programs do day by day, nobody else wants to hear it. */
export function hintNext(command: string, terminal: Terminal): void {
  if (terminal.columns < Infinity) sayNext(command, terminal);
}
