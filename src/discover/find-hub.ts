import type { FeedHub } from '../model/feed-life.ts';
import type { Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import type { FeedDocument } from './feed-document.ts';

/** The hub of a feed and the address it knows the feed by: from the Link headers, else from the feed itself; undefined when
 *  there is no hub. A feed that does not name itself is known by the address that answered. Spec: W3C WebSub 4. */
export function findHub(
  page: Pick<Page, 'url' | 'headers'>,
  document: Pick<FeedDocument, 'hubs' | 'self'>,
): FeedHub | undefined {
  const links = page.headers.filter(([name]) => name === 'link').flatMap(([, value]) => parseLinkHeader(value));
  const linked = (relation: string): string | undefined => links.find(({ rel }) => rel.includes(relation))?.target;
  const stated = linked('hub') ?? document.hubs[0] ?? '';
  const hub = stated === '' ? null : toUrl(stated, page.url);
  if (hub === null) return undefined;
  const self = linked('self') ?? document.self;
  return { hub, topic: (self === '' ? null : toUrl(self, page.url)) ?? page.url };
}

/** The targets of a Link header with their relations in lower case. Spec: RFC 8288 3. */
export function parseLinkHeader(
  value: string,
): readonly { readonly target: string; readonly rel: readonly string[] }[] {
  const links = [];
  for (const [, target = '', parameters = ''] of value.slice(0, 10_000).matchAll(/<([^<>]*)>((?:[^,"<]|"[^"]*")*)/g)) {
    const named = [...parameters.matchAll(/;\s*([^\s=;,"]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/g)];
    const rel = named.find(([, name]) => name?.toLowerCase() === 'rel'); // the first one counts
    links.push({ target, rel: (rel?.[2] ?? rel?.[3] ?? '').toLowerCase().split(/\s+/) });
  }
  return links;
}
