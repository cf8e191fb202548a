import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export interface Spenders {
  /** Resolves to what each one got; 0 of one that was killed. */
  readonly spent: Promise<readonly number[]>;
  readonly children: readonly ChildProcess[];
}

/** Starts processes that reserve from one book until a limit (characters) is reached. */
export function startSpenders(
  count: number,
  book: { readonly kind: 'sqlite' | 'postgres'; readonly place: string; readonly limit: number },
): Spenders {
  const file = join(import.meta.dirname, 'spend-process.ts');
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, ['--import', 'tsx', file, book.kind, book.place, String(book.limit)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const spent = children.map(
    (child) =>
      new Promise<number>((resolve, reject) => {
        let text = '';
        child.stdout.on('data', (data: Buffer) => (text += data.toString()));
        child.once('close', (code, signal) => {
          if (code === 0 || signal !== null) resolve(Number(text));
          else reject(new Error(`a process that spends failed with ${String(code)}`));
        });
      }),
  );
  return { spent: Promise.all(spent), children };
}
