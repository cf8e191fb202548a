import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnFiles } from '../model/own-page.ts';
import { partOwnPage, readOwnFiles } from '../store/own-pages.ts';
import { formatYamlString } from '../store/yaml-string.ts';
import type { HugoTree } from './hugo-tree.ts';

/** Puts the user's own pages into the tree for Hugo, and what is published beside them. A page without a title in front matter gets
 *  that of its first heading, which Hugo does not read. A file that is there already and not of ours stays. */
export async function exportOwnPages(root: string, tree: HugoTree): Promise<OwnFiles> {
  const own = readOwnFiles(root);
  const { pages, attachments } = own;
  for (const { path, title, body } of pages) {
    const text = await readFile(join(root, path), 'utf8');
    const { header } = partOwnPage(text);
    const isTitled = /^title:/m.test(header);
    // A folder with `index.md` is one page to Hugo, and all else in it belongs to that.
    const target = path.replace(/\/index((?:\.[\w-]+)?\.md)$/, '/_index$1');
    await tree.offer(target, isTitled ? text : `---\ntitle: ${formatYamlString(title)}\n${header}---\n\n${body}\n`);
  }
  for (const { path } of attachments) await tree.link(path, path);
  return own;
}
