/** What a site asks of robots, as a library, `courant/robots`: no network, files, clock or environment; runs in Node and in
 *  browsers. */
import { isUnreachable, parseRobots, type Robots } from './fetch/robots.ts';
import { ok, skipped, type Outcome } from './model/outcome.ts';

export { parseTdmrep, tdmRightsOf, tdmrepPath, type TdmRule } from './extract/read-tdmrep.ts';
export { crawlDelayMs, isAllowed, parseRobots, robotsMaxBytes } from './fetch/robots.ts';
export type { Robots, RobotsGroup, RobotsRule } from './fetch/robots.ts';
export type { SkipCode } from './errors.ts';
export type { Elsewhere } from './model/article.ts';
export type { ArticleId, Url } from './model/ids.ts';
export type { Outcome, Skip } from './model/outcome.ts';

/** What an answer for `/robots.txt` says, after redirects: the file of a 2xx; nothing at all for other answers, as 404, so that
 *  everything is allowed. Skips: fetch/robots-unreachable (429, 5xx): nothing may be fetched until it can be read.
 *  Spec: RFC 9309 2.3.1.
 *  Example: `const robots = readRobots(response.status, await response.text());` */
export function readRobots(status: number, body: string | Uint8Array): Outcome<Robots> {
  if (isUnreachable(status)) return skipped('fetch/robots-unreachable', `status ${status}`);
  return ok(parseRobots(status >= 200 && status < 300 ? body : ''));
}
