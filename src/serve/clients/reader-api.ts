import type { Context } from 'hono';
import type { Scope } from '../../model/reader.ts';
import { may, type AccessEnv } from '../access/caller.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { actionTokenOf, clientOf, logInClient, type Client } from './client-login.ts';
import { answerData, readParameters } from './client-request.ts';
import type { ClientFeeds } from './feeds-of-clients.ts';
import { readerOf, type Asked } from './reader-request.ts';
import { editTag, markAllAsRead } from './reader-marks.ts';
import { answerAtom, answerContents, answerIds, answerItems, answerUnread } from './reader-streams.ts';
import {
  answerSubscriptions,
  answerTags,
  disableTag,
  editSubscription,
  exportOpml,
  importOpml,
  quickAdd,
  renameTag,
} from './reader-subscriptions.ts';

type Answer = (asked: Asked) => Response | Promise<Response>;

interface Route {
  readonly path: string;
  /** What it takes to ask. */
  readonly scope: Scope;
  /** Changes something: sent by POST, with the token that `token` gave. */
  readonly isWrite?: boolean;
  readonly answer: Answer;
}

const routes: readonly Route[] = [
  { path: 'token', scope: 'read', answer: ({ c, client }) => c.text(actionTokenOf(client)) },
  { path: 'user-info', scope: 'read', answer: answerUser },
  { path: 'preference/list', scope: 'read', answer: ({ c, params }) => answerData(c, params, { prefs: [] }) },
  {
    path: 'preference/stream/list',
    scope: 'read',
    answer: ({ c, params }) => answerData(c, params, { streamprefs: {} }),
  },
  { path: 'subscription/list', scope: 'read', answer: answerSubscriptions },
  { path: 'subscription/export', scope: 'read', answer: exportOpml },
  { path: 'subscription/edit', scope: 'run', isWrite: true, answer: editSubscription },
  { path: 'subscription/quickadd', scope: 'run', isWrite: true, answer: quickAdd },
  { path: 'tag/list', scope: 'read', answer: answerTags },
  { path: 'edit-tag', scope: 'mark', isWrite: true, answer: editTag },
  { path: 'rename-tag', scope: 'mark', isWrite: true, answer: renameTag },
  { path: 'disable-tag', scope: 'mark', isWrite: true, answer: disableTag },
  { path: 'mark-all-as-read', scope: 'mark', isWrite: true, answer: markAllAsRead },
  { path: 'unread-count', scope: 'read', answer: answerUnread },
  { path: 'stream/items/ids', scope: 'read', answer: answerIds },
  { path: 'stream/items/contents', scope: 'read', answer: answerItems },
  { path: 'stream/contents', scope: 'read', answer: answerContents },
  { path: 'stream/contents/*', scope: 'read', answer: answerContents },
];

/** The Google Reader API, as today's servers offer it: at the root, and where FreshRSS has it. */
export function addReaderApi(
  app: ServiceApp,
  context: ServiceContext,
  { feeds, sync }: { readonly feeds: ClientFeeds; readonly sync: () => Promise<void> },
): void {
  const answer = async (c: Context<AccessEnv>, route: Omit<Route, 'path'>): Promise<Response> => {
    const { access, clock } = context.service;
    const client = clientOf(c, access);
    if (client === undefined) return refuse(c);
    if (!may(client.caller, route.scope)) return c.text(`This takes the scope ${route.scope}.\n`, 403);
    if (route.isWrite === true && c.req.method !== 'POST') return c.text('Send it by POST.\n', 405, { Allow: 'POST' });
    const params = await readParameters(c);
    if (params === undefined) return c.text('The request is too large.\n', 413);
    if (route.isWrite === true && !hasActionToken(params, client)) return refuse(c, 'X-Reader-Google-Bad-Token');
    await sync();
    const reader = readerOf(client.caller.user, clock.now());
    return route.answer({ c, context, client, params, feeds, reader });
  };
  for (const prefix of ['', '/api/greader.php']) {
    app.on(['GET', 'POST'], `${prefix}/accounts/ClientLogin`, (c) => answerLogin(c, context));
    for (const route of routes)
      app.on(['GET', 'POST'], `${prefix}/reader/api/0/${route.path}`, (c) => answer(c, route));
    app.post(`${prefix}/reader/api/0/subscription/import`, (c) => {
      // What is sent is no form.
      const client = clientOf(c, context.service.access);
      if (client === undefined) return refuse(c);
      return may(client.caller, 'run')
        ? importOpml(c, context, client, feeds)
        : c.text('This takes the scope run.\n', 403);
    });
    app.get(`${prefix}/reader/atom/*`, (c) => answer(c, { scope: 'read', answer: answerAtom }));
    app.all(`${prefix}/reader/*`, (c) => c.text('There is nothing of that name.\n', 404));
  }
  app.get('/api/greader.php', (c) => c.text('OK'));
  app.get('/api/greader.php/check/compatibility', (c) => c.text('PASS'));
}

async function answerLogin(c: Context<AccessEnv>, { service }: ServiceContext): Promise<Response> {
  const params = await readParameters(c);
  const [name, password] = [params?.get('Email') ?? '', params?.get('Passwd') ?? ''];
  const login =
    password === '' ? ({ kind: 'wrong' } as const) : await logInClient(c, service.access, { name, password });
  c.header('Cache-Control', 'no-store');
  if (login.kind === 'wait') {
    c.header('Retry-After', String(Math.ceil(login.waitMs / 1000)));
    return c.text('Error=TooManyAttempts\n', 429);
  }
  if (login.kind === 'wrong') return c.text('Error=BadAuthentication\n', 401);
  const { secret } = login;
  if (params?.get('output') === 'json') return c.json({ SID: secret, LSID: secret, Auth: secret });
  return c.text(`SID=${secret}\nLSID=${secret}\nAuth=${secret}\n`);
}

function refuse(c: Context<AccessEnv>, header = 'Google-Bad-Token'): Response {
  c.header(header, 'true');
  return c.text('Unauthorized\n', 401);
}

/** Several clients send none, or `x`. That a page of somebody else cannot send the header which says who asks guards already. */
function hasActionToken(params: URLSearchParams, client: Client): boolean {
  const sent = (params.get('T') ?? '').trim();
  return sent === '' || sent === 'x' || sent === actionTokenOf(client);
}

function answerUser({ c, params, client }: Asked): Response {
  const { id, name } = client.caller.user;
  const email = name.includes('@') ? name : '';
  return answerData(c, params, { userId: String(id), userName: name, userProfileId: String(id), userEmail: email });
}
