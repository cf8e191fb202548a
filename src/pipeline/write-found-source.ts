import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Project } from '../config/project.ts';
import { writeWhole } from '../config/write-whole.ts';
import { NewsError } from '../errors.ts';
import type { SourceId } from '../model/ids.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { toOneLine } from '../text/one-line.ts';
import type { FoundSource } from './find-source.ts';
import type { FoundFeed } from './rank-feeds.ts';

/** Writes a new source file; its path. Throws NewsError `cli/misuse` when there is one of this id. */
export async function writeNewSource(project: Pick<Project, 'root'>, id: SourceId, text: string): Promise<string> {
  const file = await refuseExisting(project, id);
  await writeWhole(file, text);
  return file;
}

/** The path of the source file of this id, which is free. */
export async function refuseExisting({ root }: Pick<Project, 'root'>, id: SourceId): Promise<string> {
  const file = join(root, 'sources', `${id}.yaml`);
  if (!(await isAccessible(file))) return file;
  const detail = `There is a source "${id}" already. Edit its file, or give the new one another name with --id.`;
  throw new NewsError('cli/misuse', { file, detail });
}

/** One line for the source file. */
function describeFeed(feed: FoundFeed): string {
  const count = feed.sitemaps > 0 ? `${feed.sitemaps} sitemaps` : `${feed.links} links`;
  const newest = feed.newest === '' ? '' : `, newest ${feed.newest.slice(0, 10)}`;
  const has = feed.covers.of === 0 ? '' : `, has ${feed.covers.has} of ${feed.covers.of} that the others name`;
  return toOneLine(`${count}${newest}${has}: ${feed.because}`);
}

/** The source file: the best way in is followed, the others stand beside it as comments. */
export function sourceText(found: Pick<FoundSource, 'name' | 'home' | 'language' | 'country' | 'feeds'>): string {
  const [best, ...others] = found.feeds;
  const value = (text: string): string => stringify(toOneLine(text), { lineWidth: 0 }).trimEnd();
  const entry = (feed: FoundFeed, mark: string): string =>
    `  # ${describeFeed(feed)}\n  ${mark}- url: ${value(feed.url)}\n  ${mark}  kind: ${feed.kind}\n`;
  return [
    `name: ${value(found.name)}\n`,
    `home: ${value(found.home)}\n`,
    found.language === '' ? '# language: en\n' : `language: ${value(found.language)}\n`,
    found.country === '' ? '# country: GB\n' : `country: ${value(found.country)}\n`,
    'feeds:\n',
    best ? entry(best, '') : '',
    ...others.map((feed) => entry(feed, '# ')),
    '# Follow only addresses that match one of these regular expressions, and none that matches an exclude.\n',
    '# include: []\n# exclude: []\n',
  ].join('');
}
