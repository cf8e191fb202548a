import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completionScript } from './completion.ts';
import { shells } from './completion/shells.ts';
import { createProgram } from './program/create-program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-completion-'));
  await mkdir(join(folder, 'sources'));
  await mkdir(join(folder, 'content'));
  await writeFile(join(folder, 'courant.yaml'), '');
  await writeFile(join(folder, 'sources', 'harbor-gazette.yaml'), '');
  for (const shell of shells) await writeFile(join(folder, shell), completionScript(shell, createProgram()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

const bash = `source ./bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _courant 2> /dev/null; echo "\${COMPREPLY[@]}"`;
const fish = `source ./fish; complete -C "$argv"`;

const lines: readonly (readonly [line: string, words: string])[] = [
  ['courant se', 'search serve'],
  ['courant user ', 'add list password remove role'],
  ['courant --dir elsewhere user ', 'add list password remove role'],
  ['courant add --pre', '--preview'],
  ['courant user add --pre', ''],
  ['courant user role ana ', 'admin editor reader'],
  ['courant collect --source ', 'harbor-gazette'],
  ['courant search ferry --sort ', 'newest relevance'],
  ['courant completion ', 'bash fish zsh'],
];

describe('completion', () => {
  test.skipIf(!isInstalled('bash')).each(lines)('in bash: %s', (line, words) => {
    const { stdout } = spawnSync('bash', ['-c', bash, 'bash', ...line.split(' ')], { cwd: folder, encoding: 'utf8' });
    expect(stdout.trim().split(' ').sort().join(' ')).toBe(words);
  });

  test.skipIf(!isInstalled('fish')).each(lines)('in fish: %s', (line, words) => {
    const { stdout } = spawnSync('fish', ['-N', '-c', fish, line], { cwd: folder, encoding: 'utf8' });
    expect(
      stdout
        .split('\n')
        .map((found) => found.split('\t')[0])
        .filter(Boolean)
        .sort()
        .join(' '),
    ).toBe(words);
  });

  test.each(shells)('for %s is a script that it can read', (shell) => {
    if (!isInstalled(shell)) return;
    expect(spawnSync(shell, ['-n', join(folder, shell)], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  test('knows every command in every shell', () => {
    for (const shell of shells) {
      const script = completionScript(shell, createProgram());
      for (const command of createProgram().commands) expect(script).toContain(command.name());
    }
  });
});
