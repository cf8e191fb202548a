/** What callers of the libraries give, checked: a page, its address, its headers. Misuse throws TypeError, as the platform does. */
import type { Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';

/** Headers of an HTTP answer: `response.headers`, pairs, or an object. */
export type GivenHeaders = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string>>;

/** Pairs with names in lower case. */
export function givenHeaders(headers: GivenHeaders = []): Page['headers'] {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.map(([name, value]) => [name.toLowerCase(), value]);
}

/** `caller`: the function that was called, for the message. Throws TypeError for anything but absolute http(s). */
export function givenUrl(text: string, caller: string): Url {
  const url = toUrl(text);
  if (url === null)
    throw new TypeError(`${caller}: \`url\` must be an absolute http or https address, not ${nameOf(text)}.`);
  return url;
}

/** The bytes of a body; decoded text is marked as UTF-8, whatever the text declares. */
export function givenBytes(body: string | Uint8Array, caller: string): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(`\ufeff${body.replace(/^\ufeff/, '')}`);
  if (isBytes(body)) return body;
  throw new TypeError(`${caller}: the body must be a string or a Uint8Array, not ${nameOf(body)}.`);
}

/** True also for bytes of another realm (a frame, a test environment), where `instanceof` is not. */
export function isBytes(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

export function nameOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  const name = Object.prototype.toString.call(value).slice(8, -1);
  return name === 'ArrayBuffer' ? 'an ArrayBuffer: pass `new Uint8Array(buffer)`' : name;
}
