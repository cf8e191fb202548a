import { basename, join, relative } from 'node:path';
import { NewsError } from '../errors.ts';
import { parseSourceId } from '../model/ids.ts';
import type { Policy } from '../model/policy.ts';
import type { Source } from '../model/source.ts';
import { toUrl } from '../url/normalize.ts';
import { listNames } from './list-names.ts';
import { readTogether, readYaml } from './read-yaml.ts';
import { sourceSchema } from './source-schema.ts';

/** A source as its file has it: what it says of `publish` and `recheck` is laid over what holds for all. */
export type SourceFile = Omit<Source, 'publish' | 'recheck'> & {
  readonly publish: Partial<Policy>;
  readonly recheck: Source['recheck'] | undefined;
};

/** A project may have thousands of source files, and a document that is being read is large. */
const filesAtOnce = 32;

/** Reads sources/ below `root`, in the order of the files' names. Throws NewsError `config/invalid` with the mistakes of all files. */
export async function readSources(root: string): Promise<readonly SourceFile[]> {
  const folder = join(root, 'sources');
  const names = await listNames(folder);
  const files = names.filter((name) => /^[^.].*\.ya?ml$/.test(name)).sort();
  const twin = files.find((name) => name.endsWith('.yml') && files.includes(name.replace(/yml$/, 'yaml')));
  if (twin !== undefined) {
    const detail = 'There is a file of the same name that ends with .yaml: an outlet has one.';
    throw new NewsError('config/invalid', { file: join(folder, twin), detail });
  }
  const parts: Promise<readonly SourceFile[]>[] = [];
  for (let at = 0; at < files.length; at += filesAtOnce) {
    const some = files.slice(at, at + filesAtOnce);
    const part = readTogether(some.map((name) => readSource(root, join(folder, name))));
    parts.push(part);
    await Promise.allSettled([part]);
  }
  return (await readTogether(parts)).flat();
}

async function readSource(root: string, path: string): Promise<SourceFile> {
  const id = parseSourceId(basename(path).replace(/\.ya?ml$/, ''));
  if (id === null) {
    const detail =
      'A source file is named after its outlet: lower-case letters, digits and hyphens, as `my-paper.yaml`.';
    throw new NewsError('config/invalid', { file: path, detail });
  }
  const {
    home,
    language: spoken,
    country: place,
    feeds,
    publish = {},
    recheck,
    ...rest
  } = await readYaml(path, sourceSchema);
  const homeUrl = home === undefined ? null : toUrl(home);
  return {
    id,
    ...rest,
    ...(homeUrl === null ? {} : { home: homeUrl }),
    ...(spoken === undefined ? {} : { language: spoken }),
    ...(place === undefined ? {} : { country: place }),
    feeds: feeds.flatMap(({ url, kind }) => {
      const parsed = toUrl(url);
      return parsed === null ? [] : [{ url: parsed, kind }];
    }),
    publish,
    recheck,
    file: relative(root, path),
  };
}
