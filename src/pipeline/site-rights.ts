import { parseTdmrep, tdmRightsOf, tdmrepPath, type TdmRule } from '../extract/read-tdmrep.ts';
import type { Article } from '../model/article.ts';
import type { Url } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';
import type { Work } from './work.ts';

const maxAgeMs = 24 * 60 * 60 * 1000; // as for robots.txt

/** Sites whose rules are kept in memory; a rule of thumb of 1 kB each. */
const maxSites = 5000;

interface SiteRules {
  /** Epoch ms. */
  readonly askedAt: number;
  readonly rules: readonly TdmRule[];
}

/** What sites say of all their pages, as rights signals: `License:` of robots.txt, and `/.well-known/tdmrep.json`, which is
 *  asked for once a day and kept in the archive, and read once a day and run. A site where it cannot be read has said
 *  nothing there. */
export function createSiteRights(work: Pick<Work, 'store' | 'http' | 'clock' | 'signal'>): Work['siteRights'] {
  const sites = new Map<Url, { expiresAt: number; readonly rules: Promise<readonly TdmRule[]> }>();
  const rulesOf = (url: Url, page: Url): Promise<readonly TdmRule[]> => {
    const known = sites.get(url);
    if (known && known.expiresAt > work.clock.now()) return known.rules;
    sites.delete(url); // so that the newest stand last
    const oldest = sites.size >= maxSites ? sites.keys().next().value : undefined;
    if (oldest !== undefined) sites.delete(oldest);
    const load = async (): Promise<readonly TdmRule[]> => {
      const { askedAt, rules } = await askSite(url, page, work);
      entry.expiresAt = askedAt + maxAgeMs;
      return rules;
    };
    const entry = { expiresAt: Infinity, rules: load() };
    sites.set(url, entry);
    return entry.rules;
  };
  return async (page) => {
    const licenses = (await work.http.licensesOf(page)).map((url) => `rsl:${url}`);
    const url = toUrl(tdmrepPath, page);
    return url === null ? licenses : [...licenses, ...tdmRightsOf(page, await rulesOf(url, page))];
  };
}

async function askSite(
  url: Url,
  page: Url,
  { store, http, clock, signal }: Pick<Work, 'store' | 'http' | 'clock' | 'signal'>,
): Promise<SiteRules> {
  const now = clock.now();
  let newest = await store.latestPage(url);
  let askedAt = newest === undefined ? 0 : Date.parse(newest.fetchedAt);
  if (askedAt + maxAgeMs <= now) {
    askedAt = now; // also when it fails: an article must not cost two requests
    const answer = await http.fetchPage(url, { accept: 'application/json', signal });
    if (answer.ok) newest = await store.putPage(answer.value, { partOf: page });
  }
  const ref = newest && newest.status >= 500 ? await store.latestPage(url, { isGood: true }) : newest;
  if (ref?.status !== 200) return { askedAt, rules: [] };
  const { bytes } = await store.readPage(ref);
  return { askedAt, rules: parseTdmrep(new TextDecoder().decode(bytes)) };
}

/** Signals of a site, which are in no page of it. */
export function isSiteSignal(signal: string): boolean {
  return /^(?:rsl:|tdm-)/.test(signal);
}

export function withRights(article: Article, told: readonly string[]): Article {
  return told.length === 0 ? article : { ...article, rights: [...new Set([...article.rights, ...told])] };
}
