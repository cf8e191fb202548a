import type { Context } from 'hono';
import type { AccessEnv } from '../access/caller.ts';

const maxBytes = 4_000_000;

/** The parameters of a request: of its address, and of the form that it sends; undefined when that is too large. */
export async function readParameters(c: Context<AccessEnv>): Promise<URLSearchParams | undefined> {
  const params = new URLSearchParams(new URL(c.req.url).search);
  if (c.req.method !== 'POST') return params;
  if (Number(c.req.header('Content-Length') ?? 0) > maxBytes) return undefined;
  if ((c.req.header('Content-Type') ?? '').startsWith('multipart/form-data')) {
    const form = await c.req.formData().catch(() => new FormData()); // a broken form holds nothing
    for (const [name, value] of form) if (typeof value === 'string') params.append(name, value);
    return params;
  }
  const body = await c.req.text();
  if (body.length > maxBytes) return undefined;
  for (const [name, value] of new URLSearchParams(body)) params.append(name, value);
  return params;
}

/** What follows a part of the path, decoded: a stream stands there as it is or encoded. */
export function restOfPath(c: Context<AccessEnv>, after: string): string {
  const { pathname } = new URL(c.req.url);
  const rest = pathname.slice(pathname.indexOf(after) + after.length);
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

/** An answer as JSON, or as XML of the same form where a client asks for that (`output=xml`). */
export function answerData(c: Context<AccessEnv>, params: URLSearchParams, data: object): Response {
  c.header('Cache-Control', 'no-store');
  if (params.get('output') !== 'xml') return c.json(data);
  c.header('Content-Type', 'text/xml; charset=utf-8');
  return c.body(`<?xml version="1.0" encoding="utf-8"?>\n${toXml(data)}\n`);
}

function toXml(value: unknown, name?: string): string {
  const named = name === undefined ? '' : ` name="${escape(name)}"`;
  if (Array.isArray(value)) return `<list${named}>${value.map((one) => toXml(one)).join('')}</list>`;
  if (typeof value === 'number') return `<number${named}>${value}</number>`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `<object${named}>${members.map(([key, member]) => toXml(member, key)).join('')}</object>`;
  }
  return `<string${named}>${escape(String(value))}</string>`;
}

function escape(text: string): string {
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
