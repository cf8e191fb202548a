import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { Agent, request, type Dispatcher } from 'undici';
import { NewsError } from '../../errors.ts';
import { hashFile } from '../manifest.ts';
import type { OutageListener } from '../postgres/database.ts';
import { guard } from '../store-failure.ts';
import { BucketAnswer, describe, toBucketError } from './bucket-failure.ts';
import { shownBucket, type BucketCredentials, type BucketSettings } from './bucket-settings.ts';
import { parseError, parseListing, plainEtag, type BucketEntry } from './parse-answer.ts';

export interface BucketOptions {
  readonly settings: BucketSettings;
  readonly credentials: BucketCredentials;
  /** How long a request waits for a service that went away, ms. */
  readonly patienceMs: number;
  readonly onOutage?: OutageListener;
  /** Aborts when somebody stops the work: then requests wait for some seconds only, to end in order. */
  readonly signal?: AbortSignal;
  /** Objects in one answer of a listing. */
  readonly listedAtOnce?: number;
}

/** What is sent, whole: bytes, or a file. */
export type Content = Uint8Array | { readonly file: string };

/** Sent only when the object still has this ETag; `none`: when there is no such object. Servers that know no conditions pass over it. */
export type Condition = { readonly etag: string } | 'none';

interface Ask {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Of an object; empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content?: Content;
}

const requestTimeoutMs = 30_000;
const connectTimeoutMs = 10_000;
const longestPauseMs = 2_000;
/** What a service may need to try again, not to come back. */
const graceMs = 3_000;
const requestsAtOnce = 32;

/** A bucket of S3, or of what speaks like it, below the prefix of its settings: keys are paths from the root of the archive. A request that finds
 *  the service gone waits for it: every one of ours may be sent twice. Whatever else it says leaves as NewsError `store/*`. */
export class Bucket {
  readonly shown: string;
  readonly #options: BucketOptions;
  readonly #agent = new Agent({
    connections: requestsAtOnce,
    headersTimeout: requestTimeoutMs,
    bodyTimeout: requestTimeoutMs,
    connect: { timeout: connectTimeoutMs },
  });
  readonly #closing = new AbortController();
  #isAway = false;

  constructor(options: BucketOptions) {
    this.#options = options;
    this.shown = shownBucket(options.settings);
    setMaxListeners(0, this.#closing.signal); // as many requests as wait
  }

  /** Whether anything lies below a prefix. A service that is not there at the beginning, or does not let us in, is to be told at once. */
  async check(prefix = ''): Promise<boolean> {
    const { entries } = await this.#list(prefix, '', 1, graceMs / 3);
    return entries.length > 0;
  }

  /** Resolves to the ETag; undefined when the condition does not hold. */
  async put(key: string, content: Content, condition?: Condition): Promise<string | undefined> {
    const when = condition === undefined ? {} : toHeaders(condition);
    try {
      const ask = { method: 'PUT', key, content } as const;
      const etagOf = async ({ headers, body }: Dispatcher.ResponseData): Promise<string> => {
        await body.dump();
        return plainEtag(String(headers['etag'] ?? ''));
      };
      return await this.#send({ ...ask, headers: when }, etagOf).catch((cause: unknown) => {
        // A server that knows conditions of reading alone may say so.
        if (condition !== undefined && statusOf(cause) === 501) return this.#send(ask, etagOf);
        throw cause;
      });
    } catch (cause) {
      if (condition !== undefined && [409, 412].includes(statusOf(cause))) return undefined;
      throw cause;
    }
  }

  /** Undefined when there is no such object; `same` when it still has the ETag `unless`. */
  async get(
    key: string,
    options: { readonly unless?: string; readonly range?: readonly [offset: number, length: number] } = {},
  ): Promise<{ readonly etag: string; readonly bytes: Uint8Array } | 'same' | undefined> {
    const { unless, range } = options;
    const headers = {
      ...(unless !== undefined && { 'if-none-match': `"${unless}"` }),
      ...(range && { range: `bytes=${range[0]}-${range[0] + range[1] - 1}` }),
    };
    return this.#find({ method: 'GET', key, headers }, async (answer) => {
      if (answer.statusCode === 304) {
        await answer.body.dump();
        return 'same' as const;
      }
      const bytes = new Uint8Array(await answer.body.arrayBuffer());
      return { etag: plainEtag(String(answer.headers['etag'] ?? '')), bytes };
    });
  }

  /** Writes an object into a new file. Resolves to its ETag; undefined when there is no such object. */
  async download(key: string, file: string): Promise<string | undefined> {
    return this.#find({ method: 'GET', key }, async ({ headers, body }) => {
      const target = createWriteStream(file);
      let failure: unknown;
      target.once('error', (cause) => (failure = cause)); // of the disk: nothing to wait for
      await pipeline(body, target).catch((cause: unknown) => {
        if (failure === undefined) throw cause;
      });
      if (failure !== undefined) await guard({ file }, () => Promise.reject(failure as Error));
      return plainEtag(String(headers['etag'] ?? ''));
    });
  }

  /** The ETag of an object; undefined when there is none. */
  async etagOf(key: string): Promise<string | undefined> {
    return this.#find({ method: 'HEAD', key }, async ({ headers, body }) => {
      await body.dump();
      return plainEtag(String(headers['etag'] ?? ''));
    });
  }

  /** Does nothing when there is no such object. */
  async remove(key: string): Promise<void> {
    await this.#find({ method: 'DELETE', key }, ({ body }) => body.dump());
  }

  /** The objects below a prefix, in order of their keys. */
  async *list(prefix: string): AsyncGenerator<BucketEntry> {
    const { patienceMs, listedAtOnce = 1000 } = this.#options;
    for (let last = ''; ;) {
      const { entries, hasMore } = await this.#list(prefix, last, listedAtOnce, patienceMs);
      yield* entries;
      last = entries.at(-1)?.key ?? '';
      if (!hasMore || last === '') return;
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#agent.destroy();
  }

  /** The first version of ListObjects: every server has it, and the last key tells where to go on. */
  async #list(prefix: string, after: string, limit: number, patienceMs: number) {
    const { prefix: own } = this.#options.settings;
    const marker = after === '' ? {} : { marker: own + after };
    const query = { ...marker, 'max-keys': String(limit), prefix: own + prefix };
    const ask = { method: 'GET', key: '', query } as const;
    const { entries, hasMore } = await this.#send(ask, async ({ body }) => parseListing(await body.text()), patienceMs);
    return { hasMore, entries: entries.map((entry) => ({ ...entry, key: entry.key.slice(own.length) })) };
  }

  /** As `#send`, of something that may be missing. */
  async #find<T>(ask: Ask, read: (answer: Dispatcher.ResponseData) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#send(ask, read);
    } catch (cause) {
      const answer = cause instanceof NewsError ? cause.cause : undefined;
      if (!(answer instanceof BucketAnswer) || answer.code === 'NoSuchBucket') throw cause;
      if (answer.status === 404 || answer.status === 416) return undefined;
      throw cause;
    }
  }

  async #send<T>(
    ask: Ask,
    read: (answer: Dispatcher.ResponseData) => Promise<T>,
    patienceMs = this.#options.patienceMs,
  ): Promise<T> {
    const startedAt = performance.now();
    for (let tries = 0; ; tries += 1) {
      try {
        const result = await read(await this.#sendOnce(ask));
        this.#tell('back', '');
        return result;
      } catch (cause) {
        if (cause instanceof NewsError) throw cause;
        const isAway = !(cause instanceof BucketAnswer) || cause.isPassing;
        const isPatient =
          performance.now() - startedAt < (this.#isStopped() ? Math.min(patienceMs, graceMs) : patienceMs);
        if (!isAway || !isPatient) throw toBucketError(cause, this.shown, ask.key);
        // The first time may be a connection that was ended while nobody used it, or a server that asks for less.
        if (tries > 0) this.#tell('away', cause instanceof Error ? describe(cause) : String(cause));
        const pauseMs = Math.min(50 * 2 ** tries, longestPauseMs);
        await sleep(pauseMs, undefined, { signal: this.#closing.signal }).catch(() => undefined); // closed: one last try
      }
    }
  }

  async #sendOnce({ method, key, query = {}, headers = {}, content }: Ask): Promise<Dispatcher.ResponseData> {
    const { settings, credentials } = this.#options;
    const path = [settings.bucket, ...(key === '' ? [] : [settings.prefix + key])].join('/');
    const url = `${settings.endpoint}/${encodePath(path)}${encodeQuery(query)}`;
    const sent = await describeContent(content);
    const signer = new AwsV4Signer({
      ...{ method, url, service: 's3', region: settings.region },
      headers: { ...headers, 'x-amz-content-sha256': sent.hash },
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
      ...(credentials.sessionToken !== '' && { sessionToken: credentials.sessionToken }),
    });
    const signed = await signer.sign();
    const answer = await request(signed.url, {
      ...{ method, dispatcher: this.#agent },
      headers: { ...Object.fromEntries(signed.headers), ...(content && { 'content-length': String(sent.bytes) }) },
      ...(content && { body: 'file' in content ? createReadStream(content.file) : content }),
    });
    const { statusCode } = answer;
    if ((statusCode >= 200 && statusCode < 300) || statusCode === 304) return answer;
    const { code, message } = parseError(await answer.body.text());
    throw new BucketAnswer(statusCode, code, message);
  }

  #isStopped(): boolean {
    return this.#closing.signal.aborted || this.#options.signal?.aborted === true;
  }

  #tell(event: 'away' | 'back', detail: string): void {
    const isAway = event === 'away';
    if (this.#isAway === isAway) return;
    this.#isAway = isAway;
    this.#options.onOutage?.(event, detail);
  }
}

async function describeContent(
  content: Content | undefined,
): Promise<{ readonly hash: string; readonly bytes: number }> {
  if (content !== undefined && 'file' in content) {
    const read = await hashFile(content.file);
    if (read) return read;
    throw new NewsError('store/failed', { file: content.file, detail: 'The file is gone.' });
  }
  return {
    hash: createHash('sha256')
      .update(content ?? '')
      .digest('hex'),
    bytes: content?.length ?? 0,
  };
}

function toHeaders(condition: Condition): Readonly<Record<string, string>> {
  return condition === 'none' ? { 'if-none-match': '*' } : { 'if-match': `"${condition.etag}"` };
}

function statusOf(cause: unknown): number {
  const answer = cause instanceof NewsError ? cause.cause : undefined;
  return answer instanceof BucketAnswer ? answer.status : 0;
}

/** As the signature wants it. Spec: RFC 3986, 2.3. */
function encodePart(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encodePath(path: string): string {
  return path.split('/').map(encodePart).join('/');
}

function encodeQuery(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encodePart(name)}=${encodePart(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
