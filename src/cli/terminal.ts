import { styleText } from 'node:util';
import { readEnvironment } from '../config/environment.ts';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red';

/** Data goes to stdout, talk to stderr; progress only to a terminal. */
export interface Terminal {
  /** A line of data. */
  data(line: string): void;
  /** A line of talk. */
  say(line?: string): void;
  /** One line that overwrites the last one; nothing when stderr is no terminal. */
  progress(line: string): void;
  /** Text for `say`, styled when stderr is a terminal that wants it. */
  style(style: Style, text: string): string;
}

export function createTerminal(): Terminal {
  const { stderr, stdout } = process;
  const isTerminal = stderr.isTTY;
  const isStyled = isTerminal && !readEnvironment().isPlain;
  let isProgressShown = false;
  let lastProgressAt = 0;
  const clear = (): void => {
    if (isProgressShown) stderr.write('\r\u001b[2K');
    isProgressShown = false;
  };
  return {
    data: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    say: (line = '') => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      const now = performance.now();
      if (!isTerminal || now - lastProgressAt < 100) return;
      lastProgressAt = now;
      clear();
      stderr.write(line.slice(0, Math.max((stderr.columns || 80) - 1, 20)));
      isProgressShown = true;
    },
    style: (style, text) => (isStyled ? styleText(style, text, { validateStream: false }) : text),
  };
}

/** Rows as columns of equal width; numbers to the right. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, String(cell).length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          typeof cell === 'number' ? String(cell).padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
