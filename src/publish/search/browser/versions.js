// @ts-check

/** @typedef {import('./find.js').Hit} Hit */

/** What is the same for all languages of an article: the folder of its original.
 *  @param {Hit} hit */
function baseOf({ folder, from }) {
  return from === '' ? folder : folder.slice(folder.indexOf('/') + 1);
}

/** Hits with each article once: in a language of the reader's where it is found in several, else in the first that is found. Those
 *  of `shown` (bases), which gets them all, are left out.
 *  @param {Hit[]} hits
 *  @param {string} language of the page
 *  @param {Set<string>} shown */
export function oneOfEach(hits, language, shown) {
  const isRead = (/** @type {Hit} */ hit) => hit.language.split('-')[0] === language.split('-')[0];
  /** @type {Map<string, Hit>} */
  const chosen = new Map();
  for (const hit of hits) {
    const base = baseOf(hit);
    const other = chosen.get(base);
    if (shown.has(base) || (other !== undefined && (isRead(other) || !isRead(hit)))) continue;
    chosen.set(base, hit);
  }
  for (const base of chosen.keys()) shown.add(base);
  return [...chosen.values()];
}
