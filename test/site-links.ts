import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAll } from 'domutils';
import { parseDocument } from 'htmlparser2';

const leading = ['href', 'src', 'action'] as const;
const ofSearch = 'assets/search.js'; // has tests of its own

/** What is wrong with the pages of a site in a folder that can be reached from its first page: those that end too early, and links
 *  that lead to no file. Nothing when there is no first page. */
export function brokenPages(folder: string): readonly string[] {
  const wrong: string[] = [];
  const reached = new Set(existsSync(join(folder, 'index.html')) ? ['index.html'] : []);
  for (const path of reached) {
    const text = readFileSync(join(folder, path), 'utf8');
    if (!text.endsWith('</html>\n')) wrong.push(`${path} ends too early`);
    const base = new URL(path, 'https://site.invalid/');
    for (const { attribs } of findAll(() => true, parseDocument(text).children)) {
      for (const name of leading) {
        const target = attribs[name] === undefined ? undefined : new URL(attribs[name], base);
        if (target?.host !== base.host || attribs['rel'] === 'canonical') continue;
        const file = decodeURIComponent(target.pathname).slice(1);
        if (file === ofSearch) continue;
        if (!existsSync(join(folder, file))) wrong.push(`${path} leads to ${file}`);
        else if (file.endsWith('.html')) reached.add(file);
      }
    }
  }
  return wrong;
}
