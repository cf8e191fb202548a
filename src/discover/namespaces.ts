/** Short names of the namespaces that feeds and sitemaps use, by address without scheme, `www.`, version folder and end
 *  sign. The empty name is for elements of the feed formats themselves. */
const shortNames: readonly (readonly [RegExp, string])[] = [
  [/^purl\.org\/(rss|net\/rss|atom)/, ''],
  [/^(my\.netscape\.com\/rdf\/simple|channel\.netscape\.com\/rdf)/, ''],
  [/^(backend\.userland\.com|blogs\.law\.harvard\.edu\/tech\/rss|cyber\.law\.harvard\.edu\/rss|rssboard\.org)/, ''],
  [/^w3\.org\/2005\/atom/, ''],
  [/^base\.google\.com\/ns/, 'g'],
  [/^purl\.org\/dc\/elements/, 'dc'],
  [/^purl\.org\/dc\/terms/, 'dcterms'],
  [/^purl\.org\/rss\/1\.0\/modules\/content/, 'content'],
  [/^search\.yahoo\.com\/mrss/, 'media'],
  [/^itunes\.com\/dtds/, 'itunes'],
  [/^w3\.org\/1999\/02\/22-rdf-syntax-ns/, 'rdf'],
  [/^w3\.org\/1999\/xhtml/, 'xhtml'],
  [/^w3\.org\/xml\/1998\/namespace/, 'xml'],
  [/^w3\.org\/1999\/xlink/, 'xlink'],
  [/^(w3\.org\/2000\/svg|w3\.org\/1998\/math\/mathml)/, 'foreign'],
  [/^sitemaps\.org\/schemas\/sitemap/, ''],
  [/^google\.com\/schemas\/sitemap\//, ''],
  [/^google\.com\/schemas\/sitemap-news/, 'news'],
  [/^google\.com\/schemas\/sitemap-image/, 'image'],
  [/^google\.com\/schemas\/sitemap-video/, 'video'],
  [/^(rssnamespace\.org\/feedburner|feedburner\.com\/fb)/, 'feedburner'],
  [/^rslstandard\.org\/rsl/, 'rsl'],
  [/^(backend\.userland\.com\/creativecommonsrssmodule|cyber\.law\.harvard\.edu\/rss\/creativecommons|web\.resource\.org\/cc|creativecommons\.org\/ns)/, 'cc'],
]; // prettier-ignore

/** RSS modules live below the address of RSS 1.0 and are not RSS. */
const rssModule = /^purl\.org\/rss\/1\.0\/modules\/([a-z]+)/;

const cache = new Map<string, string | null>();

/** The short name of a namespace; `null` for one we do not know. */
export function shortNamespace(address: string): string | null {
  if (address.length > 200) return null;
  const known = cache.get(address);
  if (known !== undefined) return known;
  const found = lookUp(address);
  if (cache.size < 500) cache.set(address, found);
  return found;
}

function lookUp(address: string): string | null {
  const bare = address.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/^www\./, '').replace(/[#/]+$/, ''); // prettier-ignore
  if (bare === '') return '';
  const module = rssModule.exec(bare)?.[1];
  if (module !== undefined) return module;
  return shortNames.find(([form]) => form.test(bare))?.[1] ?? null;
}

/** Prefixes that mean what they always mean when the document forgot to declare them. */
export const customaryPrefixes: ReadonlyMap<string, string> = new Map(
  [
    ['rss', ''], ['atom', ''], ['a10', ''], ['rdf', 'rdf'], ['dc', 'dc'], ['dcterms', 'dcterms'], ['content', 'content'], ['media', 'media'],
    ['itunes', 'itunes'], ['xhtml', 'xhtml'], ['xml', 'xml'], ['xlink', 'xlink'], ['news', 'news'], ['image', 'image'], ['feedburner', 'feedburner'],
    ['sy', 'syndication'], ['georss', 'georss'], ['svg', 'foreign'], ['math', 'foreign'], ['rsl', 'rsl'],
  ] as const,
); // prettier-ignore
