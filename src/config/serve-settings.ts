import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { roles, type Role } from '../model/reader.ts';
import { readEnvironment } from './environment.ts';
import { address } from './field-schemas.ts';

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
  .regex(/^[A-Za-z0-9.-]+$/, 'must be the name of a host, as `news.example`, without scheme and port');
const network = z
  .string()
  .refine((text) => ipaddr.isValidCIDR(text), 'must be a network in CIDR form, as `10.0.0.0/8`');
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
    hosts: z.array(host).default([]),
    reading: z.enum(['users', 'open']).default('users'),
    requestsPerMinute: z.number().int().min(1).max(1_000_000).default(1200),
    proxy: z
      .strictObject({
        header: z
          .string()
          .regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header, as `X-Forwarded-User`')
          .refine((name) => !taken.has(name.toLowerCase()), 'must be a header of its own, as `X-Forwarded-User`')
          .optional(),
        networks: z.array(network).min(1, 'must name at least one network'),
      })
      .optional(),
    oidc: z
      .strictObject({
        issuer,
        client: z.string().min(1),
        callback: address.optional(),
        label: z.string().min(1).max(60).optional(),
        newUsers: z.enum([...roles, 'refused']).default('reader'),
      })
      .optional(),
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
