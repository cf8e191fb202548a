import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import { matchLanguage, toLanguageTag } from './match-language.ts';

/** A folder with the model of one pair. */
export interface ModelFolder {
  /** `esen`. */
  readonly name: string;
  /** As the folder's name has them. */
  readonly from: string;
  readonly to: string;
}

/** What Bergamot loads. */
export interface ModelFiles {
  readonly model: ArrayBuffer;
  readonly shortlist: ArrayBuffer;
  /** One for both languages, or one each. */
  readonly vocabs: readonly ArrayBuffer[];
  readonly config: Readonly<Record<string, string>>;
}

/** Skips: translate/engine-unreachable when the folder cannot be read. */
export async function listModels(folder: string): Promise<Outcome<readonly ModelFolder[]>> {
  try {
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    return ok(
      names.flatMap(({ name }) => {
        // Two letters each, or longer tags with a hyphen or underscore between.
        const [, from, to] = /^([a-z]{2})([a-z]{2})$/.exec(name) ?? /^([a-z]{2,3})[_-]([a-z]{2,3})$/.exec(name) ?? [];
        if (from === undefined || to === undefined) return [];
        return toLanguageTag(from) === undefined || toLanguageTag(to) === undefined ? [] : [{ name, from, to }];
      }),
    );
  } catch (cause) {
    return skipped('translate/engine-unreachable', `The folder of Bergamot cannot be read: ${String(cause)}`);
  }
}

/** The models that lead from one language to another: one, or two over English; none when there is no way. */
export function findModels(from: string, to: string, all: readonly ModelFolder[]): readonly ModelFolder[] {
  const find = (a: string, b: string): ModelFolder | undefined => {
    const source = matchLanguage(
      a,
      all.map((model) => model.from),
    );
    const some = all.filter((model) => model.from === source);
    const target = matchLanguage(
      b,
      some.map((model) => model.to),
    );
    return some.find((model) => model.to === target);
  };
  const direct = find(from, to);
  if (direct !== undefined) return [direct];
  const [first, second] = [find(from, 'en'), find('en', to)];
  return first === undefined || second === undefined ? [] : [first, second];
}

/** Reads the files of a model, named as Firefox names them. Skips: translate/engine-unreachable, with the name of what is missing. */
export async function readModel(folder: string, { name }: ModelFolder): Promise<Outcome<ModelFiles>> {
  const place = join(folder, name);
  const names = await readdir(place).catch(() => []);
  const find = (pattern: RegExp): string | undefined => names.find((file) => pattern.test(file));
  const model = find(/^model\..+\.bin$/);
  const shortlist = find(/^lex\..+\.bin$/);
  const both = find(/^vocab\..+\.spm$/);
  const vocabs = both === undefined ? [find(/^srcvocab\..+\.spm$/), find(/^trgvocab\..+\.spm$/)] : [both];
  const missing = [
    ...(model === undefined ? ['model.*.bin'] : []),
    ...(shortlist === undefined ? ['lex.*.bin'] : []),
    ...(vocabs.includes(undefined) ? ['vocab.*.spm (or srcvocab.*.spm and trgvocab.*.spm)'] : []),
  ];
  if (model === undefined || shortlist === undefined || missing.length > 0)
    return skipped(
      'translate/engine-unreachable',
      `${place} has no ${missing.join(', ')}; packed files must be unpacked`,
    );
  const read = async (file = ''): Promise<ArrayBuffer> => new Uint8Array(await readFile(join(place, file))).buffer;
  try {
    return ok({
      model: await read(model),
      shortlist: await read(shortlist),
      vocabs: await Promise.all(vocabs.map(read)),
      // Models that are packed this way say so in their name alone.
      config: model.endsWith('intgemm8.bin') ? { 'gemm-precision': 'int8shiftAll' } : {},
    });
  } catch (cause) {
    return skipped('translate/engine-unreachable', `${place} cannot be read: ${String(cause)}`);
  }
}

/** Name and version: 8 hexadecimal digits of the model. */
export function describeModel({ name }: ModelFolder, { model }: ModelFiles): string {
  return `${name} ${createHash('sha256').update(new Uint8Array(model)).digest('hex').slice(0, 8)}`;
}
