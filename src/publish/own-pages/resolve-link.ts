import type { LocalPicture } from '../../markdown/to-html.ts';
import { encodePath, linkTo } from '../address.ts';
import { folderOf, versionIn, type OwnSite, type PlacedPage } from './own-site.ts';

/** Where a link in a page leads, seen from that page: to another page by its file, with or without its ending (`imprint.md`,
 *  `../guide/`), to a file beside the pages, or to an address of the site from its root (`/about/`). Undefined for what is not there. */
export function resolveLink(site: OwnSite, page: PlacedPage, root: string, href: string): string | undefined {
  const [, address = '', end = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? [];
  if (address === '') return href;
  const path = fileAt(page, address);
  if (path === undefined) return undefined;
  const target = findPage(site, path, page.prefix);
  if (target) return linkTo(root, target.folder) + end;
  if (site.attachments.some((one) => one.path === path)) return root + encodePath(sitePath(path)) + end;
  if (!address.startsWith('/')) return undefined;
  // Whatever else the site has.
  return (address.endsWith('/') ? linkTo(root, sitePath(path)) : root + encodePath(sitePath(path))) + end;
}

/** A picture beside the pages; undefined for what is not there. */
export function findPicture(site: OwnSite, page: PlacedPage, root: string, src: string): LocalPicture | undefined {
  const path = fileAt(page, src.replace(/[?#].*$/s, ''));
  const picture = site.attachments.find((one) => one.path === path);
  if (picture === undefined) return undefined;
  const { width, height } = picture;
  return { src: root + encodePath(sitePath(picture.path)), ...(width && height && { width, height }) };
}

/** Where an attachment lies in the site. */
export function sitePath(path: string): string {
  return path.slice('content/'.length);
}

/** The file below `content/` that an address names. */
function fileAt({ path }: PlacedPage, address: string): string | undefined {
  const from = address.startsWith('/') ? 'content' : encodePath(folderOf(path));
  const { pathname } = new URL(`./${address.replace(/^\/+/, '')}`, `https://own.invalid/${from}/`);
  let file: string;
  try {
    file = decodeURIComponent(pathname).replace(/^\/|\/$/g, '');
  } catch {
    return undefined; // a percent sign that escapes nothing
  }
  return file === 'content' || file.startsWith('content/') ? file : undefined;
}

function findPage(site: OwnSite, path: string, prefix: string): PlacedPage | undefined {
  const byFile = site.pages.find((page) => page.path === path);
  const base = byFile?.base ?? sitePath(path).replace(/(?:\/_?index)?(?:\.md)?$/, '');
  return versionIn(site, base, prefix);
}
