import type { Context } from 'hono';
import { z } from 'zod';
import { oidcCallbackPath, type OidcSettings } from '../../config/serve-settings.ts';
import { parseUserName, type User } from '../../model/reader.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { callerOf, type AccessEnv } from './caller.ts';
import { addUser, subjectOf } from './change-users.ts';
import { toLocalPath } from './local-path.ts';
import { answerLoginPage, firstPage } from './login-routes.ts';
import { noteAudit } from './note-audit.ts';
import { dropOwnCookie, readOwnCookie, sendOwnCookie } from './own-cookie.ts';
import { createProvider, type LoginUnderWay, type Provider, type ProvidedPerson } from './provider.ts';
import { beginSession } from './session-cookie.ts';

const cookie = 'courant_provider';
const underWayForSeconds = 600;

const underWaySchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() });

/** `/login/provider` leads to the identity provider, which sends people back to the callback. */
export function addProviderRoutes(app: ServiceApp, context: ServiceContext, settings: OidcSettings): void {
  const provider = createProvider(settings);
  app.get('/login/provider', async (c) => {
    const next = toLocalPath(c.req.query('next'), firstPage);
    if (callerOf(c)) return c.redirect(next, 303);
    try {
      const { url, underWay } = await provider.begin(next);
      keep(c, context, underWay);
      c.header('Cache-Control', 'no-store');
      return c.redirect(url);
    } catch (error) {
      (context.onError ?? console.error)(error);
      return answerLoginPage(c, context, { next, problem: 'The identity provider does not answer. Try again later.' });
    }
  });
  app.get(oidcCallbackPath, (c) => comeBack(c, context, settings, provider));
}

async function comeBack(
  c: Context<AccessEnv>,
  context: ServiceContext,
  settings: OidcSettings,
  provider: Provider,
): Promise<Response> {
  const { access } = context.service;
  const underWay = takeKept(c, context);
  if (underWay === undefined)
    return answerLoginPage(c, context, { next: firstPage, problem: 'The login took too long. Begin it again.' });
  const { next } = underWay;
  const refuse = (problem: string, detail: string): Response | Promise<Response> => {
    noteAudit(c, access, { action: 'login-failed', user: '', detail });
    return answerLoginPage(c, context, { next, problem });
  };
  let person: ProvidedPerson;
  try {
    person = await provider.end(new URL(c.req.url).search, underWay);
  } catch (error) {
    return refuse('The identity provider did not confirm the login. Begin it again.', `provider: ${codeOf(error)}`);
  }
  const user = await findOrAdd(c, context, settings, person);
  if (user === undefined) return refuse('Ask an admin to add you first.', 'provider: not added');
  if (user.isDisabled) return refuse('This account is disabled.', `provider: ${user.name} is disabled`);
  beginSession(c, user, access);
  noteAudit(c, access, { action: 'login', user: user.name, target: user.name, detail: 'provider' });
  c.header('Cache-Control', 'no-store');
  return c.redirect(toLocalPath(next, firstPage), 303);
}

/** By what the provider calls them, and nothing else: a name or an address of e-mail could be somebody else's here. */
async function findOrAdd(
  c: Context<AccessEnv>,
  context: ServiceContext,
  { issuer, newUsers }: OidcSettings,
  { subject: provided, names }: ProvidedPerson,
): Promise<User | undefined> {
  const { access } = context.service;
  const { readers, now } = access;
  const subject = subjectOf(issuer, provided);
  const known = readers.users.findSubject(subject);
  if (known !== undefined || newUsers === 'refused') return known;
  const name = freeName(context, [...names, provided]);
  const added = await addUser(readers, { name, role: newUsers, password: '', subject }, now());
  if (typeof added === 'string') return readers.users.findSubject(subject);
  noteAudit(c, access, { action: 'user-added', user: '', target: name, detail: `${newUsers}, by the provider` });
  return added;
}

/** The first that can be a name, with a number behind it when somebody has it. */
function freeName({ service }: ServiceContext, names: readonly string[]): string {
  const base =
    names
      .map(parseUserName)
      .find((name) => name !== null)
      ?.slice(0, 58) ?? 'user';
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (service.readers.users.find(name) === undefined) return name;
  }
}

/** What went wrong, without what was sent. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
}

function keep(c: Context, { service }: ServiceContext, underWay: LoginUnderWay): void {
  const value = Buffer.from(JSON.stringify(underWay)).toString('base64url');
  sendOwnCookie(c, service.access.proxy, { name: cookie, value, maxAge: underWayForSeconds });
}

/** Each is good for one try. */
function takeKept(c: Context, { service }: ServiceContext): LoginUnderWay | undefined {
  const { proxy } = service.access;
  const value = readOwnCookie(c, cookie, proxy);
  dropOwnCookie(c, cookie, proxy);
  try {
    return underWaySchema.parse(JSON.parse(Buffer.from(value ?? '', 'base64url').toString()));
  } catch {
    return undefined; // none, or not ours
  }
}
