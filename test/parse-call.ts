import { createProgram } from '../src/cli/program/create-program.ts';
import { listCommands, pathOf } from '../src/cli/program/describe-command.ts';

/** The calls of `courant` in a line of a shell, without what the shell does with them. */
export function callsIn(line: string): readonly string[] {
  const parts = line.replace(/\s#\s.*$/, '').split(/&&|;|\||[<>]\(|\)|\s[<>]\s\S*/);
  return parts.map((part) => part.trim().replace(/^npx /, '')).filter((part) => part.startsWith('courant '));
}

/** Parses a call without running it; resolves to the words that call its command. Throws CommanderError for one that is refused. */
export async function parseCall(line: string): Promise<string | undefined> {
  const program = createProgram({ writeErr: () => undefined });
  let called: string | undefined;
  for (const command of listCommands(program)) command.action(() => void (called = pathOf(command)));
  await program.parseAsync(toWords(line).slice(1), { from: 'user' });
  return called;
}

function toWords(line: string): string[] {
  const words = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
  );
}
