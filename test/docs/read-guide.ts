/** What a guide has its reader do. */
export type GuideStep =
  /** Commands in a terminal, with what they show. */
  | {
      readonly kind: 'commands';
      readonly line: number;
      readonly flags: readonly string[];
      readonly commands: readonly GuideCommand[];
    }
  /** A file that the reader writes, or adds to. */
  | {
      readonly kind: 'file';
      readonly line: number;
      readonly path: string;
      readonly isAdded: boolean;
      readonly text: string;
    };

export interface GuideCommand {
  /** `^C`: what was started last in a terminal of its own is stopped. */
  readonly command: string;
  readonly shown: readonly string[];
  /** Index of the first line of `shown` in the document. */
  readonly from: number;
}

/** The steps of a document, in order: blocks of `console` (`$ ` before each command; behind the language `background` for a terminal of its own, `fails`
 *  for commands that should) and blocks of any language with `file=<path>` or `append=<path>` behind it. Other blocks are only for reading. */
export function readGuide(text: string): readonly GuideStep[] {
  const lines = text.split('\n');
  const steps: GuideStep[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, language = '', rest = ''] = /^```(\w+)(.*)$/.exec(lines[at] ?? '') ?? [];
    if (language === '') continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`The block of line ${at + 1} does not end.`);
    const step = readStep(lines, { from: at + 1, end, language, flags: rest.trim().split(/\s+/) });
    if (step !== undefined) steps.push(step);
    at = end;
  }
  return steps;
}

interface Block {
  readonly from: number;
  readonly end: number;
  readonly language: string;
  readonly flags: readonly string[];
}

function readStep(lines: readonly string[], { from, end, language, flags }: Block): GuideStep | undefined {
  const file = flags.map((flag) => /^(file|append)=(\S+)$/.exec(flag)).find((match) => match !== null);
  if (file?.[2] !== undefined) {
    const text = `${lines.slice(from, end).join('\n')}\n`;
    return { kind: 'file', line: from, path: file[2], isAdded: file[1] === 'append', text };
  }
  if (language !== 'console') return undefined;
  return { kind: 'commands', line: from, flags, commands: readCommands(lines, from, end) };
}

function readCommands(lines: readonly string[], from: number, end: number): readonly GuideCommand[] {
  const commands: GuideCommand[] = [];
  for (let at = from; at < end;) {
    let command = lines[at++] ?? '';
    if (!/^\$ |^\^C$/.test(command)) throw new Error(`Line ${at} is no command: ${command}`);
    while (command.endsWith('\\') && at < end) command += `\n${lines[at++] ?? ''}`;
    const shownFrom = at;
    while (at < end && !/^\$ |^\^C$/.test(lines[at] ?? '')) at++;
    commands.push({ command: command.replace(/^\$ /, ''), shown: lines.slice(shownFrom, at), from: shownFrom });
  }
  return commands;
}
