/** Loads files of the index by `<script>` elements, which work from a disk too. Each file calls `courantSearch` with the segment
 *  that it belongs to, the segment's digest, its own name, and what it holds. */

/** A file that is not there, or of another version of its segment: the site was built anew since the manifest was loaded. */
export class StaleIndex extends Error {}

/** @param {string} root the folder of the site, with a slash at the end, or empty */
export function createLoader(root) {
  /** What waits for a file, by its path and the digest that it should have.
   *  @type {Map<string, (parts: any[]) => void>} */
  const waiting = new Map();
  /** @param {string} segment
   *  @param {string} digest
   *  @param {string} file
   *  @param {...any} parts */
  const receive = (segment, digest, file, ...parts) => {
    const key = `${pathOf(segment, file)}?${digest}`;
    const resolve = waiting.get(key);
    waiting.delete(key);
    resolve?.(parts);
  };
  Reflect.set(globalThis, 'courantSearch', receive);
  /** @param {string} path
   *  @param {string} digest
   *  @param {string} version
   *  @returns {Promise<any[]>} */
  const load = (path, digest, version) =>
    new Promise((resolve, reject) => {
      const key = `${path}?${digest}`;
      waiting.set(key, resolve);
      const script = document.createElement('script');
      // A changed segment has another address: what a browser kept is never mixed with what is new.
      script.src = root + encodeURI(path) + (version === '' ? '' : `?${version}`);
      script.onload = script.onerror = () => {
        script.remove();
        if (waiting.delete(key)) reject(new StaleIndex(path));
      };
      document.head.append(script);
    });
  return {
    /** @type {import('./segment.js').Ask} */
    ask: (segment, file) => load(pathOf(segment.name, file), segment.digest, segment.digest),
    /** @param {string} version makes a browser ask again; empty for the first time
     *  @returns {Promise<import('./find.js').Manifest>} */
    manifest: async (version) => (await load(pathOf('', 'manifest'), '', version))[0],
  };
}

/** @param {string} segment
 *  @param {string} file */
function pathOf(segment, file) {
  return segment === '' ? `search/${file}.js` : `search/${segment}/${file}.js`;
}
