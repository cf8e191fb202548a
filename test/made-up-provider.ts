import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An identity provider on loopback that insists on everything OpenID Connect and RFC 9700 want of a client. */
export interface MadeUpProvider {
  readonly issuer: string;
  /** Who logs in next, as claims of the ID token; others take the place of those it would make. */
  claims: Record<string, unknown>;
  /** Signs with a key that is not published. */
  hasForeignKey: boolean;
  /** What it refused, and why. */
  readonly refused: string[];
  /** As somebody would who logs in there: follows the address and returns where the browser is sent. */
  visit(url: string): Promise<string>;
  stop(): Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly callback: string;
}

export async function startProvider(client: {
  readonly id: string;
  readonly secret: string;
  readonly callback: string;
}): Promise<MadeUpProvider> {
  const [published, foreign] = [generateKey(), generateKey()];
  const grants = new Map<string, Grant>();
  const refused: string[] = [];
  const state = { claims: { sub: 'subject-1' } as Record<string, unknown>, hasForeignKey: false };

  const authorize = (query: URLSearchParams): string => {
    const wrong =
      (query.get('client_id') !== client.id && 'client_id') ||
      (query.get('redirect_uri') !== client.callback && 'redirect_uri') ||
      (query.get('response_type') !== 'code' && 'response_type') ||
      (query.get('scope')?.split(' ').includes('openid') !== true && 'scope') ||
      (query.get('code_challenge_method') !== 'S256' && 'code_challenge_method') ||
      (!/^[\w-]{43}$/.test(query.get('code_challenge') ?? '') && 'code_challenge') ||
      ((query.get('state') ?? '').length < 20 && 'state') ||
      ((query.get('nonce') ?? '').length < 20 && 'nonce');
    if (wrong !== false) throw new Error(`authorize: ${wrong}`);
    const code = randomBytes(16).toString('hex');
    const [challenge, nonce] = [query.get('code_challenge') ?? '', query.get('nonce') ?? ''];
    grants.set(code, { challenge, nonce, callback: client.callback });
    const back = new URL(client.callback);
    back.search = new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer() }).toString();
    return back.href;
  };

  const exchange = (authorization: string, form: URLSearchParams): object => {
    // Both are written as in a form. Spec: RFC 6749, 2.3.1.
    const [id, secret] = [client.id, client.secret].map((value) => new URLSearchParams({ value }).toString().slice(6));
    const expected = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? ''); // each once
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const wrong =
      (authorization !== expected && 'client secret') ||
      (form.get('grant_type') !== 'authorization_code' && 'grant_type') ||
      (grant === undefined && 'code') ||
      (grant?.challenge !== challenge && 'code_verifier') ||
      (form.get('redirect_uri') !== grant?.callback && 'redirect_uri');
    if (wrong !== false) throw new Error(`token: ${wrong}`);
    const now = Math.floor(Date.now() / 1000);
    const made = { iss: issuer(), aud: client.id, iat: now, exp: now + 60, nonce: grant?.nonce, ...state.claims };
    const idToken = signToken(made, state.hasForeignKey ? foreign : published);
    return { access_token: randomBytes(16).toString('hex'), token_type: 'Bearer', expires_in: 60, id_token: idToken };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', issuer());
    const json = (value: object, status = 200): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    };
    try {
      if (url.pathname === '/.well-known/openid-configuration') json(describe(issuer()));
      else if (url.pathname === '/keys') json({ keys: [published.jwk] });
      else if (url.pathname === '/authorize') response.writeHead(302, { Location: authorize(url.searchParams) }).end();
      else if (url.pathname === '/token')
        json(exchange(request.headers.authorization ?? '', new URLSearchParams(await text(request))));
      else response.writeHead(404).end();
    } catch (error) {
      refused.push(error instanceof Error ? error.message : '');
      json({ error: 'invalid_request' }, 400);
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  const issuer = (): string => `http://localhost:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve));
  return Object.assign(state, {
    issuer: issuer(),
    refused,
    visit: async (url: string) => (await fetch(url, { redirect: 'manual' })).headers.get('Location') ?? '',
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function describe(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

type Key = ReturnType<typeof generateKey>;

function generateKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' };
  return { privateKey, jwk };
}

function signToken(claims: object, { privateKey }: Key): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', kid: 'key-1', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
