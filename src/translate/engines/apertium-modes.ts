import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import { matchLanguage, toLanguageTag } from './match-language.ts';

const run = promisify(execFile);

/** One direction that is installed. */
export interface Mode {
  /** As `apertium -l` names it: `spa-eng`. */
  readonly name: string;
  /** BCP 47. */
  readonly from: string;
  readonly to: string;
}

/** Languages that go by another name there. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  hbs: ['sr-Latn', 'hr', 'bs'],
  hbs_BS: ['bs'],
  hbs_HR: ['hr'],
  hbs_SR: ['sr-Latn'],
  zlm: ['ms'],
};

/** Nobody waits longer for a list. */
const listTimeoutMs = 10_000;

/** What is installed. Skips: translate/engine-unreachable without the program, translate/engine-failed. */
export async function listModes(command: string): Promise<Outcome<readonly Mode[]>> {
  try {
    const { stdout } = await run(command, ['-l'], { timeout: listTimeoutMs, maxBuffer: 2 ** 20 });
    return ok(parseModes(stdout));
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'EACCES');
    return isMissing
      ? skipped('translate/engine-unreachable', `There is no program ${command}; on Debian: apt install apertium`)
      : skipped('translate/engine-failed', `${command} -l: ${String(cause).split('\n')[0] ?? ''}`);
  }
}

/** A name a line. Names of another form than `a-b` are not for us: they are never given to the program. */
export function parseModes(list: string): readonly Mode[] {
  return list.split('\n').flatMap((line) => {
    const [, source, target] = /^\s*([a-z]{2,3}(?:_\w+)?)-([a-z]{2,3}(?:_\w+)?)\s*$/.exec(line) ?? [];
    if (source === undefined || target === undefined) return [];
    return languagesOf(source).flatMap((from) =>
      languagesOf(target).map((to) => ({ name: `${source}-${target}`, from, to })),
    );
  });
}

function languagesOf(code: string): readonly string[] {
  const tag = toLanguageTag(code);
  return aliases[code] ?? (tag === undefined ? [] : [tag]);
}

/** The modes that lead from one language to another: one, or two over a third language; none when there is no way. Of many third languages
 *  English, else Spanish: most pairs have them; else the first. */
export function findWay(from: string, to: string, modes: readonly Mode[]): readonly Mode[] {
  const direct = findMode(from, to, modes);
  if (direct !== undefined) return [direct];
  const between = [...new Set(['en', 'es', ...modes.map((mode) => mode.to).sort()])];
  for (const via of between) {
    const first = findMode(from, via, modes);
    const second = findMode(via, to, modes);
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return [];
}

/** The most special name: `eng-hbs_HR` before `eng-hbs` for Croatian. */
function findMode(from: string, to: string, modes: readonly Mode[]): Mode | undefined {
  const source = matchLanguage(from, [...new Set(modes.map((mode) => mode.from))]);
  const beginning = modes.filter((mode) => mode.from === source);
  const target = matchLanguage(to, [...new Set(beginning.map((mode) => mode.to))]);
  return beginning.filter((mode) => mode.to === target).sort((a, b) => b.name.length - a.name.length)[0];
}

/** Name and version of a mode. Packages have versions where there is a package manager; data have a hash everywhere: 8 hexadecimal digits of
 *  the mode's file and of all that it names. Without that file the version of the program. */
export async function describeMode({ name }: Mode, command: string): Promise<string> {
  for (const folder of await modeFolders(command)) {
    const text = await readFile(join(folder, `${name}.mode`), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const hash = createHash('sha256').update(text);
    for (const [, path = ''] of text.matchAll(/'(\/[^']+)'/g)) hash.update(await readFile(path).catch(() => ''));
    return `${name} ${hash.digest('hex').slice(0, 8)}`;
  }
  const version = await run(command, ['-V'], { timeout: listTimeoutMs }).then(
    ({ stdout }) => /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '',
    () => '',
  );
  return `${name} ${version}`.trimEnd();
}

/** Beside the program that is named; else where such programs usually are. */
async function modeFolders(command: string): Promise<readonly string[]> {
  const roots = command.includes('/')
    ? [dirname(dirname(await realpath(command).catch(() => command)))]
    : ['/usr', '/usr/local', '/opt/homebrew'];
  return roots.map((root) => join(root, 'share/apertium/modes'));
}
