import { styleText } from 'node:util';
import { readEnvironment } from '../config/environment.ts';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red';

/** Data goes to stdout, talk to stderr; progress only to a terminal. What pages and servers wrote cannot steer it: control
 *  characters are left out. When the reader goes away (`| head`), the work goes on in silence. */
export interface Terminal {
  /** A line of data. */
  data(line: string): void;
  /** A line of talk. */
  say(line?: string): void;
  /** Lines that overwrite the last ones; nothing when stderr is no terminal, or one that cannot go back. They are asked for when they are due. */
  progress(lines: string | (() => readonly string[])): void;
  /** Columns of the terminal behind stderr; Infinity when it is none. */
  readonly columns: number;
  /** Text for `say`, styled when stderr is a terminal, or whatever it is with FORCE_COLOR; never with NO_COLOR. */
  style(style: Style, text: string): string;
}

export function createTerminal(): Terminal {
  const stderr = createOutput(process.stderr);
  const stdout = createOutput(process.stdout);
  const { color, isDumb } = readEnvironment();
  const isTerminal = process.stderr.isTTY;
  const isStyled = color === 'always' || (color === 'auto' && isTerminal && !isDumb);
  const isMoving = isTerminal && !isDumb;
  let linesShown = 0;
  let lastProgressAt = 0;
  const clear = (): void => {
    if (linesShown > 0) stderr(`\r\u001b[2K${'\u001b[1A\u001b[2K'.repeat(linesShown - 1)}`);
    linesShown = 0;
  };
  return {
    data: (line) => {
      clear();
      stdout(`${toPrintable(line)}\n`);
    },
    say: (line = '') => {
      clear();
      stderr(`${toPrintable(line, isStyled)}\n`);
    },
    progress: (lines) => {
      const now = performance.now();
      if (!isMoving || now - lastProgressAt < 100) return;
      lastProgressAt = now;
      clear();
      const width = Math.max((process.stderr.columns || 80) - 1, 20);
      const shown = (typeof lines === 'string' ? [lines] : lines()).slice(
        0,
        Math.max((process.stderr.rows || 24) - 1, 1),
      );
      stderr(shown.map((line) => cut(toPrintable(line).replace(/\s/g, ' '), width)).join('\n'));
      linesShown = shown.length;
    },
    columns: isTerminal ? process.stderr.columns || 80 : Infinity,
    style: (style, text) => (isStyled ? styleText(style, text, { validateStream: false }) : text),
  };
}

const readerGone: ReadonlySet<string> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/** Writes to a stream as long as somebody reads it. */
export function createOutput(stream: NodeJS.WriteStream): (text: string) => void {
  let isOpen = true;
  stream.on('error', (error: Error) => {
    if (!('code' in error) || !readerGone.has(String(error.code))) throw error;
    isOpen = false;
  });
  return (text) => {
    if (isOpen) stream.write(text);
  };
}

/** A text without control characters except line ends and tabs; with `styled`, also with the styles that we write. */
export function toPrintable(text: string, styled = false): string {
  return text.replace(/\u001b\[(?:1|2|22|31|32|33|39)m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (found) =>
    styled && found.length > 1 ? found : '',
  );
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

/** How wide running text is: lines of more than 120 characters are hard to read; without a terminal nobody says how wide they may be. */
export function textWidth({ columns }: Pick<Terminal, 'columns'>): number {
  return Number.isFinite(columns) ? Math.min(120, Math.max(60, columns)) : 100;
}

/** The start of a text on one line, at most `columns` wide. */
export function shorten(text: string, columns: number): string {
  return cut(
    text
      .slice(0, 4 * columns)
      .replace(/\s+/g, ' ')
      .trim(),
    columns,
  );
}

function pad(cell: string | number, width: number): string {
  const space = ' '.repeat(width - displayWidth(String(cell)));
  return typeof cell === 'number' ? `${space}${cell}` : `${cell}${space}`;
}

function cut(line: string, maxWidth: number): string {
  if (displayWidth(line) <= maxWidth) return line;
  let width = 0;
  let isCut = false;
  let kept = '';
  for (const [part] of line.matchAll(/\u001b\[\d+m|./gsu)) {
    width += displayWidth(part);
    if (part.startsWith('\u001b'))
      kept += part; // a style that is begun must end
    else if (width < maxWidth) kept += part;
    else if (!isCut) {
      kept += '…';
      isCut = true;
    }
  }
  return kept;
}

// Chinese, Japanese and Korean characters take two columns of a terminal. Spec: UAX #11, the main wide ranges.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

function displayWidth(text: string): number {
  return [...text.replace(/\u001b\[\d+m|\p{M}/gu, '')].length + (text.match(wide)?.length ?? 0);
}

/** A size as people read it, in decimal units. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return step === 0 ? `${bytes} bytes` : `${(bytes / 1000 ** step).toFixed(1)} ${units[step] ?? ''}`;
}
