import { createHash } from 'node:crypto';

/** Addresses inside the site. A page is named by its folder, `''` for the home page, without slashes at the ends.
 *
 *  Pages link to each other relatively and name `index.html`: the site then works under any path and from a disk, where
 *  nobody turns a folder into its index. Feeds, sitemap and metadata, which leave the site, name the folder. */

/** The file a page lies in. */
export function fileOf(folder: string): string {
  return folder === '' ? 'index.html' : `${folder}/index.html`;
}

/** The way from a page up to the root: `''`, `../`, `../../` and so on. */
export function rootFrom(folder: string): string {
  return folder === '' ? '' : '../'.repeat(folder.split('/').length);
}

/** Escapes each segment of a path, so that it can stand in an address. */
export function encodePath(path: string): string {
  if (/^[a-z0-9/._-]*$/i.test(path)) return path;
  return path.split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/[\ud800-\udfff]/gu, '\ufffd'));
}

/** A link to a page, from a place `root` leads up from. */
export function linkTo(root: string, folder: string): string {
  return root + encodePath(fileOf(folder));
}

/** The address of a page for the outside. `siteUrl` ends with a slash. */
export function absoluteUrl(siteUrl: string, folder: string): string {
  return folder === '' ? siteUrl : `${siteUrl}${encodePath(folder)}/`;
}

/** The folder of the `number`th page of a list. No outlet or slug can lie at the same place: those have one level more. */
export function listPageFolder(folder: string, number: number): string {
  return folder === '' ? `page-${number}` : `${folder}/page-${number}`;
}

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;
// 80 UTF-16 units are at most 240 bytes of UTF-8: below the 255 of common file systems.
const maxSlugLength = 80;

/** The folder name of a tag or category: lower case, letters and digits of any script, hyphens between.
 *  Never empty, never longer than a file name may be; texts that differ in case and punctuation alone share one. */
export function termSlugOf(text: string): string {
  const slug = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  if (slug === '') return `x-${digest(text)}`;
  if (slug.length > maxSlugLength) return `${whole(slug.slice(0, maxSlugLength - 9))}-${digest(slug)}`;
  return reserved.test(slug) ? `${slug}-tag` : slug;
}

/** Without a hyphen or half of a surrogate pair at the end. */
function whole(cut: string): string {
  return cut.replace(/-$|[\ud800-\udbff]$/, '');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
