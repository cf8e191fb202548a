import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseDatabaseAddress } from '../store/postgres/database-address.ts';
import { readEnvironment } from './environment.ts';
import type { Project } from './project.ts';
import { policyFile } from './publication-policy.ts';

/** A setting that people may see. */
export interface ShownSetting {
  /** As `fetch.delayMs`. */
  readonly name: string;
  /** Plain text; JSON for lists. */
  readonly value: string;
  /** The file, `environment`, or `nobody set it`. */
  readonly from: string;
}

const secretName = /(?:^|[a-z])(?:key|secret|password|token)$/i;

/** A project as people may see it: of a secret only whether it is set. */
export function withoutSecrets(project: Project): Readonly<Record<string, unknown>> {
  const database = project.database === '' ? '' : parseDatabaseAddress(project.database).shown; // no password
  return { ...hideSecrets({ ...project }), database };
}

function hideSecrets(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      secretName.test(name) && typeof one === 'string' ? (one === '' ? '' : 'set') : hideIn(one),
    ]),
  );
}

function hideIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideIn);
  return isRecord(value) ? hideSecrets(value) : value;
}

/** All settings but those of single sources, with where each comes from; none of them secret. */
export async function describeSettings(project: Project): Promise<readonly ShownSetting[]> {
  const file: unknown = parse(await readFile(join(project.root, 'courant.yaml'), 'utf8'));
  return Object.entries(withoutSecrets(project))
    .filter(([section]) => section !== 'sources')
    .flatMap(([section, value]) => flatten(section, value))
    .map(({ name, value }) => ({ name, value, from: fromOf(name, file) }));
}

/** The names that settings have in the file, where those differ; units do as well, as `delayMs` is `delaySeconds` there. */
const fileNames: Readonly<Record<string, string>> = { theme: 'site.theme', publicUrl: 'webSub.url' };

function fromOf(name: string, file: unknown): string {
  if (name === 'root') return 'where the server was started';
  if (name === 'policies') return policyFile;
  if (name === 'database' && readEnvironment().database !== '') return 'environment';
  return isIn(file, (fileNames[name] ?? name).split('.')) ? 'courant.yaml' : 'nobody set it';
}

function isIn(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (!isRecord(value)) return false;
  const stem = key.replace(/Ms$/, '');
  return Object.entries(value).some(
    ([name, one]) => (name === key || (stem !== key && name.startsWith(stem))) && isIn(one, rest),
  );
}

function flatten(name: string, value: unknown): readonly { readonly name: string; readonly value: string }[] {
  if (!isRecord(value)) return [{ name, value: typeof value === 'string' ? value : JSON.stringify(value) }];
  return Object.entries(value).flatMap(([inner, one]) => flatten(`${name}.${inner}`, one));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
