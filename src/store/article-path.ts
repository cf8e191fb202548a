import { createHash } from 'node:crypto';
import type { SourceId, Url } from '../model/ids.ts';
import { slugOf } from '../text/slug.ts';

/** The path of a new article: `content/post/YYYY/MM/DD/<outlet>/<slug>.md`, relative to the archive's root.
 *  `date` is `YYYY-MM-DD HH:MM:SS`. A path that another article has gets the first digits of the SHA-256 of the address
 *  behind its slug: the same article always asks for the same names. */
export async function chooseArticlePath(input: {
  readonly title: string;
  readonly date: string;
  readonly outlet: SourceId;
  readonly url: Url;
  readonly isPathTaken: (path: string) => Promise<boolean>;
}): Promise<string> {
  const { title, date, outlet, url, isPathTaken } = input;
  const day = /^(\d{4})-(\d\d)-(\d\d) /.exec(date);
  if (!day) throw new TypeError(`not a date of the front matter: ${date}`);
  const start = `content/post/${day[1]}/${day[2]}/${day[3]}/${outlet}/${slugOf(title)}`;
  const digest = createHash('sha256').update(url).digest('hex');
  // Six digits collide once in millions of articles of the same day, outlet and title; the longer ones are for that day.
  for (const suffix of ['', `-${digest.slice(0, 6)}`, `-${digest.slice(0, 16)}`]) {
    const path = `${start}${suffix}.md`;
    if (!(await isPathTaken(path))) return path;
  }
  return `${start}-${digest}.md`;
}

/** Where a version of an article is kept that a later one replaced: `history/post/…/<slug>.r2.md` for the second revision of
 *  `content/post/…/<slug>.md`. */
export function historyPathOf(path: string, revision: number): string {
  return `history/${path.replace(/^content\//, '').replace(/\.md$/, '')}.r${revision}.md`;
}

/** The revision that a file in the folder of `historyPathOf(path, …)` is of; undefined when it is of another article. */
export function revisionOf(path: string, name: string): number | undefined {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
  const [, digits] = name.startsWith(`${stem}.r`)
    ? (/^\.r([1-9]\d{0,8})\.md$/.exec(name.slice(stem.length)) ?? [])
    : [];
  return digits === undefined ? undefined : Number(digits);
}
