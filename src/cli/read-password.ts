import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { NewsError } from '../errors.ts';
import { whyUnreadable } from '../store/store-failure.ts';
import { findPasswordProblem } from '../serve/access/password.ts';
import type { Terminal } from './terminal.ts';

/** A new password: asked for twice at the terminal, which does not show it, or read from a file (`-`: standard input), of which the line end
 *  is no part. Throws NewsError cli/misuse and cli/bad-password. */
export async function readNewPassword(name: string, file: string | undefined, terminal: Terminal): Promise<string> {
  const password = file === undefined ? await askTwice(terminal) : await readPasswordFile(file);
  const problem = findPasswordProblem(password, name);
  if (problem !== undefined) throw new NewsError('cli/bad-password', { detail: problem });
  return password;
}

async function readPasswordFile(file: string): Promise<string> {
  try {
    const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
    return content.replace(/\r?\n$/, '');
  } catch (cause) {
    throw new NewsError('cli/misuse', { file, detail: `The password cannot be read: ${whyUnreadable(cause)}.`, cause });
  }
}

async function askTwice(terminal: Terminal): Promise<string> {
  if (!process.stdin.isTTY) {
    const detail = 'There is no terminal to ask for the password at: give `--password-file -` and write it to it.';
    throw new NewsError('cli/misuse', { detail });
  }
  terminal.say('Password (it is not shown):');
  const password = await readHidden(process.stdin);
  terminal.say('Once more:');
  if ((await readHidden(process.stdin)) !== password)
    throw new NewsError('cli/bad-password', { detail: 'The two differ.' });
  return password;
}

/** As much of a terminal as it takes to read from it. */
export interface TerminalInput {
  setRawMode(isRaw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', listener: (typed: string) => void): unknown;
  off(event: 'data', listener: (typed: string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** A line of a terminal that echoes nothing meanwhile. Ctrl-C ends the program, as ever. */
export function readHidden(input: TerminalInput): Promise<string> {
  return new Promise((resolve) => {
    let line = '';
    const end = (): void => {
      input.off('data', hear);
      input.setRawMode(false);
      input.pause();
    };
    const hear = (typed: string): void => {
      for (const character of typed) {
        if (character === '\u0003') {
          end();
          process.kill(process.pid, 'SIGINT');
          return;
        }
        if (character === '\r' || character === '\n' || character === '\u0004') {
          end();
          resolve(line);
          return;
        }
        if (character === '\u007f' || character === '\b') line = [...line].slice(0, -1).join('');
        else if (character === '\u0015')
          line = ''; // Ctrl-U
        else line += character;
      }
    };
    input.setRawMode(true);
    input.setEncoding('utf8');
    input.on('data', hear);
    input.resume();
  });
}
