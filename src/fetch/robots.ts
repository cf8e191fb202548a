/** One line `Allow:` or `Disallow:`. The pattern in ASCII: other octets percent-encoded, escapes in upper case. */
export interface RobotsRule {
  readonly isAllow: boolean;
  readonly pattern: string;
}

/** Rules and delays for the agents that it names. */
export interface RobotsGroup {
  /** Product tokens in lower case; `*` for everyone. */
  readonly agents: readonly string[];
  readonly rules: readonly RobotsRule[];
  /** A delay holds for the agents named before its line: the first `agentCount` of the group. */
  readonly delays: readonly { readonly agentCount: number; readonly delayMs: number }[];
}

/** A robots.txt file as written. */
export interface Robots {
  readonly groups: readonly RobotsGroup[];
  /** Addresses as written, in order. */
  readonly sitemaps: readonly string[];
  /** `License:` lines, for everyone. Spec: RSL 1.0. */
  readonly licenses: readonly string[];
}

/** What a robots.txt file says to one agent. */
export interface RobotsRules {
  /** The longest pattern first, of equal ones `Allow` first: the first that matches decides. */
  readonly rules: readonly RobotsRule[];
  readonly crawlDelayMs: number;
  readonly licenses: readonly string[];
}

/** RFC 9309 asks for at least 500 kibibytes; what follows is not read. */
export const robotsMaxBytes = 500 * 1024;
// Longer lines are cut, as the reference parser does (eight times the longest address of old browsers).
const maxLineBytes = 16_663;

/** Reads a robots.txt file; anything is accepted, also HTML sent in its place. Spec: RFC 9309, sitemaps.org. */
export function parseRobots(body: string | Uint8Array): Robots {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = toOctets(bytes.subarray(hasBom ? 3 : 0, robotsMaxBytes));
  const groups: { agents: string[]; rules: RobotsRule[]; delays: { agentCount: number; delayMs: number }[] }[] = [];
  const sitemaps: string[] = [];
  const licenses: string[] = [];
  let isOpen = false; // true while further User-agent lines join the group
  for (const line of text.split(/\r\n|\n|\r/)) {
    const record = readRecord(line);
    if (record === null) continue;
    const { key, value } = record;
    const group = groups.at(-1);
    if (key === 'user-agent') {
      const agent = toAgent(value);
      if (isOpen && group) group.agents.push(agent);
      else groups.push({ agents: [agent], rules: [], delays: [] });
      isOpen = true;
    } else if (key === 'allow' || key === 'disallow') {
      isOpen = false;
      // An empty pattern matches nothing, but the group counts as present.
      if (group && value !== '') group.rules.push({ isAllow: key === 'allow', pattern: escapePattern(value) });
    } else if (key === 'sitemap') {
      if (value !== '') sitemaps.push(toText(value));
    } else if (key === 'license') {
      if (value !== '') licenses.push(toText(value));
    } else if (group) {
      const delayMs = toDelayMs(value);
      if (delayMs !== null) group.delays.push({ agentCount: group.agents.length, delayMs });
    }
  }
  return { groups, sitemaps, licenses };
}

/** Whether an answer for robots.txt says that nothing may be fetched until there is another. Every other one that is not 2xx
 *  stands for a site without the file. Spec: RFC 9309 2.3.1. */
export function isUnreachable(status: number): boolean {
  return status === 429 || status >= 500;
}

/** The rules for an agent: all groups that name it, or else all groups for `*`.
 *  `agent` is a product token, as `Courant`. */
export function rulesFor(robots: Robots, agent: string): RobotsRules {
  const token = agent.toLowerCase();
  const named = robots.groups.filter((group) => token !== '' && token !== '*' && group.agents.includes(token));
  const name = named.length > 0 ? token : '*';
  const groups = named.length > 0 ? named : robots.groups.filter((group) => group.agents.includes('*'));
  const rules = groups
    .flatMap((group) => group.rules)
    .sort((a, b) => b.pattern.length - a.pattern.length || Number(b.isAllow) - Number(a.isAllow));
  let crawlDelayMs = 0;
  for (const group of groups) {
    const position = group.agents.indexOf(name);
    for (const delay of group.delays) {
      if (position < delay.agentCount && delay.delayMs > crawlDelayMs) crawlDelayMs = delay.delayMs;
    }
  }
  return { rules, crawlDelayMs, licenses: robots.licenses };
}

/** Whether the agent may fetch the address, and the line that decides (empty when none does). */
export function isAllowed(
  robots: Robots,
  agent: string,
  url: string,
): { readonly allowed: boolean; readonly rule: string } {
  return judge(rulesFor(robots, agent), url);
}

/** As `isAllowed`, for rules chosen before. Time: linear in address and pattern, for each pattern. */
export function judge(rules: RobotsRules, url: string): { readonly allowed: boolean; readonly rule: string } {
  const path = pathOf(url);
  const rule = rules.rules.find(
    ({ isAllow, pattern }) => matches(pattern, path) || (isAllow && matchesAsDirectory(pattern, path)),
  );
  if (rule === undefined) return { allowed: true, rule: '' };
  return { allowed: rule.isAllow, rule: `${rule.isAllow ? 'Allow' : 'Disallow'}: ${rule.pattern}` };
}

/** The delay the file asks of the agent; 0 when it asks for none. Not in RFC 9309; honored because sites mean it. */
export function crawlDelayMs(robots: Robots, agent: string): number {
  return rulesFor(robots, agent).crawlDelayMs;
}

/** One character an octet: patterns are compared as octets, whatever the encoding of the file. */
function toOctets(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

function toText(octets: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)));
}

type Key = 'user-agent' | 'allow' | 'disallow' | 'sitemap' | 'license' | 'crawl-delay';

const keys: readonly (readonly [form: RegExp, key: Key])[] = [
  [/^license$/, 'license'],
  [/^user[- ]?agent$/, 'user-agent'],
  [/^allow$/, 'allow'],
  // Misspellings that are common enough to be meant.
  [/^(?:dis+al+ow|diasllow|disallaw)$/, 'disallow'],
  [/^site-?map$/, 'sitemap'],
  [/^crawl[- ]?delay$/, 'crawl-delay'],
];

function readRecord(line: string): { readonly key: Key; readonly value: string } | null {
  const cut = line.length > maxLineBytes ? line.slice(0, maxLineBytes) : line;
  const hash = cut.indexOf('#');
  const text = trim(hash === -1 ? cut : cut.slice(0, hash));
  let split = text.indexOf(':');
  if (split === -1) {
    // The colon is forgotten at times: `Disallow /x`, when the line has exactly two words.
    const isTwoWords = /^[^ \t]+[ \t]+[^ \t]+$/.test(text);
    split = isTwoWords ? text.search(/[ \t]/) : -1;
  }
  if (split === -1) return null;
  const name = trim(text.slice(0, split)).toLowerCase();
  const key = keys.find(([form]) => form.test(name))?.[1];
  return key === undefined ? null : { key, value: trim(text.slice(split + 1)) };
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** The product token that a User-agent line starts with; `*` alone or before a blank stands for everyone. */
function toAgent(value: string): string {
  if (/^\*(?:[ \t]|$)/.test(value)) return '*';
  return (/^[A-Za-z_-]+/.exec(value)?.[0] ?? '').toLowerCase();
}

function toDelayMs(value: string): number | null {
  if (!/^\d{1,12}(?:\.\d{0,12})?$|^\.\d{1,12}$/.test(value)) return null;
  return Math.ceil(Number(value) * 1000);
}

function escapePattern(pattern: string): string {
  return pattern
    .replace(/%[\da-fA-F]{2}/g, (escape) => escape.toUpperCase())
    .replace(/[\x80-\xff]/g, (octet) => `%${octet.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Path and query of an address as sent; `/` for an empty one. Reads the text itself: parsing would normalize it. */
function pathOf(url: string): string {
  const scheme = url.indexOf('//');
  const start = scheme === -1 ? 0 : scheme + 2;
  const fragment = url.indexOf('#', start);
  const text = url.slice(start, fragment === -1 ? undefined : fragment);
  const path = text.search(/[/?;]/);
  const found = path === -1 ? '/' : text.slice(path);
  return (found.startsWith('/') ? found : `/${found}`).replace(/%[\da-fA-F]{2}/g, (escape) => escape.toUpperCase());
}

/** `Allow: /news/index.html` also opens `/news/`. An extension of Google's that only ever allows. */
function matchesAsDirectory(pattern: string, path: string): boolean {
  const slash = pattern.lastIndexOf('/');
  return slash !== -1 && pattern.startsWith('index.htm', slash + 1) && matches(`${pattern.slice(0, slash + 1)}$`, path);
}

/** Matches from the start of the path: `*` is any run of characters, `$` at the end of the pattern the end of the path.
 *  Taking the first place for each part is enough, because a later one never leaves more of the path. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const parts = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  const first = parts[0] ?? '';
  if (!path.startsWith(first)) return false;
  if (parts.length === 1) return !isAnchored || path.length === first.length;
  const last = isAnchored ? (parts.at(-1) ?? '') : '';
  const middle = parts.slice(1, isAnchored ? -1 : undefined);
  let position = first.length;
  for (const part of middle) {
    const found = indexOfLinear(path, part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return !isAnchored || (path.length - position >= last.length && path.endsWith(last));
}

/** As `indexOf`, in time linear in both for long needles too.
 *  Paper: Knuth, Morris, Pratt, "Fast pattern matching in strings", 1977. */
function indexOfLinear(text: string, needle: string, from: number): number {
  if (needle.length < 16) return text.indexOf(needle, from);
  const borders = new Uint32Array(needle.length);
  for (let i = 1, border = 0; i < needle.length; i++) {
    while (border > 0 && needle[i] !== needle[border]) border = borders[border - 1] ?? 0;
    if (needle[i] === needle[border]) border++;
    borders[i] = border;
  }
  for (let i = from, border = 0; i < text.length; i++) {
    while (border > 0 && text[i] !== needle[border]) border = borders[border - 1] ?? 0;
    if (text[i] === needle[border]) border++;
    if (border === needle.length) return i - border + 1;
  }
  return -1;
}
