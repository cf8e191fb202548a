import { readTdmrep, tdmrepPath } from '../extract/read-tdmrep.ts';
import type { Article } from '../model/article.ts';
import type { Url } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';
import type { Work } from './work.ts';

const maxAgeMs = 24 * 60 * 60 * 1000; // as for robots.txt

/** What sites say of all their pages, as rights signals: `License:` of robots.txt, and `/.well-known/tdmrep.json`, which is
 *  asked for once a day and kept in the archive. A site where it cannot be read has said nothing there. */
export function createSiteRights(work: Pick<Work, 'store' | 'http' | 'clock' | 'signal'>): Work['siteRights'] {
  const asked = new Map<Url, number>();
  return async (page) => {
    const licenses = (await work.http.licensesOf(page)).map((url) => `rsl:${url}`);
    const url = toUrl(tdmrepPath, page);
    if (url === null) return licenses;
    const now = work.clock.now();
    const known = await work.store.latestPage(url);
    const askedAt = Math.max(asked.get(url) ?? 0, known === undefined ? 0 : Date.parse(known.fetchedAt));
    if (askedAt + maxAgeMs <= now) {
      asked.set(url, now); // also when it fails: an article must not cost two requests
      const answer = await work.http.fetchPage(url, { accept: 'application/json', signal: work.signal });
      if (answer.ok) await work.store.putPage(answer.value, { partOf: page });
    }
    const newest = await work.store.latestPage(url);
    const ref = newest && newest.status >= 500 ? await work.store.latestPage(url, { isGood: true }) : newest;
    if (ref?.status !== 200) return licenses;
    const { bytes } = await work.store.readPage(ref);
    return [...licenses, ...readTdmrep(new TextDecoder().decode(bytes), page)];
  };
}

/** Signals of a site, which are in no page of it. */
export function isSiteSignal(signal: string): boolean {
  return /^(?:rsl:|tdm-)/.test(signal);
}

export function withRights(article: Article, told: readonly string[]): Article {
  return told.length === 0 ? article : { ...article, rights: [...new Set([...article.rights, ...told])] };
}
