/** The place of TDMRep's file at every site. */
export const tdmrepPath = '/.well-known/tdmrep.json';

const maxRules = 1000;

/** What a site says of the pages whose address matches. */
export interface TdmRule {
  readonly location: string;
  readonly isReserved: boolean;
  /** Of the terms; as stated. */
  readonly policy: string;
}

/** The rules of a `tdmrep.json`, in order; a broken file says nothing. Spec: TDMRep, W3C. */
export function parseTdmrep(text: string): readonly TdmRule[] {
  let stated: unknown;
  try {
    stated = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return []; // many sites answer every address with their front page
  }
  const rules: TdmRule[] = [];
  for (const rule of Array.isArray(stated) ? stated.slice(0, maxRules) : []) {
    if (!isRecord(rule) || typeof rule['location'] !== 'string') continue;
    const location = rule['location'].slice(0, 2000);
    const policy = rule['tdm-policy'];
    rules.push({
      location: location.startsWith('/') ? location : `/${location}`,
      isReserved: Number(rule['tdm-reservation']) === 1,
      policy: typeof policy === 'string' && policy.length <= 500 ? policy : '',
    });
  }
  return rules;
}

/** What the rules of its site say of a page, as rights signals: nothing, or `tdm-reservation` and the address of the terms. The
 *  first rule that matches decides. */
export function tdmRightsOf(page: string, rules: readonly TdmRule[]): readonly string[] {
  const { pathname, search, origin } = new URL(page);
  const path = escaped(pathname + search);
  const rule = rules.find(({ location }) => matchesLocation(escaped(location), path));
  if (rule?.isReserved !== true) return [];
  const url = rule.policy !== '' && URL.canParse(rule.policy, origin) ? new URL(rule.policy, origin) : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return ['tdm-reservation', ...(isWeb && url ? [`tdm-policy:${url.href}`] : [])];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** As addresses are sent: `/größe` is `/gr%C3%B6%C3%9Fe`, escapes in upper case. */
function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[^\x21-\x7e]+/g, encodeURIComponent)
    .replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase());
}

/** `*` is any run of characters, `$` at the end the end of the address, as in robots.txt; without them a prefix. */
function matchesLocation(location: string, path: string): boolean {
  const isAnchored = location.endsWith('$');
  const [first = '', ...rest] = (isAnchored ? location.slice(0, -1) : location).split('*');
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
