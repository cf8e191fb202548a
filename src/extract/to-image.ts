import { decodeHTML } from 'entities';
import { attr, Element, findAll } from '../html/query.ts';
import type { ChildNode } from '../html/query.ts';
import type { Image } from '../model/article.ts';
import { toUrl } from '../url/normalize.ts';
import { collapse } from '../html/query.ts';

/** The picture an `img`, `picture` or `amp-img` shows, the real one where it is loaded late; null for pixels, icons and
 *  drawings in the page itself. */
export function toImage(element: Element, baseUrl: string): Image | null {
  const image = element.name === 'picture' ? findAll(element, (child) => child.name === 'img')[0] : element;
  const address = (image === undefined ? '' : addressOf(image)) || sourceOf(element);
  if (address === '') return null;
  const url = toUrl(address, baseUrl);
  if (url === null) return null;
  const width = image === undefined ? undefined : pixels(attr(image, 'width'));
  const height = image === undefined ? undefined : pixels(attr(image, 'height'));
  if ((width !== undefined && width < 40) || (height !== undefined && height < 40)) return null;
  if (isOrnament(url)) return null;
  const alt = image === undefined ? '' : altOf(image);
  if (isCall(alt)) return null;
  return {
    url,
    alt,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
}

/** The alternative text; entities that were escaped twice are resolved. */
function altOf(image: Element): string {
  const written = attr(image, 'alt');
  const alt = /&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|quot|apos|lt|gt|nbsp);/i.test(written)
    ? decodeHTML(decodeHTML(written))
    : written;
  return collapse(alt);
}

/** A picture that asks to follow, subscribe or download. */
function isCall(alt: string): boolean {
  return /\b(?:click (?:here )?to (?:follow|subscribe|join|download)|(?:follow|find) us on|subscribe to our|sign up (?:for|to) our|download our app|add (?:us )?as a preferred source)\b/i.test(
    alt,
  );
}

/** Of one block or line; galleries have hundreds. Frames within frames look at the same ones again. */
const mostPictures = 2000;

/** The pictures in these line-level nodes. */
export function imagesIn(nodes: readonly ChildNode[], baseUrl: string): Image[] {
  const found = new Map<string, Image>();
  let looked = 0;
  const add = (element: Element): void => {
    if (++looked > mostPictures) return;
    const image = toImage(element, baseUrl);
    if (image !== null && !found.has(image.url)) found.set(image.url, image);
  };
  const isImage = (element: Element): boolean =>
    element.name === 'picture' ||
    ((element.name === 'img' || element.name === 'amp-img') &&
      !(element.parent instanceof Element && element.parent.name === 'picture'));
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    if (isImage(node)) add(node);
    else for (const inner of findAll(node, isImage)) add(inner);
  }
  return [...found.values()];
}

const lateSources = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-original-src',
  'data-url',
  'data-img-src',
  'data-hi-res-src',
  'data-full-src',
  'data-image',
];
/** `data-lazy="true"` only says that there is one. */
const addressSign = /[/.]/;
const longestSource = 4000;
const imageForm = /\.(?:avif|gif|jpe?g|jxl|png|webp)(?:$|[?#&/:])/i;

function addressOf(image: Element): string {
  for (const name of lateSources) {
    const value = attr(image, name);
    if (addressSign.test(value) && !/^(?:\{|data:)/.test(value) && value.length < 2000) return value;
  }
  const source = attr(image, 'src');
  const isPlaceholder =
    source === '' ||
    source.startsWith('data:') ||
    source.length >= longestSource ||
    /(?:blank|spacer|placeholder|loading|lazy)[^/]*\.\w{3,4}$/i.test(source);
  if (!isPlaceholder) return source;
  const set = largestOf(attr(image, 'data-srcset') || attr(image, 'srcset') || attr(image, 'data-lazy-srcset'));
  return set || (source.startsWith('data:') ? '' : source.slice(0, longestSource));
}

function sourceOf(picture: Element): string {
  if (picture.name !== 'picture') return '';
  for (const source of findAll(picture, (child) => child.name === 'source')) {
    const address = largestOf(attr(source, 'srcset') || attr(source, 'data-srcset'));
    if (address !== '') return address;
  }
  return '';
}

/** The widest address of a `srcset`. Spec: WHATWG HTML, srcset attribute. */
function largestOf(srcset: string): string {
  let best = '';
  let bestSize = -1;
  // Addresses may hold commas themselves; behind a size, one always ends the entry.
  for (const part of srcset.slice(0, 20_000).split(/,\s+|,(?=https?:)|(?<=\s[\d.]{1,10}[wxh]),/)) {
    const [address = '', size = ''] = part.trim().split(/\s+/, 2);
    const value = Number.parseFloat(size) || 0;
    if (address !== '' && !address.startsWith('data:') && value > bestSize) {
      best = address;
      bestSize = value;
    }
  }
  return best;
}

function pixels(text: string): number | undefined {
  const match = /^(\d{1,5})(?:\.\d+)?(?:px)?$/.exec(text);
  const value = match === null ? 0 : Number(match[1]);
  return value > 0 ? value : undefined;
}

/** Counting pixels, spacers and icons, by their address. */
function isOrnament(url: string): boolean {
  const path = url.split(/[?#]/, 1)[0] ?? url;
  if (/\.svgz?$/i.test(path)) return true;
  return !imageForm.test(url) && /\/(?:pixel|beacon|count|counter|tracking?|impression)\b/i.test(path);
}
