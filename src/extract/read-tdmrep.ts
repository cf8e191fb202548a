/** The place of TDMRep's file at every site. */
export const tdmrepPath = '/.well-known/tdmrep.json';

const maxRules = 1000;

/** What `tdmrep.json` of a site says of one of its pages, as rights signals: nothing, or `tdm-reservation` and the address of
 *  the terms. The first rule that matches decides; a broken file says nothing. Spec: TDMRep, W3C. */
export function readTdmrep(text: string, page: string): readonly string[] {
  let rules: unknown;
  try {
    rules = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return []; // many sites answer every address with their front page
  }
  const { pathname, search, origin } = new URL(page);
  for (const rule of Array.isArray(rules) ? rules.slice(0, maxRules) : []) {
    if (!isRecord(rule) || typeof rule['location'] !== 'string') continue;
    const location = rule['location'].startsWith('/') ? rule['location'] : `/${rule['location']}`;
    if (!matchesLocation(location, pathname + search)) continue;
    if (Number(rule['tdm-reservation']) !== 1) return [];
    const policy = rule['tdm-policy'];
    const isPolicy = typeof policy === 'string' && policy.length <= 500 && URL.canParse(policy, origin);
    const url = isPolicy ? new URL(policy, origin) : undefined;
    const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
    return ['tdm-reservation', ...(isWeb && url ? [`tdm-policy:${url.href}`] : [])];
  }
  return [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** `*` is any run of characters, `$` at the end the end of the address, as in robots.txt; without them a prefix. */
function matchesLocation(location: string, path: string): boolean {
  const isAnchored = location.endsWith('$');
  const [first = '', ...rest] = (isAnchored ? location.slice(0, -1) : location).slice(0, 2000).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    if (isAnchored && index === rest.length - 1) return path.length - at >= part.length && path.endsWith(part);
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return !isAnchored || at === path.length;
}
