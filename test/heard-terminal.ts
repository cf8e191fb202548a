import type { Terminal } from '../src/cli/terminal.ts';

/** What a command wrote, line by line. */
export interface Heard {
  readonly data: string[];
  readonly said: string[];
}

/** No terminal, but a place to write to, which keeps what comes. */
export function hearTerminal({ data, said }: Heard = { data: [], said: [] }): Terminal & { readonly heard: Heard } {
  return {
    heard: { data, said },
    data: (line) => void data.push(line),
    say: (line = '') => void said.push(line),
    progress: () => undefined,
    columns: Infinity,
    style: (_style, text) => text,
  };
}
