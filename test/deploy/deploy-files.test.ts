import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/program/create-program.ts';
import { root } from '../house/source-files.ts';

const read = (name: string): string => readFileSync(join(root, 'deploy', name), 'utf8');
const units = readdirSync(join(root, 'deploy', 'systemd')).filter((name) => name.endsWith('.service'));

/** Whether there is such a command, with these options. */
function checkCommand(words: readonly string[]): void {
  const program = createProgram().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  const command = program.commands.find((one) => one.name() === words[0]);
  expect(command, words.join(' ')).toBeDefined();
  const { unknown } = command?.parseOptions(words.slice(1)) ?? { unknown: ['?'] };
  expect(unknown, words.join(' ')).toEqual([]);
}

describe('the Dockerfile', () => {
  const text = read('Dockerfile');
  const list = (instruction: string): readonly string[] =>
    JSON.parse(new RegExp(`^${instruction} (\\[.*\\])$`, 'm').exec(text)?.[1] ?? '[]') as readonly string[];
  const lastStage = text.slice(text.lastIndexOf('\nFROM '));

  test('runs the program itself, so that signals reach it, as a user without rights', () => {
    expect(list('ENTRYPOINT')).toEqual(['courant']);
    checkCommand(list('CMD'));
    expect(lastStage).toMatch(/^USER 1000:1000$/m);
    expect(lastStage).not.toMatch(/^RUN /m); // what runs there would need emulation for another platform
  });

  test('finds all that it copies from the folder, and gets nothing else', () => {
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    expect(ignored).toContain('*');
    const letIn = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: readonly string[] };
    const needed = [...files.filter((name) => name !== 'dist' && !name.startsWith('dist/')), 'src', 'tsconfig.json'];
    expect(letIn).toEqual(expect.arrayContaining(needed.map((name) => name.split('/')[0])));
    expect(letIn.filter((name) => /env|deploy|git|node_modules/.test(name))).toEqual([]);
  });

  test('is what the file of buildx builds, for both platforms', () => {
    const { target } = JSON.parse(read('docker-bake.json')) as {
      readonly target: Readonly<Record<string, { readonly dockerfile: string; readonly platforms: readonly string[] }>>;
    };
    expect(existsSync(join(root, target['courant']?.dockerfile ?? 'missing'))).toBe(true);
    expect(target['courant']?.platforms).toEqual(['linux/amd64', 'linux/arm64']);
  });
});

interface Service {
  readonly command?: readonly string[];
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly [key: string]: unknown;
}

describe.each(['compose.yaml', 'compose.postgres.yaml'])('%s', (name) => {
  const { services } = parse(read(name), { merge: true }) as { readonly services: Readonly<Record<string, Service>> };
  const own = Object.values(services).filter(({ command }) => command !== undefined);

  test('starts commands that there are', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const { command = [] } of own) checkCommand(command);
  });

  test('gives them a folder, and no rights', () => {
    for (const service of own)
      expect(service).toMatchObject({
        volumes: ['archive:/archive'],
        restart: 'unless-stopped',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
  });

  test('waits for services that there are and that tell how they are', () => {
    for (const { depends_on: waited = {} } of own)
      for (const [other, { condition }] of Object.entries(waited)) {
        expect(condition).toBe('service_healthy');
        expect(services[other]?.healthcheck).toHaveProperty('test');
      }
  });

  test('is reached from this machine alone, until somebody says otherwise', () => {
    const ports = Object.values(services).flatMap(({ ports: some }) => (Array.isArray(some) ? some.map(String) : []));
    expect(ports).toEqual(['127.0.0.1:${COURANT_PORT:-4600}:4600']);
  });
});

test('variables of the environment are those that Courant reads', () => {
  const known = readFileSync(join(root, 'src', 'config', 'environment.ts'), 'utf8');
  const named = read('courant.env.example').match(/^(?:# )?[A-Z_]+(?==)/gm) ?? [];
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(known).toContain(`'${name.replace('# ', '')}'`);
});

describe('the units of systemd', () => {
  test.each(units)('%s starts commands that there are', (name) => {
    const commands = [...read(`systemd/${name}`).matchAll(/^ExecStart=(?:timeout .* )?courant (.*)$/gm)];
    expect(commands.length).toBeGreaterThan(0);
    for (const [, words = ''] of commands) checkCommand(words.split(' '));
  });

  test('are all shut in alike', () => {
    const walls = units.map(
      (name) => /^User=courant\n[^]*?^SystemCallErrorNumber=.*$/m.exec(read(`systemd/${name}`))?.[0],
    );
    expect(walls[0]).toContain('ProtectSystem=strict');
    expect(new Set(walls).size).toBe(1);
  });

  test('name each other rightly', () => {
    for (const name of units)
      for (const [, other = ''] of read(`systemd/${name}`).matchAll(/\b(courant[\w@-]*\.(?:service|timer))/g))
        expect(existsSync(join(root, 'deploy', 'systemd', other)), other).toBe(true);
  });
});
