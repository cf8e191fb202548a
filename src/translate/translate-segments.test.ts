import { describe, expect, test } from 'vitest';
import { ok, skipped, type Outcome } from '../model/outcome.ts';
import type { TaggedText, TranslationEngine } from '../model/translation.ts';
import { createBudget, createMemory } from '../../test/translate/in-memory.ts';
import { sentences } from '../../test/translate/parallel-texts.ts';
import { createProtector, type Protected } from './protect.ts';
import { translateSegments, type TranslateOptions } from './translate-segments.ts';

type Answers = Outcome<readonly (TaggedText | undefined)[]>;
type Answer = (texts: readonly TaggedText[], call: number) => Answers | undefined;

const rows = sentences.map((row) => ({
  en: row.en.replace(/\{\w\}/g, 'Ellery'),
  es: row.es.replace(/\{\w\}/g, 'Ellery'),
}));
const spanish = new Map(rows.map(({ en, es }) => [en, es]));
const texts = rows.slice(0, 6).map(({ en }) => en);
const [first = '', second = ''] = texts;

function translate(text: TaggedText): TaggedText | undefined {
  return spanish.get(text);
}

/** An engine that answers well, unless `answer` has another answer for a call (counted from 1). */
function createEngine(
  answer: Answer = () => undefined,
  maxChars = 250,
): TranslationEngine & { readonly calls: TaggedText[][] } {
  const calls: TaggedText[][] = [];
  return {
    name: 'made-up',
    pricePerMillion: 0,
    maxChars,
    calls,
    findPath: (from, to) => Promise.resolve(ok({ from, to, model: '1' })),
    close: () => Promise.resolve(),
    translate: (sent) => {
      calls.push([...sent]);
      return Promise.resolve(answer(sent, calls.length) ?? ok(sent.map(translate)));
    },
  };
}

function leaveAlone(text: TaggedText): Protected {
  return { text, terms: [], restore: (output) => output };
}

function setUp(engine: TranslationEngine, changes: Partial<TranslateOptions> = {}) {
  const memory = createMemory();
  const budget = createBudget();
  const path = { from: 'en', to: 'es', model: '1' };
  const options = { engine, path, memory, glossaryVersion: '', protect: leaveAlone, budget, ...changes };
  return { options, memory, budget };
}

async function run(given: readonly TaggedText[], options: TranslateOptions) {
  const outcome = await translateSegments(given, options);
  if (!outcome.ok) throw new Error(outcome.skip.code);
  return outcome.value;
}

describe('translateSegments', () => {
  test('gives each text its translation, in batches that the engine takes', async () => {
    const engine = createEngine();
    const { options, memory, budget } = setUp(engine);
    const progress: string[] = [];
    const { segments, characters } = await run(texts, {
      ...options,
      onProgress: (done, of) => progress.push(`${done}/${of}`),
    });

    expect(segments.map(({ text }) => text)).toEqual(texts.map(translate));
    expect(segments.every(({ from }) => from === 'engine')).toBe(true);
    expect(engine.calls.length).toBeGreaterThan(1);
    expect(engine.calls.every((call) => call.join('').length <= engine.maxChars)).toBe(true);
    expect(characters).toBe(texts.join('').length);
    expect(budget.spent).toBe(characters);
    expect(memory.entries.size).toBe(texts.length);
    expect(progress.at(-1)).toBe('6/6');
  });

  test('sends nothing that the memory has', async () => {
    const { options, memory } = setUp(createEngine());
    await run(texts, options);
    const engine = createEngine();
    const { segments, hits, characters } = await run(texts, setUp(engine, { memory }).options);

    expect(engine.calls).toEqual([]);
    expect(segments.every(({ from }) => from === 'memory')).toBe(true);
    expect([hits, characters]).toEqual([texts.length, 0]);
  });

  test('does not take from the memory what the gate refuses', async () => {
    const { options, memory } = setUp(createEngine());
    await run([first], options);
    const [entry] = memory.entries.values();
    if (entry !== undefined) await memory.put([{ ...entry, text: first }]);
    const { segments, hits } = await run([first], options);

    expect(hits).toBe(0);
    expect(segments[0]).toMatchObject({ text: translate(first), from: 'engine' });
    expect([...memory.entries.values()].map(({ text }) => text)).toEqual([translate(first)]);
  });

  test('sends the same text once', async () => {
    const engine = createEngine();
    const { segments } = await run([first, first, first], setUp(engine).options);
    expect(engine.calls).toEqual([[first]]);
    expect(segments.map(({ text }) => text)).toEqual([1, 2, 3].map(() => translate(first)));
  });

  test('sends nothing that has no words', async () => {
    const engine = createEngine();
    const { segments } = await run(['2031', '<ph id="1"/>'], setUp(engine).options);
    expect(engine.calls).toEqual([]);
    expect(segments).toEqual([1, 2].map(() => ({ from: 'original', confidence: 1 })));
  });

  test('takes no text that is longer than the engine takes', async () => {
    const engine = createEngine(undefined, 20);
    const { segments } = await run([first], setUp(engine).options);
    expect(engine.calls).toEqual([]);
    expect(segments).toEqual([{ from: 'original', because: 'too-long', confidence: 0 }]);
  });
});

test('names are kept from the engine, and are back in the end', async () => {
  const protect = createProtector({ names: ['Mara Ellery'], glossary: [], from: 'en', to: 'es' });
  const engine = createEngine((sent) =>
    ok(sent.map(() => 'Según la policía, <ph id="1"/> no había visto al ciclista.')),
  );
  const source = 'According to the police, Mara Ellery had not seen the cyclist.';
  const { segments } = await run([source], setUp(engine, { protect }).options);
  expect(engine.calls).toEqual([['According to the police, <ph id="1"/> had not seen the cyclist.']]);
  expect(segments[0]?.text).toBe('Según la policía, Mara Ellery no había visto al ciclista.');
});

test('what is all a term needs no engine', async () => {
  const engine = createEngine();
  const protect = (text: TaggedText): Protected => ({
    text: '<ph id="1"/>',
    terms: ['Pleno'],
    restore: () => (text === 'Assembly' ? 'Pleno' : text),
  });
  const { segments } = await run(['Assembly'], setUp(engine, { protect }).options);
  expect(engine.calls).toEqual([]);
  expect(segments).toEqual([{ text: 'Pleno', from: 'glossary', confidence: 1 }]);
});

describe('what fails', () => {
  test('is asked for once more, by itself', async () => {
    const engine = createEngine((sent, call) =>
      call === 1 ? ok(sent.map((text, at) => (at === 1 ? text : translate(text)))) : undefined,
    );
    const { segments, retries } = await run([first, second], setUp(engine).options);
    expect(engine.calls).toEqual([[first, second], [second]]);
    expect(segments.map(({ text }) => text)).toEqual([first, second].map(translate));
    expect(retries).toBe(1);
  });

  test('twice stays as it was, and is not paid for again unless somebody wants it to be', async () => {
    const engine = createEngine((sent) => ok(sent.map((text) => (text === second ? '' : translate(text)))));
    const { options, memory } = setUp(engine);
    const { segments } = await run([first, second], options);
    expect(segments[1]).toEqual({ from: 'original', because: 'empty', confidence: 0 });
    expect([...memory.entries.values()].map(({ text }) => text)).toEqual([translate(first), '']);
    const before = engine.calls.length;
    expect((await run([first, second], options)).segments[1]).toMatchObject({ because: 'refused-before' });
    expect(engine.calls.length).toBe(before);
    await run([first, second], { ...options, isAnew: true });
    expect(engine.calls.slice(before)).toEqual([[second], [second]]);
  });

  test('for its tags is asked for in pieces', async () => {
    const source = `${first} <pc id="1">${second}</pc>`;
    const good = `${translate(first)} <pc id="1">${translate(second)}</pc>`;
    const engine = createEngine((_, call) =>
      call === 1 ? ok([`${translate(first)} ${translate(second)}`]) : undefined,
    );
    const { segments } = await run([source], setUp(engine).options);
    expect(engine.calls[1]).toEqual([first, second]);
    expect(segments[0]?.text).toBe(good);
  });

  test('in one of its pieces stays as it was', async () => {
    const source = `${first} <pc id="1">${second}</pc>`;
    const engine = createEngine((sent, call) => (call === 1 ? ok(['']) : ok(sent)));
    expect((await run([source], setUp(engine).options)).segments[0]).toMatchObject({ from: 'original' });
  });

  test('as there are fewer answers than texts is asked for one by one', async () => {
    const engine = createEngine((sent, call) => (call === 1 ? ok(sent.slice(1).map(translate)) : undefined));
    const { segments } = await run([first, second], setUp(engine).options);
    expect(engine.calls).toEqual([[first, second], [first], [second]]);
    expect(segments.map(({ text }) => text)).toEqual([first, second].map(translate));
  });
});

describe('what ends it', () => {
  test('the budget: what is there stays, the rest is as it was', async () => {
    const budget = createBudget(300);
    const { options, memory } = setUp(createEngine(), { budget });
    const { segments, limit, characters } = await run(texts, options);
    const translated = segments.filter(({ text }) => text !== undefined);

    expect(limit).toMatchObject({ per: 'day', characters: 300 });
    expect(translated.length).toBeGreaterThan(0);
    expect(segments.at(-1)).toEqual({ from: 'original', because: 'over-budget', confidence: 0 });
    expect(memory.entries.size).toBe(translated.length);
    expect(characters).toBeLessThanOrEqual(300);
  });

  test('a failure of the engine: its skip travels up, what was done is remembered', async () => {
    const engine = createEngine((_, call) => (call === 2 ? skipped('translate/engine-failed', '503') : undefined));
    const { options, memory, budget } = setUp(engine);
    expect(await translateSegments(texts, options)).toMatchObject({
      ok: false,
      skip: { code: 'translate/engine-failed' },
    });
    expect(memory.entries.size).toBe(engine.calls[0]?.length);
    expect(budget.spent).toBe(engine.calls.flat().join('').length);
  });

  test('an engine that cannot be reached: nothing was spent', async () => {
    const engine = createEngine(() => skipped('translate/engine-unreachable'));
    const { options, budget } = setUp(engine);
    expect(await translateSegments(texts, options)).toMatchObject({ ok: false });
    expect(budget.spent).toBe(0);
  });

  test('somebody stops it', async () => {
    const stop = new AbortController();
    const engine = createEngine((_, call) => {
      if (call === 1) stop.abort();
      return undefined;
    });
    const { segments } = await run(texts, setUp(engine, { signal: stop.signal }).options);
    expect(engine.calls.length).toBe(1);
    expect(segments[0]).toMatchObject({ from: 'engine' });
    expect(segments.at(-1)).toEqual({ from: 'original', because: 'stopped', confidence: 0 });
  });
});
