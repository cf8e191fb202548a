import type { Project } from '../config/project.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { decideShowing, shownTexts, type ArticlePolicy, type Policy, type Showing } from '../model/policy.ts';
import { readRights } from '../model/rights.ts';
import { originalPathOf, outletIdOf, publishedMsOf, sourceLineOf } from '../publish/post.ts';
import { toUrl } from '../url/normalize.ts';

/** What is to be known to decide about articles. */
export interface PolicyRules {
  /** By the id of an outlet. */
  readonly policyOf: (outlet: string) => Policy;
  /** Decisions of policy.yaml, by the name that it calls an article. */
  readonly decisions: ReadonlyMap<string, Partial<Policy>>;
  readonly timeZone: string;
}

/** The rules of a project. */
export function toPolicyRules({
  sources,
  policies,
  publish,
  site,
}: Pick<Project, 'sources' | 'policies' | 'publish' | 'site'>): PolicyRules {
  const outlets = new Map<string, Policy>(sources.map((source) => [source.id, source.publish]));
  const byName = new Map<string, ArticlePolicy[]>();
  for (const policy of policies) {
    const name = toUrl(policy.article) ?? policy.article;
    byName.set(name, [...(byName.get(name) ?? []), policy]);
  }
  const decisions = new Map(
    [...byName].flatMap(([name, entries]) => {
      const own = narrowest(entries);
      return own === undefined ? [] : [[name, own] as const];
    }),
  );
  return { policyOf: (outlet) => outlets.get(outlet) ?? publish, decisions, timeZone: site.timeZone };
}

/** Tells of an article what may be shown of it: what its source, policy.yaml and the outlet's signals say, put together.
 *  Undefined for one whose date cannot be read: nobody knows when its time is over. `original`: of a translation, as it is now;
 *  what is decided and what its outlet wishes of it holds for the translation too, whenever that was made. */
export function decideArticle(
  file: ArticleFile,
  { policyOf, decisions, timeZone }: PolicyRules,
  original?: ArticleFile,
): Showing | undefined {
  const publishedMs = momentOf(file, timeZone);
  if (Number.isNaN(publishedMs)) return undefined;
  const versions = original === undefined ? [file] : [file, original];
  const names = decisions.size === 0 ? [] : [...new Set(versions.flatMap(namesOf))];
  const own = narrowest(names.flatMap((name) => decisions.get(name) ?? []));
  const rights = versions.flatMap(({ frontMatter }) => frontMatter.courant?.rights ?? []);
  return decideShowing(policyOf(outletIdOf(file)), own, [...new Set(rights)], publishedMs);
}

/** Whether a machine may read an article for more than to keep and show it, as to translate it or to compare it with others: its outlet
 *  reserves that nowhere, or agreed with us otherwise (`permission` of the source's policy). */
export function mayBeMined(file: ArticleFile, { policyOf }: Pick<PolicyRules, 'policyOf'>): boolean {
  const { permission } = policyOf(outletIdOf(file));
  return permission !== undefined || readRights(file.frontMatter.courant?.rights ?? []).allowsMining;
}

/** Of several entries about one article the one that shows least. */
function narrowest(policies: readonly Partial<Policy>[]): Partial<Policy> | undefined {
  const rank = ({ text }: Partial<Policy>): number => (text === undefined ? -1 : shownTexts.indexOf(text));
  return policies.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** What an entry of policy.yaml may call an article: its file, the file it is a translation of, its addresses. */
export function namesOf({ path, frontMatter, body }: ArticleFile): readonly string[] {
  const { url = '', canonical = '' } = frontMatter.courant ?? {};
  const addresses = [url, canonical, sourceLineOf(body).url ?? ''];
  return [...new Set([path, originalPathOf(path), ...addresses.flatMap((address) => toUrl(address) ?? [])])];
}

/** When an article was published, epoch ms; NaN when the date of its file is none, as 30 February. */
function momentOf(file: ArticleFile, timeZone: string): number {
  const { date } = file.frontMatter;
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(date)) return NaN;
  const asUtc = Date.parse(`${date.replace(' ', 'T')}Z`);
  // 30 February is read as a day in March.
  if (Number.isNaN(asUtc) || new Date(asUtc).getUTCDate() !== Number(date.slice(8, 10))) return NaN;
  return publishedMsOf(file, timeZone);
}
