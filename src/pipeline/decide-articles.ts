import type { Project } from '../config/project.ts';
import { fromZone } from '../dates/zone.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { decideShowing, shownTexts, type ArticlePolicy, type Showing } from '../model/policy.ts';
import { toUrl } from '../url/normalize.ts';

/** Tells of each article what may be shown of it: what its source, policy.yaml and the outlet's signals say, put together.
 *  Undefined for one whose date cannot be read: nobody knows when its time is over. */
export function createDecider(
  project: Pick<Project, 'sources' | 'policies' | 'publish' | 'site'>,
): (file: ArticleFile) => Showing | undefined {
  const sources = new Map<string, Project['sources'][number]>(project.sources.map((source) => [source.id, source]));
  const byArticle = new Map<string, readonly ArticlePolicy[]>();
  for (const policy of project.policies) {
    const name = toUrl(policy.article) ?? policy.article;
    byArticle.set(name, [...(byArticle.get(name) ?? []), policy]);
  }
  return (file) => {
    const { frontMatter } = file;
    const { courant } = frontMatter;
    const publishedMs = momentOf(file, project.site.timeZone);
    if (Number.isNaN(publishedMs)) return undefined;
    const outlet = courant?.outlet || (frontMatter.categories[0] ?? '');
    const own = narrowest(namesOf(file).flatMap((name) => byArticle.get(name) ?? []));
    return decideShowing(sources.get(outlet)?.publish ?? project.publish, own, courant?.rights ?? [], publishedMs);
  };
}

/** Of several entries about one article the one that shows least. */
function narrowest(policies: readonly ArticlePolicy[]): ArticlePolicy | undefined {
  const rank = ({ text }: ArticlePolicy): number => (text === undefined ? -1 : shownTexts.indexOf(text));
  return policies.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** What an entry of policy.yaml may call an article: its file, the file it is a translation of, its addresses. */
function namesOf({ path, frontMatter, body }: ArticleFile): readonly string[] {
  const original = path.replace(/\.[a-z]{2,3}(?:-[a-z0-9]{2,8})*\.md$/i, '.md');
  const linked = /\]\(<?(https?:\/\/[^\s<>]+?)>?\)\s*$/.exec(body)?.[1] ?? '';
  const addresses = [frontMatter.courant?.url ?? '', frontMatter.courant?.canonical ?? '', linked];
  return [...new Set([path, original, ...addresses.flatMap((address) => toUrl(address) ?? [])])];
}

/** When an article was published, epoch ms; NaN when the date of its file is none, as 30 February. */
function momentOf({ frontMatter }: ArticleFile, timeZone: string): number {
  const { date, courant } = frontMatter;
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(date)) return NaN;
  const asUtc = new Date(`${date.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc.getTime()) || !asUtc.toISOString().startsWith(date.replace(' ', 'T'))) return NaN;
  const stated = Date.parse(courant?.published ?? '');
  return Number.isNaN(stated) ? Date.parse(fromZone(date, timeZone)) : stated;
}
