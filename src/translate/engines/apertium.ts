import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import type { EnginePath, EngineSettings, TaggedText, TranslationEngine } from '../../model/translation.ts';
import { describeMode, findWay, listModes, type Mode } from './apertium-modes.ts';
import { fromStream, toStream, type PlaceForm } from './apertium-stream.ts';
import { isSameLanguage } from './match-language.ts';
import type { Answers } from './in-batches.ts';
import { openApertiumPipe, type ApertiumPipe } from './apertium-pipe.ts';

/** Some seconds of work. */
const maxChars = 100_000;
const timeoutMs = 60_000;
const idleMs = 10_000;

interface Way {
  readonly modes: readonly Mode[];
  readonly path: EnginePath;
}

/** Apertium on this machine: rules and dictionaries, thousands of words a second; nothing leaves the machine. One pipeline of its programs a
 *  direction is kept running, and reads texts one by one. Its web service is not used: it listens on all addresses, and fetches any that it is
 *  asked for. */
export function createApertium(
  { command }: Extract<EngineSettings, { kind: 'apertium' }>,
  limits: { readonly timeoutMs?: number; readonly idleMs?: number } = {},
): TranslationEngine {
  let modes: readonly Mode[] | undefined;
  const ways = new Map<string, Way | undefined>();
  const pipes = new Map<string, ApertiumPipe>();

  const findPath = async (from: string, to: string): Promise<Outcome<EnginePath | undefined>> => {
    const way = await findOwnWay(from, to);
    return way.ok ? ok(way.value?.path) : way;
  };
  const findOwnWay = async (from: string, to: string): Promise<Outcome<Way | undefined>> => {
    const key = `${from} ${to}`;
    if (ways.has(key)) return ok(ways.get(key));
    if (modes === undefined) {
      const listed = await listModes(command);
      if (!listed.ok) return listed;
      modes = listed.value;
    }
    const found = isSameLanguage(from, to) ? [] : findWay(from, to, modes);
    const way = found.length === 0 ? undefined : await toWay(from, to, found, command);
    ways.set(key, way);
    return ok(way);
  };
  const pipeOf = ({ name }: Mode): ApertiumPipe => {
    const known = pipes.get(name);
    if (known !== undefined) return known;
    // Without marks for unknown words; a text ends with NUL in every program of the pipeline.
    const args = ['-z', '-u', '-f', 'none', name];
    const pipe = openApertiumPipe({ command, args, timeoutMs, idleMs, ...limits });
    pipes.set(name, pipe);
    return pipe;
  };

  return {
    name: 'apertium',
    pricePerMillion: 0,
    maxChars,
    findPath,
    translate: async (texts, path, { signal } = {}) => {
      const way = await findOwnWay(path.from, path.to);
      if (!way.ok) return way;
      if (way.value?.path.model !== path.model)
        return skipped('translate/engine-failed', `no longer there: ${path.model}`);
      return translateSteps(texts, way.value.modes.map(pipeOf), signal);
    },
    close: () => {
      for (const pipe of pipes.values()) pipe.close();
      return Promise.resolve();
    },
  };
}

async function toWay(from: string, to: string, modes: readonly Mode[], command: string): Promise<Way> {
  const described = await Promise.all(modes.map((mode) => describeMode(mode, command)));
  const via = modes.length > 1 ? modes[0]?.to : undefined;
  return { modes, path: { from, to, model: described.join(' > '), ...(via !== undefined && { via }) } };
}

/** Through one pipeline after the other. */
async function translateSteps(
  texts: readonly TaggedText[],
  pipes: readonly ApertiumPipe[],
  signal?: AbortSignal,
): Promise<Outcome<Answers>> {
  let answers: Answers = texts;
  for (const pipe of pipes) {
    const next = await translateAll(answers, pipe, signal);
    if (!next.ok) return next;
    answers = next.value;
  }
  const isNone = texts.length > 0 && answers.every((answer) => answer === undefined);
  return isNone ? skipped('translate/engine-failed', 'Nothing came back.') : ok(answers);
}

/** First with words in place of what is not translated; what lost one is done again with blanks. */
async function translateAll(texts: Answers, pipe: ApertiumPipe, signal?: AbortSignal): Promise<Outcome<Answers>> {
  const first = await translateSome(texts, 'word', pipe, signal);
  if (!first.ok) return first;
  const missed = texts.map((text, index) => (first.value[index] === undefined ? text : undefined));
  if (!missed.some((text) => text?.includes('<') === true)) return first;
  const second = await translateSome(missed, 'blank', pipe, signal);
  return second.ok ? ok(texts.map((_, index) => first.value[index] ?? second.value[index])) : first;
}

async function translateSome(
  texts: Answers,
  form: PlaceForm,
  pipe: ApertiumPipe,
  signal?: AbortSignal,
): Promise<Outcome<Answers>> {
  const sent: { readonly index: number; readonly text: TaggedText; readonly stream: string }[] = [];
  for (const [index, text] of texts.entries()) {
    const stream = text === undefined ? undefined : toStream(text, form);
    if (text !== undefined && stream !== undefined) sent.push({ index, text, stream });
  }
  const answers: (TaggedText | undefined)[] = texts.map(() => undefined);
  if (sent.length === 0) return ok(answers);
  const outcome = await pipe.send(
    sent.map(({ stream }) => stream),
    signal,
  );
  if (!outcome.ok) return outcome;
  for (const [place, { index, text }] of sent.entries()) {
    const answer = outcome.value[place];
    if (answer !== undefined) answers[index] = fromStream(answer, text, form);
  }
  return ok(answers);
}
