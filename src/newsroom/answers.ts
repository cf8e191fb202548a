import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { lastChange, latest } from './dates.ts';
import { ampPathOf, pagesOf } from './pages-of.ts';
import { drawPicture } from './picture.ts';
import type { Outlet, Site } from './types.ts';

/** What an address of an outlet answers when nothing is in the way. */
export interface Answer {
  readonly status: 200 | 301 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Every address of an outlet's site, pictures aside: path and query → answer. */
export function answersOf(site: Site): ReadonlyMap<string, Answer> {
  const { outlet } = site;
  const html = outlet.encoding === 'utf-8' ? 'text/html; charset=utf-8' : 'text/html';
  const newest = latest(site.pieces.map(lastChange));
  const answers = new Map<string, Answer>();
  const add = (path: string, type: string, text: string, modified: string): void =>
    void answers.set(path, fileAnswer(outlet, type, iconv.encode(text, outlet.encoding), modified));
  add('/', html, outlet.list(outlet.name, site.pieces, site), newest);
  for (const [path, { type, body, modified }] of Object.entries(outlet.files(site))) add(path, type, body, modified);
  for (const piece of site.pieces) {
    for (const page of pagesOf(piece)) add(page.path, html, outlet.article(page, site), lastChange(piece));
    if (outlet.amp && piece.amp) add(ampPathOf(piece), html, outlet.amp(piece, site), lastChange(piece));
    if (piece.movedFrom !== undefined) answers.set(piece.movedFrom, redirect(site.origin + piece.path));
  }
  return answers;
}

function fileAnswer(outlet: Outlet, type: string, body: Buffer, modified: string): Answer {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 20);
  const etag = { strong: `"${hash}"`, weak: `W/"${hash}"`, date: undefined }[outlet.validators];
  return {
    status: 200,
    headers: {
      'content-type': type,
      'last-modified': new Date(modified).toUTCString(),
      'cache-control': 'public, max-age=0, must-revalidate',
      ...(etag === undefined ? {} : { etag }),
    },
    body,
  };
}

function redirect(location: string): Answer {
  const body = Buffer.from(`<html><body>Moved <a href="${location}">here</a>.</body></html>`);
  return { status: 301, headers: { 'content-type': 'text/html', location }, body };
}

export const notFound: Answer = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from('<!doctype html><title>404</title><h1>404</h1><p>There is no such page here.</p>'),
};

const drawn = new Map<string, Buffer>();

/** The picture at `/media/<name>.png`; undefined for names that no piece uses. */
export function pictureAnswer(site: Site, path: string): Answer | undefined {
  const name = /^\/media\/([a-z-]+)\.png$/.exec(path)?.[1];
  const isUsed = site.pieces.some((piece) => piece.picture?.name === name || piece.body.includes(`!${name} |`));
  if (name === undefined || !isUsed) return undefined;
  const body = drawn.get(name) ?? drawPicture(name);
  drawn.set(name, body);
  const { headers } = fileAnswer(site.outlet, 'image/png', body, '2026-09-01T00:00:00Z');
  return { status: 200, headers, body };
}

export interface ConditionalRequest {
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
}

/** True when a conditional request is answered with 304. Spec: RFC 9110, 13.1 and 13.2. */
export function isUnchanged(answer: Answer, request: ConditionalRequest): boolean {
  const { etag, 'last-modified': lastModified } = answer.headers;
  if (request.ifNoneMatch !== undefined) {
    if (etag === undefined) return false;
    const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
    return request.ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag) || tag.trim() === '*');
  }
  if (request.ifModifiedSince === undefined || lastModified === undefined) return false;
  return Date.parse(lastModified) <= Date.parse(request.ifModifiedSince);
}

/** The answer as gzip, with an entity tag of its own as RFC 9110 8.8.3.3 asks. */
export function gzipped(answer: Answer): Answer {
  const { etag } = answer.headers;
  const headers = { ...answer.headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
  return {
    ...answer,
    headers: etag?.startsWith('"') ? { ...headers, etag: etag.replace(/"$/, '-gzip"') } : headers,
    body: gzipSync(answer.body),
  };
}
