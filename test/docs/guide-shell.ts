import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What documents name: the ports of the newsroom's first outlet and of the server, and a database. */
const documented = { newsroom: 4710, server: 4600 };
const documentedDatabase = 'postgres://courant:password@db.internal:5432/courant';
const outlets = 8;

export interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
}

/** A command that goes on in a terminal of its own. */
export interface Started {
  lines(): readonly string[];
  readonly hasEnded: boolean;
  stop(): Promise<void>;
}

/** A terminal in a home folder of its own, where `courant` is the compiled package. The ports of documents stand for others that are free. */
export interface GuideShell {
  run(command: string): Promise<Ended>;
  start(command: string): Started;
  write(path: string, text: string, isAdded: boolean): void;
}

export interface GuideShellOptions {
  /** The compiled command. */
  readonly main: string;
  /** Those of the documents are used, so that what they show is what a reader sees. */
  readonly ownPorts: boolean;
  /** The address of an empty one. */
  readonly database?: string;
}

export async function openGuideShell(home: string, options: GuideShellOptions): Promise<GuideShell> {
  const { main, ownPorts, database = documentedDatabase } = options;
  const ports = ownPorts ? documented : { newsroom: await findFree(outlets), server: await findFree(1) };
  const bin = join(home, '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'courant'), commandScript(main, ports), { mode: 0o755 });
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: home, LANG: 'C.UTF-8', NO_COLOR: '1' };
  let folder = home;
  const swap = (text: string, from: typeof ports, to: typeof ports): string =>
    text.replace(/(127\.0\.0\.1:|localhost:)(\d{4,5})\b/g, (all, host: string, port: string) => {
      const offset = Number(port) - from.newsroom;
      if (Number(port) === from.server) return `${host}${to.server}`;
      return offset >= 0 && offset < outlets ? `${host}${to.newsroom + offset}` : all;
    });
  const toLocal = (text: string): string => swap(text, documented, ports).replaceAll(documentedDatabase, database);
  const toLines = (text: string): readonly string[] => {
    const lines = swap(text.replaceAll(home, '~'), ports, documented).trimEnd();
    return lines === '' ? [] : lines.split('\n');
  };
  const open = (command: string): ChildProcess =>
    spawn('bash', ['-c', `exec 2>&1\n${toLocal(command)}`], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true, // so that a signal reaches all of it
    });
  return {
    run: (command) =>
      new Promise((resolve, reject) => {
        const place = join(home, '.folder');
        const child = open(`${command}\ncode=$?\npwd > ${place}\nexit $code`);
        let text = '';
        child.stdout?.on('data', (data) => (text += String(data)));
        child.once('error', reject);
        child.once('close', (code) => {
          folder = readFileSync(place, 'utf8').trimEnd();
          resolve({ code, lines: toLines(text) });
        });
      }),
    start: (command) => {
      const child = open(`exec ${command}`);
      let text = '';
      child.stdout?.on('data', (data) => (text += String(data)));
      const ended = new Promise((resolve) => child.once('close', resolve));
      return {
        lines: () => toLines(text),
        get hasEnded() {
          return child.exitCode !== null;
        },
        stop: async () => {
          child.kill('SIGINT');
          await Promise.race([ended, sleep(20_000, undefined, { ref: false })]);
          child.kill('SIGKILL');
        },
      };
    },
    write: (path, text, isAdded) => writeFileSync(join(folder, path), toLocal(text), { flag: isAdded ? 'a' : 'w' }),
  };
}

function commandScript(main: string, ports: typeof documented): string {
  return `#!/bin/sh
case "$1" in
  newsroom) set -- "$@" --port ${ports.newsroom} ;;
  run | serve) set -- "$@" --port ${ports.server} ;;
esac
exec '${process.execPath}' '${main}' "$@"
`;
}

/** The first of so many ports in a row that nobody listens at. */
async function findFree(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await Promise.all(Array.from({ length: count }, (_none, i) => isFree(first + i)));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
