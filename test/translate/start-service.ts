import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `hang`: no answer at all. `cut`: the connection ends. */
export type ServiceAnswer =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'cut';

/** A translation service on a free port of this machine, as strict as its documents. */
export interface ServiceServer {
  readonly url: string;
  readonly requests: readonly ServiceRequest[];
  /** Answers the next requests otherwise, in turn. */
  disturb(...answers: readonly ServiceAnswer[]): void;
  close(): Promise<void>;
}

/** Thrown by what checks a request; answered as the service does. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function demand(holds: boolean, message: string, status = 400): asserts holds {
  if (!holds) throw new BadRequest(status, message);
}

/** `toError`: how the service says that a request is wrong. */
export async function startService(
  answer: (request: ServiceRequest) => unknown,
  toError: (message: string) => unknown,
): Promise<ServiceServer> {
  const requests: ServiceRequest[] = [];
  const disturbances: ServiceAnswer[] = [];
  const server = createServer((message, response) => {
    void readAll(message).then((body) => {
      const request = { method: message.method ?? '', path: message.url ?? '', headers: message.headers, body };
      requests.push(request);
      const given = disturbances.shift() ?? answerOf(request);
      if (given === 'cut') return message.socket.destroy();
      if (given === 'hang') return;
      response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
      response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
    });
  });
  const answerOf = (request: ServiceRequest): ServiceAnswer => {
    try {
      return { status: 200, body: answer(request) };
    } catch (cause) {
      if (!(cause instanceof BadRequest)) throw cause;
      return { status: cause.status, body: toError(cause.message) };
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    disturb: (...answers) => void disturbances.push(...answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readAll(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** A translation that can be told from the text: capitals, with tags and entities left alone. */
export function shout(markup: string): string {
  return markup.replace(/<[^>]*>|&\w+;|[^<&]+/g, (part) => (/^[<&]/.test(part) ? part : part.toUpperCase()));
}

/** The body of a request, whose keys must be exactly these, but for those that end with `?`. */
export function readJson(request: ServiceRequest, keys: readonly string[]): Readonly<Record<string, unknown>> {
  demand(request.headers['content-type'] === 'application/json', 'the content type is not JSON');
  const body: unknown = JSON.parse(request.body);
  demand(typeof body === 'object' && body !== null && !Array.isArray(body), 'the body is no object');
  const known = keys.map((key) => key.replace('?', ''));
  for (const key of Object.keys(body)) demand(known.includes(key), `unknown: ${key}`);
  for (const key of keys) demand(key.endsWith('?') || key in body, `missing: ${key}`);
  return Object.fromEntries(Object.entries(body));
}

/** Whether tags nest and close. */
export function demandWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, close, name = '', single] of xml.matchAll(/<(\/?)(\w+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (single === '/') continue;
    if (close === '/') demand(open.pop() === name, `Tag handling parsing failed, please check input: ${xml}`);
    else open.push(name);
  }
  const rest = xml.replace(/<\/?\w+(?:\s[^<>]*?)?\/?>/g, '').replace(/&(?:amp|lt|gt|quot|apos);/g, '');
  demand(open.length === 0 && !/[<&]/.test(rest), `Tag handling parsing failed, please check input: ${xml}`);
}
