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
  /** Columns of the terminal behind stderr; Infinity when it is none. */
  readonly columns: number;
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
    columns: isTerminal ? stderr.columns || 80 : Infinity,
    style: (style, text) => (isStyled ? styleText(style, text, { validateStream: false }) : text),
  };
}

/** Rows as columns of equal width; numbers to the right. `maxWidth` (columns of the terminal) cuts long rows off. */
export function formatTable(rows: readonly (readonly (string | number)[])[], maxWidth = Infinity): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, displayWidth(String(cell)))));
  return rows
    .map((row) =>
      cut(
        row
          .map((cell, i) => pad(cell, widths[i] ?? 0))
          .join('  ')
          .trimEnd(),
        maxWidth,
      ),
    )
    .join('\n');
}

function pad(cell: string | number, width: number): string {
  const space = ' '.repeat(width - displayWidth(String(cell)));
  return typeof cell === 'number' ? `${space}${cell}` : `${cell}${space}`;
}

function cut(line: string, maxWidth: number): string {
  if (displayWidth(line) <= maxWidth) return line;
  let width = 0;
  let kept = '';
  for (const character of line) {
    width += displayWidth(character);
    if (width >= maxWidth) return `${kept}…`;
    kept += character;
  }
  return kept;
}

// Chinese, Japanese and Korean characters take two columns of a terminal. Spec: UAX #11, the main wide ranges.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

function displayWidth(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length + (text.match(wide)?.length ?? 0);
}
