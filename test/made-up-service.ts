import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readProject } from '../src/config/project.ts';
import type { Role } from '../src/model/reader.ts';
import type { AccessOptions } from '../src/serve/access/identify.ts';
import type { createApp } from '../src/serve/app.ts';
import type { ReaderStore } from '../src/store/reader-store.ts';
import { beginSession, openService, writeProject, type Session } from './open-service.ts';

export interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Sent as a form. */
  readonly form?: Record<string, string> | readonly (readonly [string, string])[];
  readonly body?: string;
  /** Of the other end of the connection. */
  readonly from?: string;
  /** Of the session of this person, and the token of their forms. */
  readonly as?: Session;
}

export interface MadeUpService {
  readonly root: string;
  readonly readers: ReaderStore;
  readonly app: ReturnType<typeof createApp>;
  /** Epoch ms; may be set. */
  readonly clock: { now: number };
  ask(path: string, asked?: Asked): Promise<Response>;
  /** A user who is logged in. */
  logIn(name: string, role: Role): Session;
}

const siteFiles = {
  'public/index.html': '<h1>Everything of today</h1>',
  'public/feed.xml': '<rss>everything of today</rss>',
  'public/media/a.png': 'a picture',
  'public/assets/style.css': 'body { color: black }',
  'public/post/2025/ferry/index.html': '<h1>The ferry is back</h1>',
};

/** A service over an empty archive with a small site, gone after the test. */
export async function makeUpService(
  options: Partial<AccessOptions> & { readonly isReadingOpen?: boolean; readonly settings?: string } = {},
): Promise<MadeUpService> {
  const { isReadingOpen = false, settings = '', ...access } = options;
  const site = { url: 'https://news.example/' };
  const root = await writeProject({ site, ...(parse(settings) as object | null) }, {}, siteFiles);
  const clock = { now: Date.UTC(2026, 0, 5, 12) };
  const opened = await openService(await readProject(root), {
    clock: { now: () => clock.now, sleep: async () => undefined },
    access: { isLoopback: true, ...access },
    service: { isReadingOpen },
    options: { onError: () => undefined },
  });
  onTestFinished(opened.close);
  const { app, readers } = opened;
  const ask = async (path: string, asked: Asked = {}): Promise<Response> => {
    const { form, as, from = '' } = asked;
    const pairs = form === undefined ? [] : Array.isArray(form) ? [...form] : Object.entries(form);
    if (form !== undefined && as !== undefined) pairs.push(['form-token', as.formToken]);
    const body = form === undefined ? asked.body : new URLSearchParams(pairs).toString();
    const headers = new Headers({ Host: 'localhost', ...(as && { Cookie: as.cookie }), ...asked.headers });
    if (form !== undefined) headers.set('Content-Type', 'application/x-www-form-urlencoded');
    const init = { method: asked.method ?? (body === undefined ? 'GET' : 'POST'), headers };
    const request = new Request(`http://localhost${path}`, { ...init, ...(body !== undefined && { body }) });
    const env = { incoming: { socket: { remoteAddress: from }, httpVersion: '1.1' } };
    return app.request(request, undefined, env);
  };
  const logIn = (name: string, role: Role): Session => beginSession(readers, name, role, clock.now);
  return { root, readers, app, clock, ask, logIn };
}
