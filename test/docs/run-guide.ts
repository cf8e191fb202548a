import { setTimeout as sleep } from 'node:timers/promises';
import { isShown, toShown, type Names } from './compare-output.ts';
import type { GuideShell, Started } from './guide-shell.ts';
import { readGuide, type GuideCommand } from './read-guide.ts';

/** A command whose output is another than the document shows. */
export interface Difference {
  readonly line: number;
  readonly command: string;
  readonly shown: readonly string[];
  readonly real: readonly string[];
}

export interface GuideRun {
  readonly differences: readonly Difference[];
  /** The document with what was really shown. */
  readonly text: string;
  /** Why it ended before its end: a command failed though it should not, or did not though it should. */
  readonly failure?: string;
}

/** Does what a document tells its reader, in order. */
export async function runGuide(text: string, shell: GuideShell): Promise<GuideRun> {
  const names: Names = new Map();
  const differences: Difference[] = [];
  const lines = text.split('\n');
  const edits: { readonly from: number; readonly count: number; readonly lines: readonly string[] }[] = [];
  const running: Started[] = [];
  const note = ({ command, shown, from }: GuideCommand, real: readonly string[]): void => {
    if (isShown(shown, real, names, Date.now())) return;
    differences.push({ line: from, command, shown, real });
    edits.unshift({ from, count: shown.length, lines: toShown(shown, real) });
  };
  let failure: string | undefined;
  try {
    for (const step of readGuide(text)) {
      if (step.kind === 'file') {
        shell.write(step.path, rename(step.text, names), step.isAdded);
        continue;
      }
      for (const one of step.commands) {
        if (one.command === '^C') await running.pop()?.stop();
        else if (step.flags.includes('background')) running.push(await start(one, shell, names, note));
        else {
          const { code, lines: real } = await shell.run(rename(one.command, names));
          if ((code === 0) === step.flags.includes('fails')) {
            failure = `Line ${one.from}: \`${one.command}\` ended with ${code}:\n${real.join('\n')}`;
            break;
          }
          note(one, real);
        }
      }
      if (failure !== undefined) break;
    }
  } finally {
    for (const one of running.reverse()) await one.stop();
  }
  for (const { from, count, lines: shown } of edits) lines.splice(from, count, ...shown);
  return { differences, text: lines.join('\n'), ...(failure === undefined ? {} : { failure }) };
}

/** How long something may take until it shows what it should. */
const patienceMs = 240_000;
/** After it, nothing more is expected to come. */
const quietMs = 25_000;

async function start(
  one: GuideCommand,
  shell: GuideShell,
  names: Names,
  note: (one: GuideCommand, real: readonly string[]) => void,
): Promise<Started> {
  const started = shell.start(rename(one.command, names));
  const isRight = (): boolean => one.shown.length > 0 && isShown(one.shown, started.lines(), names, Date.now());
  let changedAt = Date.now();
  let seen = 0;
  const until = changedAt + patienceMs;
  while (!isRight() && !started.hasEnded && Date.now() < until) {
    await sleep(30);
    const { length } = started.lines();
    if (length !== seen) changedAt = Date.now();
    seen = length;
    const isAtEnd = one.shown.length === 0 || started.lines().includes(one.shown.at(-1) ?? '');
    if (isAtEnd && Date.now() - changedAt > quietMs) break;
  }
  note(one, started.lines());
  return started;
}

/** Ids of the document as those of this run. */
function rename(text: string, names: Names): string {
  return [...names].reduce((renamed, [from, to]) => renamed.replaceAll(from, to), text);
}
