import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Project } from '../../config/project.ts';
import { skips } from '../../errors.ts';
import type { EngineSettings, TranslationEngine } from '../../model/translation.ts';
import { openEngines } from '../../translate/open-engines.ts';
import { failed, fine, warning, type Finding } from './finding.ts';

const run = promisify(execFile);
const installAgain =
  'Install Courant again on this machine: packages for another system or processor do not run here, and `--omit=optional` leaves them out.';

/** Parts that are programs for one kind of machine. */
export async function checkNative({ images }: Pick<Project, 'images'>): Promise<readonly Finding[]> {
  const sharp = await versionOf(async () => (await import('sharp')).default.versions.vips ?? '');
  if (sharp !== undefined) return [fine('sharp', `makes smaller copies of pictures (libvips ${sharp})`)];
  if (images === 'none') return [];
  return [
    failed(
      'sharp',
      'it makes smaller copies of pictures, and cannot be loaded',
      `${installAgain} Or set \`images: none\`.`,
    ),
  ];
}

/** SQLite: without it nothing works. */
export async function checkLibsql(): Promise<Finding> {
  const version = await versionOf(async () => {
    const { default: Libsql } = await import('libsql');
    const db = new Libsql(':memory:');
    db.close();
    return 'yes';
  });
  if (version !== undefined) return fine('libsql', 'SQLite can be used');
  return failed('libsql', 'the index needs it, and it cannot be loaded', installAgain);
}

async function versionOf(load: () => Promise<string>): Promise<string | undefined> {
  try {
    return await load();
  } catch {
    return undefined; // whatever the loader says, it is not there
  }
}

export async function checkGit({ git, root }: Pick<Project, 'git' | 'root'>): Promise<readonly Finding[]> {
  if (!git) return [];
  try {
    const { stdout } = await run('git', ['--version'], { cwd: root });
    return [fine('git', `${stdout.trim()}, which commits each run`)];
  } catch {
    return [
      failed(
        'git',
        'there is no program `git`, and `git: true` asks for it',
        'Install Git, or set `git: false` in courant.yaml.',
      ),
    ];
  }
}

const onThisMachine: ReadonlySet<EngineSettings['kind']> = new Set(['apertium', 'bergamot']);

/** Whether translation engines answer: those that others run only when they may be asked (`isAsking`). */
export async function checkEngines(
  { translate }: Pick<Project, 'translate'>,
  isAsking: boolean,
): Promise<readonly Finding[]> {
  const { engines: settings, rules } = translate;
  const to = rules.find((rule) => rule.to.length > 0 && rule.text !== 'none')?.to[0];
  if (to === undefined) return []; // nothing is to be translated
  const engines = openEngines(settings);
  try {
    return await Promise.all(engines.map((engine, i) => checkEngine(engine, settings[i], { to, isAsking })));
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

async function checkEngine(
  { name, findPath }: TranslationEngine,
  settings: EngineSettings | undefined,
  { to, isAsking }: { readonly to: string; readonly isAsking: boolean },
): Promise<Finding> {
  const check = `engine ${name}`;
  if (settings?.kind === 'deepl' && settings.key === '')
    return failed(check, 'it has no key', 'Set COURANT_DEEPL_KEY in the environment.');
  if (settings !== undefined && !onThisMachine.has(settings.kind) && !isAsking)
    return fine(check, 'set up; `courant doctor --network` asks whether it answers');
  const from = to === 'en' ? 'es' : 'en';
  const path = await findPath(from, to);
  if (!path.ok) return failed(check, `${skips[path.skip.code].what} ${path.skip.detail}`, skips[path.skip.code].do);
  if (path.value === undefined)
    return warning(
      check,
      `it answers, but does not translate ${from} into ${to}`,
      'Install models for the languages of your sources, or name another engine.',
    );
  return fine(check, `translates ${from} into ${to} (${path.value.model})`);
}
