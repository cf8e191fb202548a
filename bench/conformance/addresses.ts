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
  readonly fn?: string;
  readonly input: string;
  readonly expected: string;
}

/** Clean-up cases of other tools, for what `toUrl` and `normalizeUrl` promise: order of parameters, fragment and a slash at
 *  the end are not compared, because ours keeps the first, drops the second and keeps the third. */
export function scoreUrls(root: string): Score {
  const judge = ({ input, expected }: UrlRow): true | string => {
    const url = toUrl(input);
    const found = url === null ? '' : comparable(normalizeUrl(url));
    return found === comparable(expected) || `expected ${shown(expected)} found ${shown(found)}`;
  };
  return scoreRows(readRows<UrlRow>(root, 'urls.jsonl'), judge, (row) => `${row.suite} ${shown(row.input)}`);
}

function comparable(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.hash = '';
  url.search = url.search.slice(1).split('&').sort().join('&');
  return url.href.replace(/\/$/, '');
}
