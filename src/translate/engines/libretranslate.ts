import { z } from 'zod';
import type { Clock } from '../../model/clock.ts';
import { ok, type Outcome } from '../../model/outcome.ts';
import type { EngineSettings, TranslationEngine } from '../../model/translation.ts';
import { openService, withoutKey } from './ask-service.ts';
import { inBatches, type Answers } from './in-batches.ts';
import { fromMarkup, toMarkup } from './markup.ts';
import { isSameLanguage, matchLanguage } from './match-language.ts';
import { noPair, parseAnswer, parseJson, wrongCount } from './parse-answer.ts';

const languagesForm = z.array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }));
const translationForm = z.object({ translatedText: z.array(z.string()) });
const versionForm = z.object({ info: z.object({ version: z.string() }) });

/** What servers take that have not been set up otherwise. */
const maxChars = 5_000;
const timeoutMs = 120_000;
const maxBytes = 4 * 2 ** 20;

type Languages = z.infer<typeof languagesForm>;

/** LibreTranslate, or what speaks like it. Tags go as elements of HTML. Throws NewsError `config/invalid` for an address that cannot be used. */
export function createLibreTranslate(
  { url, key, pricePerMillion }: Extract<EngineSettings, { kind: 'libretranslate' }>,
  clock: Clock,
): TranslationEngine {
  const service = openService({ name: 'libretranslate', url, key, clock, timeoutMs, maxBytes });
  let known: { readonly languages: Languages; readonly model: string } | undefined;

  const learn = async (): Promise<Outcome<{ readonly languages: Languages; readonly model: string }>> => {
    if (known !== undefined) return ok(known);
    const answer = await service.ask({ method: 'GET', path: '/languages' });
    if (!answer.ok) return answer;
    const languages = parseAnswer(answer.value, languagesForm, 'The list of languages');
    if (!languages.ok) return languages;
    // Its models have no version that it tells; its own changes with them often enough.
    const spec = await service.ask({ method: 'GET', path: '/spec' });
    const version = versionForm.safeParse(spec.ok ? parseJson(spec.value) : undefined);
    const model = version.success ? `libretranslate ${version.data.info.version}` : 'libretranslate';
    known = { languages: languages.value, model };
    return ok(known);
  };

  return {
    name: 'libretranslate',
    pricePerMillion,
    maxChars,
    findPath: async (from, to) => {
      if (isSameLanguage(from, to)) return ok(undefined);
      const learned = await learn();
      if (!learned.ok) return learned;
      const pair = findPair(from, to, learned.value.languages);
      return ok(pair && { from, to, model: learned.value.model });
    },
    translate: async (texts, path, { signal } = {}) => {
      const learned = await learn();
      if (!learned.ok) return learned;
      const pair = findPair(path.from, path.to, learned.value.languages);
      if (pair === undefined) return noPair(path);
      const limits = { texts: 50, size: maxChars, sizeOf: (text: string) => text.length };
      return inBatches(texts, limits, async (batch): Promise<Outcome<Answers>> => {
        const q = batch.map((text) => toMarkup(text, 'html'));
        const body = JSON.stringify({ q, ...pair, format: 'html', ...(key !== '' && { api_key: key }) });
        const headers = { 'content-type': 'application/json' };
        const answer = await service.ask({ method: 'POST', path: '/translate', headers, body, signal });
        if (!answer.ok) return answer;
        const parsed = parseAnswer(withoutKey(answer.value, key), translationForm, 'The answer');
        if (!parsed.ok) return parsed;
        const { translatedText } = parsed.value;
        if (translatedText.length !== batch.length) return wrongCount(translatedText.length, batch.length);
        return ok(translatedText.map((text) => fromMarkup(text, 'html')));
      });
    },
    close: () => service.close(),
  };
}

function findPair(
  from: string,
  to: string,
  languages: Languages,
): { readonly source: string; readonly target: string } | undefined {
  const source = matchLanguage(
    from,
    languages.map(({ code }) => code),
  );
  const entry = languages.find(({ code }) => code === source);
  if (source === undefined || entry === undefined) return undefined;
  // Older servers list no targets: all are.
  const target = matchLanguage(to, entry.targets ?? languages.map(({ code }) => code));
  return target === undefined || target === source ? undefined : { source, target };
}
