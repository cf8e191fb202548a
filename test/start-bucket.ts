import { createHash, createHmac } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BucketCredentials, BucketSettings } from '../src/store/s3/bucket-settings.ts';

/** An S3 server with one empty bucket, on a free port of this machine. */
export interface BucketServer {
  readonly settings: BucketSettings;
  readonly credentials: BucketCredentials;
  /** For `courant.yaml`. */
  readonly files: { readonly at: string; readonly endpoint: string; readonly region: string };
  /** For programs that are started. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every request that it got, as `PUT content/a.md`. */
  readonly requests: string[];
  /** Called before a request is answered; `away` ends its connection without an answer, `busy` answers 503. */
  disturb(by: ((request: string) => 'away' | 'busy' | undefined) | undefined): void;
  /** Takes no connections until `startAgain`. */
  halt(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly content: Buffer | Readable;
  readonly metadata: object;
}

interface Listed {
  readonly objects: readonly { readonly key: string }[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
}

interface ListOptions {
  readonly startAfter?: string;
  readonly maxKeys?: number;
}

/** What we use of the package, which has no types. */
interface S3rver {
  readonly httpServer: Server;
  readonly logger: { close(): void };
  readonly store: {
    putObject(object: StoredObject): Promise<{ readonly size: number; readonly md5: string }>;
    deleteObject(bucket: string, key: string): Promise<void>;
    putMetadata(bucket: string, key: string, metadata: object, md5: string): Promise<void>;
    getResourcePath(bucket: string, key: string, resource: string): string;
    listObjects(bucket: string, options: ListOptions): Promise<Listed>;
  };
  readonly middleware: ((context: Context, next: () => Promise<void>) => Promise<void>)[];
  run(): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}

interface Context {
  readonly req: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly socket: { destroy(): void };
  };
  status: number;
  body: string;
}

const bucket = 'made-up-news';
const accessKeyId = 'S3RVER';
const secretAccessKey = 'S3RVER';

function refuse(context: Context, status: number, code: string): void {
  context.status = status;
  context.body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Made up &amp; said</Message></Error>`;
}

function isKnown({ headers }: Context['req']): boolean {
  return headers['authorization']?.includes(`Credential=${accessKeyId}/`) === true;
}

/** The package looks at no signature of version 4. Spec: "Signature Calculations for the Authorization Header" of the S3 reference. */
function isSigned({ method, url, headers }: Context['req']): boolean {
  const [, scope = '', names = '', signature] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})/.exec(headers['authorization'] ?? '') ??
    [];
  const [path = '', query = ''] = url.split('?');
  const lines = [
    ...[method, encodeAll(decodeURIComponent(path)).replaceAll('%2F', '/')],
    query.split('&').sort().join('&'),
    ...names.split(';').map((name) => `${name}:${headers[name] ?? ''}`),
    ...['', names, headers['x-amz-content-sha256'] ?? ''],
  ];
  const [day = '', region = '', service = '', end = ''] = scope.split('/');
  const key = [day, region, service, end].reduce<Buffer | string>(
    (last, part) => hmac(last, part),
    `AWS4${secretAccessKey}`,
  );
  const hash = createHash('sha256').update(lines.join('\n')).digest('hex');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', scope, hash].join('\n');
  return hmac(key, text).toString('hex') === signature;
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function encodeAll(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      /[\w.~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

export async function startBucket(prefix = ''): Promise<BucketServer> {
  const directory = await mkdtemp(join(tmpdir(), 'courant-bucket-'));
  const requests: string[] = [];
  let disturbance: ((request: string) => 'away' | 'busy' | undefined) | undefined;
  const start = async (port: number): Promise<{ readonly server: S3rver; readonly port: number }> => {
    const server = makeServer(directory, port);
    server.middleware.unshift(async (context, next) => {
      const request = `${context.req.method} ${decodeURIComponent(context.req.url).replace(`/${bucket}/${prefix}`, '')}`;
      requests.push(request);
      const how = disturbance?.(request);
      if (how === 'away') return context.req.socket.destroy();
      if (how === 'busy') return refuse(context, 503, 'SlowDown');
      // Whom it does not know, and a clock that is wrong, the server finds itself.
      if (isKnown(context.req) && !isSigned(context.req)) return refuse(context, 403, 'SignatureDoesNotMatch');
      return next();
    });
    return { server, port: (await server.run()).port };
  };
  let running = await start(0);
  const { port } = running;
  const halt = async (): Promise<void> => {
    const ended = running.server.close();
    running.server.httpServer.closeAllConnections();
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    settings: { bucket, prefix, endpoint, region: 'us-east-1' },
    credentials: { accessKeyId, secretAccessKey, sessionToken: '' },
    files: { at: `s3://${bucket}/${prefix}`, endpoint, region: 'us-east-1' },
    environment: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    requests,
    disturb: (by) => void (disturbance = by),
    halt,
    startAgain: async () => void (running = await start(port)),
    stop: async () => {
      if (running.server.httpServer.listening) await halt();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** It promises less than S3 does: here objects are made whole, listed in the order of their keys, and removed side by side. */
function makeServer(directory: string, port: number): S3rver {
  const require = createRequire(import.meta.url);
  const S3rver = require('s3rver') as new (options: object) => S3rver;
  const options = { address: '127.0.0.1', port, silent: true, directory, vhostBuckets: false };
  const server = new S3rver({ ...options, configureBuckets: [{ name: bucket }] });
  const { store, logger } = server;
  logger.close = () => undefined; // requests that are under way still say something
  let count = 0;
  store.putObject = async ({ bucket: name, key, content, metadata }) => {
    const path = store.getResourcePath(name, key, 'object');
    const temporary = join(directory, `.${process.pid}-${(count += 1)}.tmp`);
    if (Buffer.isBuffer(content)) await writeFile(temporary, content);
    else await pipeline(content, createWriteStream(temporary));
    const bytes = await readFile(temporary);
    const md5 = createHash('md5').update(bytes).digest('hex');
    await mkdir(dirname(path), { recursive: true });
    await store.putMetadata(name, key, metadata, md5);
    await rename(temporary, path);
    return { size: bytes.length, md5 };
  };
  store.deleteObject = async (name, key) => {
    for (const resource of ['object', 'object.md5', 'metadata.json'])
      await rm(store.getResourcePath(name, key, resource), { force: true });
  };
  const list = store.listObjects.bind(store);
  store.listObjects = async (name, given) => {
    const { startAfter = '', maxKeys = 1000 } = given;
    const all = await list(name, { ...given, startAfter: '', maxKeys: Infinity });
    const objects = all.objects.filter(({ key }) => key > startAfter).sort((a, b) => (a.key < b.key ? -1 : 1));
    return { ...all, objects: objects.slice(0, maxKeys), isTruncated: objects.length > maxKeys };
  };
  return server;
}
