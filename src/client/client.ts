import type { components, paths } from './api-types.ts';

export type { components, operations, paths } from './api-types.ts';

/** Named things of the API, as `Schemas['Article']`. */
export type Schemas = components['schemas'];

type Method = 'get' | 'post' | 'put' | 'delete';
/** The addresses that can be asked by a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];
type OperationOf<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;
type ParametersOf<O, K extends 'path' | 'query'> = O extends { parameters: Record<K, infer V> }
  ? Record<K, V>
  : O extends { parameters: Partial<Record<K, infer V>> }
    ? Partial<Record<K, Exclude<V, undefined>>>
    : unknown;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { readonly body: B }
  : unknown;
/** What an operation is asked with: `path`, `query` and `body`, where it has them. */
export type Asked<M extends Method, P extends keyof paths> = ParametersOf<OperationOf<M, P>, 'path'> &
  ParametersOf<OperationOf<M, P>, 'query'> &
  BodyOf<OperationOf<M, P>> & { readonly signal?: AbortSignal };
type ContentOf<R> = R extends { content: { 'application/json': infer A } } ? A : undefined;
/** What an operation answers; undefined where it answers nothing. */
export type Answered<M extends Method, P extends keyof paths> =
  OperationOf<M, P> extends { responses: infer R } ? ContentOf<R[keyof R & (200 | 201 | 202)]> : never;

export interface ClientOptions {
  /** Of the server, as `https://news.example.org/`. */
  readonly url: string;
  /** `courant_…`. */
  readonly token?: string;
  /** In place of that of the platform. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** The server refused a request, or could not answer it. */
export class ApiError extends Error {
  readonly status: number;
  /** What the server says, as of RFC 9457; undefined when something else than the server answered. */
  readonly problem: Schemas['Problem'] | undefined;

  constructor(status: number, problem: Schemas['Problem'] | undefined) {
    super(problem?.detail ?? `status ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

/** Asks the API of an archive. All methods throw ApiError.
 *  Example: `const { articles } = await client.get('/api/v1/articles', { query: { tag: 'ferry' } })`. */
export interface Client {
  get<P extends PathOf<'get'>>(path: P, asked: Asked<'get', P>): Promise<Answered<'get', P>>;
  post<P extends PathOf<'post'>>(path: P, asked: Asked<'post', P>): Promise<Answered<'post', P>>;
  put<P extends PathOf<'put'>>(path: P, asked: Asked<'put', P>): Promise<Answered<'put', P>>;
  delete<P extends PathOf<'delete'>>(path: P, asked: Asked<'delete', P>): Promise<Answered<'delete', P>>;
  /** All articles of a list, page by page as they are taken. */
  articles(query?: ArticleQuery): AsyncGenerator<Schemas['Article']>;
  /** An answer as it arrives: an export, or the events of a job. */
  open<P extends PathOf<'get'>>(path: P, asked: Asked<'get', P>): Promise<Response>;
}
export type ArticleQuery = NonNullable<paths['/api/v1/articles']['get']['parameters']['query']>;

interface Parts {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Makes a client. `courant/client` runs in browsers and wherever there is `fetch`. */
export function createClient({ url, token, fetch: send = (request) => fetch(request) }: ClientOptions): Client {
  const open = async (method: Method, path: string, parts: Parts): Promise<Response> => {
    const headers = new Headers({ Accept: 'application/json, */*;q=0.1' });
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    if (parts.body !== undefined) headers.set('Content-Type', 'application/json');
    const request = new Request(addressOf(url, path, parts), {
      ...{ method: method.toUpperCase(), headers },
      ...(parts.body !== undefined && { body: JSON.stringify(parts.body) }),
      ...(parts.signal && { signal: parts.signal }),
    });
    const answer = await send(request);
    if (!answer.ok) throw new ApiError(answer.status, await problemOf(answer));
    return answer;
  };
  const ask = async <T>(method: Method, path: string, parts: Parts): Promise<T> => {
    const answer = await open(method, path, parts);
    return (answer.status === 204 ? undefined : await answer.json()) as T; // as the document of the API says
  };
  const client: Client = {
    get: (path, asked) => ask('get', path, asked as Parts),
    post: (path, asked) => ask('post', path, asked as Parts),
    put: (path, asked) => ask('put', path, asked as Parts),
    delete: (path, asked) => ask('delete', path, asked as Parts),
    open: (path, asked) => open('get', path, asked as Parts),
    articles: async function* (query = {}) {
      for (let cursor = query.cursor, isLast = false; !isLast;) {
        const page = await client.get('/api/v1/articles', {
          query: { ...query, ...(cursor !== undefined && { cursor }) },
        });
        yield* page.articles;
        cursor = page.next;
        isLast = cursor === undefined;
      }
    },
  };
  return client;
}

function addressOf(base: string, path: string, { path: names = {}, query = {} }: Parts): URL {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name] ?? '')));
  const address = new URL(filled.replace(/^\//, ''), base.endsWith('/') ? base : `${base}/`);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, String(value));
  return address;
}

async function problemOf(answer: Response): Promise<Schemas['Problem'] | undefined> {
  if (!(answer.headers.get('Content-Type') ?? '').startsWith('application/problem+json')) return undefined;
  return (await answer.json()) as Schemas['Problem']; // as the document of the API says
}
