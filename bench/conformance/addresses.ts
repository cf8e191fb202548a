import { isAllowed, parseRobots } from '../../src/fetch/robots.ts';
import { normalizeUrl, toUrl } from '../../src/url/normalize.ts';
import { readRows, scoreRows, shown, type Score } from './score.ts';

interface RobotsRow {
  readonly test: string;
  readonly robots: string;
  readonly agent: string;
  readonly url: string;
  readonly allowed: boolean;
}

/** Google's own cases, those for its extensions included. */
export function scoreRobots(root: string): Score {
  const judge = ({ robots, agent, url, allowed }: RobotsRow): true | string =>
    isAllowed(parseRobots(robots), agent, url).allowed === allowed ||
    `${agent} ${url} must be ${allowed ? 'allowed' : 'forbidden'}`;
  return scoreRows(readRows<RobotsRow>(root, 'robots.jsonl'), judge, (row) => row.test);
}

interface UrlRow {
  readonly suite: string;
  readonly input: string;
  /** `null`: no address. */
  readonly expected: string | null;
  /** Of the feed that the link stands in. */
  readonly feed?: string | null;
}

/** What we do not do to addresses, and why: the rows stay failures. */
const declined: Readonly<Record<string, string>> = {
  øª: 'no absolute address: nothing to fetch',
  "https://example.org/ab'c": 'the URL Standard leaves the apostrophe of a path as it is',
  'https://g__https://h__':
    'two addresses broken off in their hosts: the slashes where the second began are made one, as everywhere',
  'https://www.test.com/{user_name}': 'the front page is not what was meant: all such links would become it',
  'http://xn--München.de': 'the URL Standard refuses the host',
  'http://test.net/foo.html?testid=1':
    'with "strict" only: `testid` may choose content, and the same row without it keeps it',
  'http://test.net/foo.html?testid=1&post=abc&page=2': 'with "strict" only: as above',
  'mailto:user@example.org': 'no address of a page',
};

/** Clean-up cases of other tools, for what `toUrl` and `normalizeUrl` promise: order of parameters, fragment and a slash at
 *  the end are not compared, because ours keeps the first, drops the second and keeps the third; `%20` and `+` in a query
 *  are one sign of a form. */
export function scoreUrls(root: string): Score {
  const judge = ({ input, expected, feed }: UrlRow): true | string => {
    const url = toUrl(input);
    const feedUrl = typeof feed === 'string' ? toUrl(feed) : null;
    const found = url === null ? null : comparable(normalizeUrl(url, feedUrl === null ? [] : [feedUrl]));
    const wanted = expected === null ? null : comparable(expected);
    const because = declined[input] === undefined ? '' : ` (declined: ${declined[input]})`;
    return found === wanted || `expected ${shown(wanted)} found ${shown(found)}${because}`;
  };
  return scoreRows(readRows<UrlRow>(root, 'urls.jsonl'), judge, (row) => `${row.suite} ${shown(row.input)}`);
}

function comparable(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.hash = '';
  url.search = url.search.slice(1).replaceAll('%20', '+').split('&').sort().join('&');
  return url.href.replace(/\/$/, '');
}
