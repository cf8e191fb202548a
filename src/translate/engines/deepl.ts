import { z } from 'zod';
import type { Clock } from '../../model/clock.ts';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import type { EngineSettings, TaggedText, TranslationEngine } from '../../model/translation.ts';
import { openService, withoutKey, type Ask } from './ask-service.ts';
import { inBatches, type Answers } from './in-batches.ts';
import { fromMarkup, toMarkup } from './markup.ts';
import { isSameLanguage, matchLanguage } from './match-language.ts';
import { noPair, parseAnswer, wrongCount } from './parse-answer.ts';

const languagesForm = z.array(z.object({ language: z.string() }));
const translationForm = z.object({ translations: z.array(z.object({ text: z.string() })) });

const maxChars = 20_000;
/** Of one request. Spec: DeepL API reference, "Translate text": 128 KiB and 50 texts. */
const batchBytes = 120_000;
const batchTexts = 50;
/** Its models have no version that it tells; how it handles tags has. */
const model = 'deepl v2';
const timeoutMs = 60_000;
const maxBytes = 4 * 2 ** 20;

interface Languages {
  readonly sources: readonly string[];
  readonly targets: readonly string[];
}

/** DeepL. Our tags are XML, as it takes them. Throws NewsError `config/invalid` for an address that cannot be used. */
export function createDeepl(
  { url, key, pricePerMillion }: Extract<EngineSettings, { kind: 'deepl' }>,
  clock: Clock,
): TranslationEngine {
  // Keys of free accounts end like this, and are known to a server of their own.
  const serverUrl = url !== '' ? url : key.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com';
  const service = openService({ name: 'deepl', url: serverUrl, key, clock, timeoutMs, maxBytes });
  let known: Languages | undefined;

  const ask = async (what: Ask): Promise<Outcome<string>> => {
    if (key === '') return skipped('translate/engine-refused', 'There is no key for DeepL.');
    const headers = { ...what.headers, authorization: `DeepL-Auth-Key ${key}` };
    const answer = await service.ask({ ...what, headers });
    return answer.ok ? ok(withoutKey(answer.value, key)) : answer;
  };

  const list = async (path: string): Promise<Outcome<readonly string[]>> => {
    const answer = await ask({ method: 'GET', path });
    if (!answer.ok) return answer;
    const languages = parseAnswer(answer.value, languagesForm, 'The list of languages of DeepL');
    return languages.ok ? ok(languages.value.map(({ language }) => language)) : languages;
  };

  const learn = async (): Promise<Outcome<Languages>> => {
    if (known !== undefined) return ok(known);
    const sources = await list('/v2/languages');
    if (!sources.ok) return sources;
    const targets = await list('/v2/languages?type=target');
    if (!targets.ok) return targets;
    known = { sources: sources.value, targets: targets.value };
    return ok(known);
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
      return inBatches(texts, limits, async (batch): Promise<Outcome<Answers>> => {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await ask({ method: 'POST', path: '/v2/translate', headers, body: toForm(batch, pair), signal });
        if (!answer.ok) return answer;
        const parsed = parseAnswer(answer.value, translationForm, 'The answer of DeepL');
        if (!parsed.ok) return parsed;
        const { translations } = parsed.value;
        if (translations.length !== batch.length) return wrongCount(translations.length, batch.length);
        return ok(translations.map(({ text }) => fromMarkup(text, 'tagged')));
      });
    },
    close: () => service.close(),
  };
}

interface Pair {
  readonly source: string;
  readonly target: string;
}

function findPair(from: string, to: string, { sources, targets }: Languages): Pair | undefined {
  const [source, target] = [matchLanguage(from, sources), matchLanguage(to, targets)];
  return source === undefined || target === undefined ? undefined : { source, target };
}

/** The body of a request. Spec: DeepL API reference, "Translate text". */
function toForm(texts: readonly TaggedText[], { source, target }: Pair): string {
  const fields = new URLSearchParams({
    source_lang: source,
    target_lang: target,
    tag_handling: 'xml',
    tag_handling_version: 'v2', // older accounts have another one otherwise
    non_splitting_tags: 'pc,ph',
    outline_detection: '0',
    split_sentences: 'nonewlines',
  });
  for (const text of texts) fields.append('text', toMarkup(text, 'tagged'));
  return fields.toString();
}

/** In the form body that is sent. */
function sentBytes(text: TaggedText): number {
  return new URLSearchParams({ text }).toString().length + 1;
}
