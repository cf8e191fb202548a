import { toOneLine } from '../text/one-line.ts';
import { maxListedFeeds, maxTextLength, maxTopics, type FeedList, type ListedFeed } from './feed-list.ts';
import { languageTag } from './language-tag.ts';
import { readXml, type XmlAttribute } from './xml-reader.ts';

/** Folders within folders whose names are kept; what lies deeper is read, and its folders have no say. */
const maxDepth = 32;
const maxLeftOut = 1000;

/** The feeds of an OPML document, in its order; `null` when it is none. Outlines may be nested in any depth; other lists
 *  that it includes are told, never fetched. No DTD is loaded, no entity grows; linear in the size. Spec: OPML 2.0. */
export function parseOpml(text: string): FeedList | null {
  const reading = new OutlineReading();
  readXml(text, reading);
  const { isOpml, feeds, leftOut } = reading;
  return isOpml ? { kind: 'opml', feeds, leftOut } : null;
}

class OutlineReading {
  isOpml = false;
  readonly feeds: ListedFeed[] = [];
  readonly leftOut: { text: string; reason: string }[] = [];
  readonly #folders: string[] = [];
  /** Outlines that are open beyond `maxDepth`. */
  #deeper = 0;
  #isRoot = true;

  open(name: string, attributes: readonly XmlAttribute[], isEmpty: boolean): void {
    const tag = name.toLowerCase();
    if (this.#isRoot) this.isOpml = tag === 'opml';
    this.#isRoot = false;
    if (!this.isOpml || tag !== 'outline') return;
    const values = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute.value]));
    const title = shorten(values.get('title') || values.get('text') || '');
    const isFeed = this.#take(values, title);
    if (isEmpty) return;
    if (this.#folders.length < maxDepth) this.#folders.push(isFeed ? '' : title);
    else this.#deeper += 1;
  }

  close(name: string): void {
    if (name.toLowerCase() !== 'outline') return;
    if (this.#deeper > 0) this.#deeper -= 1;
    else this.#folders.pop();
  }

  text(): void {
    // What is said stands in attributes.
  }

  #take(values: ReadonlyMap<string, string>, title: string): boolean {
    const url = values.get('xmlurl')?.trim() ?? '';
    const type = values.get('type')?.toLowerCase();
    if (url === '' && (type === 'include' || type === 'link' || type === 'rss')) {
      const text = shorten(values.get('url') || title);
      this.#leaveOut(text, type === 'include' ? 'another list, which is not followed' : 'no feed address');
    }
    if (url === '') return false;
    const reason = reasonAgainst(values);
    if (reason !== undefined) this.#leaveOut(shorten(url), reason);
    else if (this.feeds.length >= maxListedFeeds) this.#leaveOut(shorten(url), `more than ${maxListedFeeds} feeds`);
    else
      this.feeds.push({
        url,
        title,
        home: values.get('htmlurl')?.trim() ?? '',
        language: languageTag(values.get('language') ?? '') ?? '',
        topics: this.#topics(values.get('category') ?? ''),
      });
    return true;
  }

  #leaveOut(text: string, reason: string): void {
    if (this.leftOut.length < maxLeftOut) this.leftOut.push({ text, reason });
  }

  /** Categories are separated by commas, their parts by slashes: `/Boston/Weather,/Politics`. */
  #topics(category: string): readonly string[] {
    const named = category.slice(0, 2000).split(/[,/]/).map(shorten);
    return [...new Set([...this.#folders, ...named])].filter((topic) => topic !== '').slice(0, maxTopics);
  }
}

/** Why an address is not followed, by what Miniflux and FreshRSS say of it in namespaces of their own. */
function reasonAgainst(values: ReadonlyMap<string, string>): string | undefined {
  if (/xpath|dotnotation/i.test(values.get('type') ?? ''))
    return 'a page, no feed: `courant add` looks for ways into it';
  const isOff = values.get('miniflux:disabled') === 'true' || values.get('frss:ttl')?.startsWith('-') === true;
  return isOff ? 'switched off in the feed reader' : undefined;
}

function shorten(text: string): string {
  return toOneLine(text.slice(0, 4 * maxTextLength)).slice(0, maxTextLength);
}
