import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `courant` with these words to its end, with a text on its standard input. Throws an Error with what it said when it fails. */
export async function runCourant(root: string, words: readonly string[], input = ''): Promise<void> {
  const { child, said } = startCourant(root, words);
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`courant ${words.join(' ')} ended with ${String(code)}:\n${said()}`);
}

/** `courant serve` at any port that is free. Throws an Error with what it said when it ends before it serves. */
export async function serveCourant(root: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { child, said } = startCourant(root, ['serve', '--port', '0']);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', () => {
      const address = /^Serving .* at (http:\/\/\S+?)\/? /m.exec(said())?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(`courant serve ended:\n${said()}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function startCourant(root: string, words: readonly string[]) {
  const args = ['--import', 'tsx', main, '--dir', root, ...words];
  const child = spawn(process.execPath, args, { cwd: repository });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (some: string) => void (text += some));
  return { child, said: () => text };
}
