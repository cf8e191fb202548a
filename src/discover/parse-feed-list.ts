import { decodeBytes } from '../text/decode.ts';
import { toOneLine } from '../text/one-line.ts';
import { maxListedFeeds, maxTextLength, maxTopics, type FeedList, type ListedFeed } from './feed-list.ts';
import { parseOpml } from './parse-opml.ts';

/** The feeds of a list, told by content: OPML, or JSON that names addresses under topics. `null` when it is neither. */
export function parseFeedList(bytes: Uint8Array, contentType?: string): FeedList | null {
  const { text } = decodeBytes(bytes, contentType === undefined ? { kind: 'xml' } : { kind: 'xml', contentType });
  return /^\s*[{[]/.test(text.slice(0, 200)) ? parseTopicList(text) : parseOpml(text);
}

/** Reads `{ "topic": ["address", …] }`, and `{ "topic": { "feeds": ["address", …] } }`; other keys are read over. A feed
 *  that stands under several topics comes once, with all of them. */
function parseTopicList(text: string): FeedList | null {
  const topics = topicsOf(text);
  if (topics === null) return null;
  const feeds = new Map<string, { topics: string[] }>();
  const leftOut: { text: string; reason: string }[] = [];
  let isList = false;
  for (const [topic, value] of topics) {
    const addresses = addressesOf(value);
    if (addresses === null) continue;
    isList = true;
    const name = toOneLine(topic).slice(0, maxTextLength);
    for (const address of addresses) {
      if (typeof address !== 'string') leftOut.push({ text: name, reason: 'an entry that is no text' });
      else if (feeds.size >= maxListedFeeds)
        leftOut.push({ text: address, reason: `more than ${maxListedFeeds} feeds` });
      else addTopic(feeds, address.trim(), name);
    }
  }
  if (!isList) return null;
  const listed = [...feeds].map(([url, { topics: names }]): ListedFeed => ({ url, title: '', home: '', language: '', topics: names })); // prettier-ignore
  return { kind: 'topics', feeds: listed, leftOut: leftOut.slice(0, 1000) };
}

function topicsOf(text: string): readonly (readonly [string, unknown])[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  } catch {
    return null; // no JSON: the caller says so
  }
}

function addressesOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || !('feeds' in value)) return null;
  return Array.isArray(value.feeds) ? value.feeds : null;
}

function addTopic(feeds: Map<string, { topics: string[] }>, url: string, topic: string): void {
  const known = feeds.get(url);
  if (known === undefined) feeds.set(url, { topics: topic === '' ? [] : [topic] });
  else if (topic !== '' && known.topics.length < maxTopics && !known.topics.includes(topic)) known.topics.push(topic);
}
