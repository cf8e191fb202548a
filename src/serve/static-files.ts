import { open, realpath, type FileHandle } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { BigIntStats } from 'node:fs';
import { feedKinds } from '../publish/layout.ts';
import type { KeptFile, KeptFiles } from './kept-files.ts';
import { chooseEncoding, isCompressible, isKnown, tagOf } from './operation/compress.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.xml': 'application/xml; charset=utf-8',
};

const streamFromBytes = 262_144;

/** Answers a GET or HEAD request with a file of the folder; undefined when there is none to show.
 *  Nothing outside the folder is ever read, neither by `..` nor by a symbolic link, and no hidden file. With `kept`, files that are asked for again come
 *  from memory, compressed for those who take that. Spec: RFC 9110, 13 (conditional requests). */
export async function answerFile(root: string, request: Request, kept?: KeptFiles): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const segments = readSegments(pathname);
  if (segments === undefined) return undefined;
  const isFolder = pathname.endsWith('/');
  const path = join(root, ...segments, ...(isFolder ? ['index.html'] : []));
  const fresh = kept?.fresh(path);
  if (kept && fresh) return answerKept(request, path, fresh, kept);
  if (!(await isInside(root, path))) return undefined;
  const handle = await openFile(path);
  if (handle === undefined) return undefined;
  let isHandedOver = false;
  try {
    const stats = await handle.stat({ bigint: true });
    if (stats.isDirectory()) return isFolder ? undefined : await redirectToFolder(root, segments);
    if (!stats.isFile()) return undefined;
    const same = kept?.same(path, stats);
    if (kept && same) return await answerKept(request, path, same, kept);
    const headers = headersOf(path, segments, stats);
    if (isUnchanged(request, headers, stats)) return new Response(null, { status: 304, headers });
    headers.set('Content-Length', String(stats.size));
    if (request.method === 'HEAD' && kept === undefined) return new Response(null, { headers });
    if (stats.size < streamFromBytes) {
      const body = new Uint8Array(await handle.readFile());
      if (kept === undefined) return new Response(body, { headers });
      const file = { headers: Object.fromEntries(headers), mtimeMs: Number(stats.mtimeMs), body };
      kept.put(path, stats, file);
      return await answerKept(request, path, file, kept);
    }
    if (request.method === 'HEAD') return new Response(null, { headers });
    isHandedOver = true;
    return new Response(Readable.toWeb(handle.createReadStream()), { headers });
  } finally {
    if (!isHandedOver) await handle.close();
  }
}

async function answerKept(request: Request, path: string, file: KeptFile, kept: KeptFiles): Promise<Response> {
  const { body } = file;
  const encoding = chooseEncoding(request.headers.get('Accept-Encoding') ?? undefined);
  const encoded = encoding && kept.encoded(path, file, encoding);
  const headers = new Headers(file.headers);
  if (isCompressible(headers.get('Content-Type') ?? '')) headers.set('Vary', 'Accept-Encoding');
  if (encoded) headers.set('ETag', tagOf(headers.get('ETag') ?? '', encoding));
  if (isUnchanged(request, headers, file)) {
    headers.delete('Content-Length');
    return new Response(null, { status: 304, headers });
  }
  const sent = encoded ? await encoded : body;
  if (encoded && encoding) headers.set('Content-Encoding', encoding);
  headers.set('Content-Length', String(sent.byteLength));
  return new Response(request.method === 'HEAD' ? null : sent, { headers });
}

/** The decoded parts of a path, or undefined when one of them could mean something else than a plain name. */
function readSegments(pathname: string): readonly string[] | undefined {
  const parts = pathname.replace(/^\/|\/$/g, '').split('/');
  if (parts.length === 1 && parts[0] === '') return [];
  const segments: string[] = [];
  for (const part of parts) {
    const segment = decodeSegment(part);
    if (segment === undefined || segment === '' || segment.startsWith('.') || /[/\\:\u0000-\u001f]/.test(segment))
      return undefined;
    segments.push(segment);
  }
  return segments;
}

function decodeSegment(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined; // URIError: not percent-encoded UTF-8, so no name of ours
  }
}

async function isInside(root: string, path: string): Promise<boolean> {
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(path)]);
    return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
  } catch {
    return false; // no such file, or a part of the path that is no folder
  }
}

async function openFile(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch {
    return undefined; // gone since, or not readable for us: the same to the one who asks
  }
}

/** `/post/2025` leads to `/post/2025/` when there is a page; the target is relative, so it can't lead to another host. */
async function redirectToFolder(root: string, segments: readonly string[]): Promise<Response | undefined> {
  const last = segments.at(-1);
  if (last === undefined || !(await isInside(root, join(root, ...segments, 'index.html')))) return undefined;
  return new Response(null, {
    status: 301,
    headers: { Location: `./${encodeURIComponent(last)}/`, 'Cache-Control': 'no-cache' },
  });
}

function headersOf(path: string, segments: readonly string[], stats: BigIntStats): Headers {
  const name = segments.at(-1) ?? '';
  const feed = feedKinds.find(({ file }) => file === name);
  const type = feed ? `${feed.mediaType}; charset=utf-8` : mediaTypes[extname(path).toLowerCase()];
  return new Headers({
    'Content-Type': type ?? 'application/octet-stream',
    ETag: `"${stats.size.toString(36)}-${stats.mtimeNs.toString(36)}"`,
    'Last-Modified': stats.mtime.toUTCString(),
    'Cache-Control': segments[0] === 'media' ? 'public, max-age=86400' : 'no-cache',
  });
}

/** If-None-Match decides when it is there, If-Modified-Since only without it. */
function isUnchanged(request: Request, headers: Headers, { mtimeMs }: { readonly mtimeMs: number | bigint }): boolean {
  const tags = request.headers.get('If-None-Match');
  if (tags !== null) return isKnown(tags, headers.get('ETag') ?? '');
  const since = Date.parse(request.headers.get('If-Modified-Since') ?? '');
  return Math.floor(Number(mtimeMs) / 1000) * 1000 <= since;
}
