import { z } from 'zod';
import { roles, type Role } from '../model/reader.ts';
import { readEnvironment } from './environment.ts';
import { address, filledText, network } from './field-schemas.ts';

/** How people log in by an identity provider (OpenID Connect). */
export interface OidcSettings {
  readonly issuer: string;
  /** What the provider calls us, and the secret that proves it; empty for a client without. */
  readonly client: string;
  readonly secret: string;
  /** Where the provider sends people back to. */
  readonly callback: string;
  /** On the button. */
  readonly label: string;
  /** The role of somebody who comes for the first time; `refused`: only those come in whom an admin has added. */
  readonly newUsers: Role | 'refused';
}

export interface ProxySettings {
  /** Says who asks; empty: the proxy does not. */
  readonly header: string;
  /** Where it asks from (CIDR). */
  readonly networks: readonly string[];
}

export interface ServeSettings {
  /** The names the server is reached by, in lower case. */
  readonly hosts: readonly string[];
  /** Who may read the site, its search and its feeds. */
  readonly reading: 'users' | 'open';
  /** Of one who asks for data, by token, session or address. */
  readonly requestsPerMinute: number;
  readonly proxy?: ProxySettings;
  readonly oidc?: OidcSettings;
}

const host = z
  .string()
  .regex(/^[A-Za-z0-9.-]+$/, 'must be the name of a host, as `news.example`, without scheme and port')
  .meta({ title: 'name of a host' });
// Without encryption anybody on the way could log in as anybody.
const issuer = address.refine(
  (text) => /^https:|^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/i.test(text),
  'must be an https address',
);
/** Headers that mean something else already. */
const taken = new Set(['authorization', 'cookie', 'host', 'origin', 'content-type', 'content-length', 'forwarded']);

/** `serve:` of courant.yaml. */
export const serveSchema = z
  .strictObject({
    hosts: z.array(host).default([]).describe('Names it is reached by, besides that of `site.url`.'),
    reading: z
      .enum(['users', 'open'])
      .default('users')
      .describe('Who may read the site, its search and feeds: users who log in, or everybody.'),
    requestsPerMinute: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .default(1200)
      .describe('Of one who asks for data by a program; a quarter of them at once.'),
    proxy: z
      .strictObject({
        header: z
          .string()
          .regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header, as `X-Forwarded-User`')
          .refine((name) => !taken.has(name.toLowerCase()), 'must be a header of its own, as `X-Forwarded-User`')
          .meta({ title: 'name of a header' })
          .optional()
          .describe('Says who asks, where the proxy checks people itself.'),
        networks: z
          .array(network)
          .min(1, 'must name at least one network')
          .describe('Where the proxy asks from; nobody else is believed.'),
      })
      .optional()
      .describe('A web server in front of it.'),
    oidc: z
      .strictObject({
        issuer: issuer.describe('The provider; https, but for this machine.'),
        client: filledText.describe('What the provider calls this site. The secret is `COURANT_OIDC_SECRET`.'),
        callback: address
          .optional()
          .describe('Where the provider sends people back to; without it `/login/provider/callback` below `site.url`.'),
        label: z.string().min(1).max(60).meta({ title: 'text' }).optional().describe('On the button.'),
        newUsers: z
          .enum([...roles, 'refused'])
          .default('reader')
          .describe(
            'The role of somebody who comes for the first time; `refused`: only whom an admin has added comes in.',
          ),
      })
      .optional()
      .describe('Logging in by an identity provider (OpenID Connect).'),
  })
  .prefault({});

/** Where the provider sends people back to, below the address of the server. */
export const oidcCallbackPath = '/login/provider/callback';

/** Fills in what is left out. `addresses`: where the server is reached, as other settings say; the first is that of the site. */
export function toServeSettings(
  { proxy, oidc, hosts, ...rest }: z.infer<typeof serveSchema>,
  addresses: readonly [string, ...(string | undefined)[]],
): ServeSettings {
  const names = [...hosts, ...addresses.flatMap((one) => (one === undefined ? [] : [new URL(one).hostname]))];
  return {
    ...rest,
    hosts: [...new Set(names.map((name) => name.toLowerCase()))],
    ...(proxy && { proxy: { header: proxy.header ?? '', networks: proxy.networks } }),
    ...(oidc && {
      oidc: {
        ...oidc,
        secret: readEnvironment().oidcSecret,
        callback: oidc.callback ?? new URL(oidcCallbackPath, addresses[0]).href,
        label: oidc.label ?? `Log in with ${new URL(oidc.issuer).hostname}`,
      },
    }),
  };
}
