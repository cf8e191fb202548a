import type * as OpenidClient from 'openid-client';
import type { OidcSettings } from '../../config/serve-settings.ts';

/** What a browser keeps while it is at the provider, to prove afterwards that it is the same. */
export interface LoginUnderWay {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
}

/** Who came back. */
export interface ProvidedPerson {
  readonly subject: string;
  /** What they might be called here, best first; nobody has checked that they are theirs. */
  readonly names: readonly string[];
}

/** People who log in at an identity provider: authorization code with PKCE. Spec: OpenID Connect Core 1.0, RFC 7636, RFC 9700. */
export interface Provider {
  /** Where to send the browser, and what it keeps. Throws when the provider cannot be reached. */
  begin(next: string): Promise<{ readonly url: string; readonly underWay: LoginUnderWay }>;
  /** `query` of the address that the browser came back to, with its `?`. Throws when anything is not as it was begun. */
  end(query: string, underWay: LoginUnderWay): Promise<ProvidedPerson>;
}

export function createProvider(settings: OidcSettings): Provider {
  // Loaded when somebody logs in: most have no provider.
  let loaded: ReturnType<typeof discover> | undefined;
  const load = (): ReturnType<typeof discover> => {
    loaded ??= discover(settings).catch((error: unknown) => {
      loaded = undefined; // the provider may be back at the next try
      throw error;
    });
    return loaded;
  };
  return {
    begin: async (next) => {
      const { oidc, configuration } = await load();
      const underWay = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        next,
      };
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: settings.callback,
        scope: 'openid profile email',
        state: underWay.state,
        nonce: underWay.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(underWay.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, underWay };
    },
    end: async (query, { state, nonce, verifier }) => {
      const { oidc, configuration } = await load();
      const url = new URL(settings.callback);
      url.search = query;
      const answer = await oidc.authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (claims === undefined || claims.sub === '') throw new Error('the provider did not tell who came');
      const mail = claims['email'];
      const names = [claims['preferred_username'], typeof mail === 'string' ? mail.split('@')[0] : undefined];
      return { subject: claims.sub, names: names.filter((name): name is string => typeof name === 'string') };
    },
  };
}

async function discover({
  issuer,
  client,
  secret,
}: OidcSettings): Promise<{ readonly oidc: typeof OpenidClient; readonly configuration: OpenidClient.Configuration }> {
  const oidc = await import('openid-client');
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  const bySecret: OpenidClient.ClientAuth = (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (ways.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
  const authentication = secret === '' ? oidc.None() : bySecret;
  // Signatures are checked although the token comes from the provider itself.
  const execute = [oidc.enableNonRepudiationChecks];
  if (issuer.startsWith('http:')) execute.push(oidc.allowInsecureRequests); // the settings allow that at this machine alone
  const configuration = await oidc.discovery(new URL(issuer), client, undefined, authentication, {
    execute,
    timeout: 10,
  });
  return { oidc, configuration };
}
