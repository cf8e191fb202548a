import { markup, trusted, type Markup } from '../../publish/markup.ts';
import type { ItemState } from '../../store/reader-items.ts';
import type { ClientFeed } from './feeds-of-clients.ts';
import type { ShownItem } from './show-items.ts';
import { labelPrefix, longIdOf, statePrefix } from './streams.ts';

/** An article of the Google Reader API. */
export function toReaderItem(item: ShownItem, feed: ClientFeed | undefined, states: readonly ItemState[]): object {
  return {
    id: longIdOf(item.number),
    crawlTimeMsec: String(item.addedAt),
    timestampUsec: String(item.addedAt * 1000),
    published: Math.floor(item.publishedMs / 1000),
    updated: Math.floor(item.publishedMs / 1000),
    title: item.title,
    ...(item.author !== '' && { author: item.author }),
    canonical: [{ href: item.url }],
    alternate: [{ href: item.url, type: 'text/html' }],
    summary: { direction: 'ltr', content: item.html },
    categories: categoriesOf(feed, states),
    origin: { streamId: `feed/${item.outlet}`, title: feed?.title ?? item.outlet, htmlUrl: feed?.home ?? '' },
  };
}

function categoriesOf(feed: ClientFeed | undefined, states: readonly ItemState[]): readonly string[] {
  return [
    `${statePrefix}reading-list`,
    ...(feed?.folders ?? []).map((folder) => labelPrefix + folder),
    ...states.flatMap((state) => (state === 'unread' ? [] : [statePrefix + state])),
  ];
}

export interface AtomItem {
  readonly item: ShownItem;
  readonly states: readonly ItemState[];
}

/** A stream as Atom, where each entry tells its states, for clients that read feeds. Spec: RFC 4287. */
export function renderStreamAtom(
  items: readonly AtomItem[],
  about: { readonly title: string; readonly id: string; readonly url: string; readonly now: number },
): string {
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${about.title}</title>
<id>${`tag:google.com,2005:reader/${about.id}`}</id>
<link rel="alternate" type="text/html" href="${about.url}"/>
<updated>${new Date(about.now).toISOString()}</updated>
${items.map(renderEntry)}</feed>
`.markup;
}

function renderEntry({ item, states }: AtomItem): Markup {
  const labels = ['reading-list', ...states.map((state) => (state === 'unread' ? 'kept-unread' : state))];
  const marks = labels.map(
    (label) =>
      markup`<category scheme="http://www.google.com/reader/" term="${statePrefix + label}" label="${label}"/>\n`,
  );
  const moment = new Date(item.publishedMs).toISOString();
  return markup`<entry>
<title>${item.title}</title>
<id>${longIdOf(item.number)}</id>
<link rel="alternate" type="text/html" href="${item.url}"/>
<published>${moment}</published>
<updated>${moment}</updated>
<author><name>${item.author || item.outlet}</name></author>
${marks}<content type="html">${trusted(item.html.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`))}</content>
</entry>
`;
}
