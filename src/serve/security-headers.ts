import type { Context } from 'hono';
import { contentSecurityPolicy } from '../publish/layout.ts';

// Pictures come from elsewhere: opened by themselves (an SVG is a document) they must not do anything.
const mediaPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** Sets on an answer what keeps a page from loading, sending or embedding anything foreign, and from being embedded elsewhere:
 *  pages of ours show widgets in frames. */
export function setSecurityHeaders(c: Context): void {
  const headers = c.res.headers;
  const isMedia = /^\/+media\//i.test(c.req.path);
  // What shows foreign pages has a narrower one of its own.
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', isMedia ? mediaPolicy : `${contentSecurityPolicy}; frame-ancestors 'self'`);
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Frame-Options', 'SAMEORIGIN');
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
}
