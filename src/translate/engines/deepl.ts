import type { SourceLanguageCode, TargetLanguageCode, Translator } from 'deepl-node';
import type { Clock } from '../../model/clock.ts';
import { ok, skipped, type Outcome, type Skip } from '../../model/outcome.ts';
import type { EngineSettings, TaggedText, TranslationEngine } from '../../model/translation.ts';
import { openService, withoutKey, type Service } from './ask-service.ts';
import { inBatches, type Answers } from './in-batches.ts';
import { fromMarkup, toMarkup } from './markup.ts';
import { isSameLanguage, matchLanguage } from './match-language.ts';
import { noPair, wrongCount } from './parse-answer.ts';

const maxChars = 20_000;
/** Of one request. Spec: DeepL API reference, "Translate text": 128 KiB and 50 texts. */
const batchBytes = 120_000;
const batchTexts = 50;
/** Its models have no version that it tells; how it handles tags has. */
const model = 'deepl v2';
const timeoutMs = 60_000;
const maxBytes = 4 * 2 ** 20;

interface Languages {
  readonly sources: readonly SourceLanguageCode[];
  readonly targets: readonly TargetLanguageCode[];
}

/** DeepL, by its own client: that writes requests and reads answers; how they travel is ours (`openTransport`). Our tags are XML, as it takes
 *  them. Throws NewsError `config/invalid` for an address that cannot be used. */
export function createDeepl(
  { url, key, pricePerMillion }: Extract<EngineSettings, { kind: 'deepl' }>,
  clock: Clock,
): TranslationEngine {
  // Keys of free accounts end like this, and are known to a server of their own.
  const serverUrl = url !== '' ? url : key.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com';
  const service = openService({ name: 'deepl', url: serverUrl, key, clock, timeoutMs, maxBytes });
  let known: Languages | undefined;

  const learn = (): Promise<Outcome<Languages>> => {
    if (known !== undefined) return Promise.resolve(ok(known));
    return withClient({ service, key }, async (client) => {
      const sources = (await client.getSourceLanguages()).map(({ code }) => code as SourceLanguageCode);
      const targets = (await client.getTargetLanguages()).map(({ code }) => code as TargetLanguageCode);
      known = { sources, targets };
      return ok(known);
    });
  };

  return {
    name: 'deepl',
    pricePerMillion,
    maxChars,
    findPath: async (from, to) => {
      if (isSameLanguage(from, to)) return ok(undefined);
      const learned = await learn();
      if (!learned.ok) return learned;
      return ok(findPair(from, to, learned.value) && { from, to, model });
    },
    translate: async (texts, path, { signal } = {}) => {
      const learned = await learn();
      if (!learned.ok) return learned;
      const pair = findPair(path.from, path.to, learned.value);
      if (pair === undefined) return noPair(path);
      const limits = { texts: batchTexts, size: batchBytes, sizeOf: sentBytes };
      return inBatches(texts, limits, (batch) =>
        withClient({ service, key, signal }, async (client): Promise<Outcome<Answers>> => {
          const sent = batch.map((text) => toMarkup(text, 'tagged'));
          const results = await client.translateText(sent, pair.source, pair.target, {
            tagHandling: 'xml',
            tagHandlingVersion: 'v2', // older accounts have another one otherwise
            nonSplittingTags: ['pc', 'ph'],
            outlineDetection: false,
            splitSentences: 'nonewlines',
          });
          if (results.length !== batch.length) return wrongCount(results.length, batch.length);
          return ok(results.map(({ text }) => fromMarkup(text, 'tagged')));
        }),
      );
    },
    close: () => service.close(),
  };
}

function findPair(
  from: string,
  to: string,
  { sources, targets }: Languages,
): { readonly source: SourceLanguageCode; readonly target: TargetLanguageCode } | undefined {
  const [source, target] = [matchLanguage(from, sources), matchLanguage(to, targets)];
  const sourceCode = sources.find((code) => code === source);
  const targetCode = targets.find((code) => code === target);
  return sourceCode === undefined || targetCode === undefined ? undefined : { source: sourceCode, target: targetCode };
}

/** In the form body that is sent. */
function sentBytes(text: TaggedText): number {
  return new URLSearchParams({ text }).toString().length + 1;
}

/** A failure of the service on its way through the client. */
class Refusal extends Error {
  readonly skip: Skip;

  constructor(skip: Skip) {
    super(skip.code);
    this.skip = skip;
  }
}

interface ClientParts {
  readonly service: Service;
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a task with a client; what it throws is a skip. */
async function withClient<T>(
  parts: ClientParts,
  task: (client: Translator) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (parts.key === '') return skipped('translate/engine-refused', 'There is no key for DeepL.');
  try {
    // Only now: it takes a tenth of a second to load.
    const { Translator: Client } = await import('deepl-node');
    const client = new Client(parts.key);
    Object.defineProperty(client, 'httpClient', { value: openTransport(parts) });
    return await task(client);
  } catch (cause) {
    if (cause instanceof Refusal) return { ok: false, skip: cause.skip };
    const message = cause instanceof Error ? cause.message : String(cause);
    return skipped('translate/engine-failed', `DeepL: ${withoutKey(message, parts.key).slice(0, 200)}`);
  }
}

interface Transport {
  sendRequestWithBackoff(
    method: string,
    path: string,
    options?: { readonly data?: URLSearchParams },
  ): Promise<{ readonly statusCode: number; readonly content: string }>;
}

/** How the client's requests travel. Its own way follows redirects with text and key, reads answers of any length, goes through proxies of the
 *  environment, cannot be stopped, and hides status and Retry-After. */
function openTransport({ service, key, signal }: ClientParts): Transport {
  return {
    sendRequestWithBackoff: async (method, path, { data } = {}) => {
      const isPost = method === 'POST';
      const answer = await service.ask({
        method: isPost ? 'POST' : 'GET',
        path: isPost || data === undefined ? path : `${path}?${data.toString()}`,
        headers: {
          authorization: `DeepL-Auth-Key ${key}`,
          ...(isPost && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(isPost && { body: data?.toString() ?? '' }),
        signal,
      });
      if (!answer.ok) throw new Refusal(answer.skip);
      return { statusCode: 200, content: answer.value };
    },
  };
}
