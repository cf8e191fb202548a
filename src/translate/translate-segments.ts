import { ok, type Outcome, type Skip } from '../model/outcome.ts';
import type {
  EnginePath,
  SpendingLimit,
  TaggedText,
  TranslationEngine,
  TranslationMemory,
} from '../model/translation.ts';
import { findSwapped } from './find-swapped.ts';
import { byNeighbors, judgeArticle } from './judge-article.ts';
import { judgeSegment, type Refusal, type Verdict } from './judge-segment.ts';
import { toMemoryKey } from './memory-key.ts';
import type { Protected } from './protect.ts';
import { sendTexts, type Budget, type Sender, type Sent } from './send-texts.ts';
import { escapeTagged, formatTagged, parseTagged, plainOf, tidyTags, type TaggedPiece } from './tagged-text.ts';

export interface TranslateOptions {
  readonly engine: TranslationEngine;
  readonly path: EnginePath;
  readonly memory: TranslationMemory;
  /** Of the terms that `protect` takes out: part of the key of the memory. */
  readonly glossaryVersion: string;
  readonly protect: (text: TaggedText) => Protected;
  readonly budget: Budget;
  /** Asks again for what was refused before. */
  readonly isAnew?: boolean;
  readonly signal?: AbortSignal;
  /** How many of the texts that the memory has not are decided. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Why the original stands: what the gate refused, or why it did not get to the engine. */
export type Untranslated = Refusal | 'refused-before' | 'over-budget' | 'stopped' | 'too-long';

export interface TranslatedSegment {
  /** Undefined when the original stands. */
  readonly text?: TaggedText;
  /** `glossary`: there is nothing in it but terms. */
  readonly from: 'memory' | 'engine' | 'glossary' | 'original';
  /** Undefined when there is nothing to translate in it, too. */
  readonly because?: Untranslated;
  /** From 0 to 1. */
  readonly confidence: number;
}

export interface SegmentsTranslated {
  /** In the order of the texts. */
  readonly segments: readonly TranslatedSegment[];
  /** Given to the engine, with those that were given again. */
  readonly characters: number;
  /** Texts that were asked for once more. */
  readonly retries: number;
  /** Different texts that the memory had. */
  readonly hits: number;
  /** The limit that ended it. */
  readonly limit?: SpendingLimit;
}

interface Job {
  readonly text: TaggedText;
  readonly key: string;
  readonly guarded: Protected;
  output?: TaggedText;
  verdict?: Verdict;
  because?: Untranslated;
  from?: 'memory' | 'glossary';
}

interface Run {
  readonly options: TranslateOptions;
  readonly sender: Sender;
  retries: number;
  hits: number;
  stop?: Sent & { readonly kind: 'stop' };
  skip?: Skip;
}

/** The translations of an article's segments: from the memory, else from the engine, each judged before it counts (`judgeSegment`,
 *  `judgeArticle`) and asked for once more when it fails; what fails twice stays as it was. Accepted ones go to the memory after
 *  each batch. The same text is sent once. Over the budget, or aborted, it stops with what is there.
 *  Skips: those of the engine; what was accepted until then is in the memory. */
export async function translateSegments(
  texts: readonly TaggedText[],
  options: TranslateOptions,
): Promise<Outcome<SegmentsTranslated>> {
  const run: Run = { options, sender: { ...options, characters: 0 }, retries: 0, hits: 0 };
  const jobs = [...new Set(texts)].map((text) => toJob(text, options));
  await recall(jobs, run);
  takeTerms(jobs);
  const missing = jobs.filter(
    (job) => job.verdict === undefined && job.because === undefined && hasWords(job.guarded.text),
  );
  let done = 0;
  for (const batch of toBatches(missing, options.engine.maxChars)) {
    await translateBatch(batch, run);
    if (run.skip !== undefined) return { ok: false, skip: run.skip };
    options.onProgress?.((done += batch.length), missing.length);
  }
  await settle(jobs, run);
  const byText = new Map(jobs.map((job) => [job.text, toSegment(job)]));
  const limit = run.stop?.limit;
  return ok({
    segments: texts.map((text) => byText.get(text) ?? { from: 'original', confidence: 0 }),
    characters: run.sender.characters,
    retries: run.retries,
    hits: run.hits,
    ...(limit === undefined ? {} : { limit }),
  });
}

function toJob(text: TaggedText, { engine, path, glossaryVersion, protect }: TranslateOptions): Job {
  const { model, from, to } = path;
  const key = toMemoryKey({ engine: engine.name, model, from, to, glossary: glossaryVersion, text });
  return { text, key, guarded: protect(text) };
}

/** In the memory: what the engine answered did not pass, twice, or once and neither neighbors nor itself told its language. Nobody pays for
 *  that again. */
const refused: TaggedText = '';

/** Hits are judged as well: the memory may have been filled from files where the original stands, or under a gate that let more pass. One
 *  that fails is asked for anew. What neighbors decided once is not decided again. */
async function recall(jobs: readonly Job[], run: Run): Promise<void> {
  const known = await run.options.memory.find(jobs.map(({ key }) => key));
  for (const job of jobs) {
    const output = known.get(job.key);
    if (output === undefined) continue;
    if (output === refused) {
      if (run.options.isAnew !== true) job.because = 'refused-before';
      continue;
    }
    const verdict = judge(job, output, run);
    if (!verdict.ok && verdict.lead <= 0) continue;
    job.output = output;
    job.verdict = verdict.ok ? verdict : { ok: true, confidence: byNeighbors };
    job.from = 'memory';
    run.hits += 1;
  }
}

/** Texts of terms alone are what the glossary makes of them. */
function takeTerms(jobs: readonly Job[]): void {
  for (const job of jobs) {
    if (job.verdict !== undefined || hasWords(job.guarded.text)) continue;
    const output = job.guarded.restore(job.guarded.text);
    if (output === job.text) continue;
    job.output = output;
    job.verdict = { ok: true, confidence: 1 };
    job.from = 'glossary';
  }
}

function judge({ text, guarded }: Job, output: TaggedText, { options }: Run): Verdict {
  const { from, to } = options.path;
  return judgeSegment({ source: text, output, from, to, terms: guarded.terms });
}

function hasWords(text: TaggedText): boolean {
  return /\p{L}/u.test(plainOf(text));
}

/** In order, each of as many characters as the engine takes. */
function toBatches(jobs: readonly Job[], maxChars: number): readonly (readonly Job[])[] {
  const batches: Job[][] = [];
  let left = 0;
  for (const job of jobs) {
    const { length } = job.guarded.text;
    if (length > maxChars) {
      job.because = 'too-long';
      continue;
    }
    if (length > left || batches.length === 0) {
      batches.push([]);
      left = maxChars;
    }
    batches.at(-1)?.push(job);
    left -= length;
  }
  return batches;
}

async function translateBatch(batch: readonly Job[], run: Run): Promise<void> {
  const answers = await send(
    batch.map(({ guarded }) => guarded.text),
    run,
  );
  if (answers === undefined) {
    for (const job of batch) job.because = run.stop?.limit === undefined ? 'stopped' : 'over-budget';
    return;
  }
  const swapped = findSwapped(
    batch.map(({ text }) => plainOf(text)),
    answers.map((answer) => (answer === undefined ? undefined : plainOf(answer))),
  );
  batch.forEach((job, at) => take(job, swapped.has(at) ? undefined : answers[at], run));
  await remember(batch, run);
  const failed = batch.filter(({ verdict }) => verdict !== undefined && !verdict.ok && verdict.lead <= 0);
  for (const job of failed) await retry(job, run);
  await remember(failed, run);
}

/** Undefined when the run stops, or ends with a skip. */
async function send(texts: readonly TaggedText[], run: Run): Promise<readonly (TaggedText | undefined)[] | undefined> {
  if (run.stop !== undefined || run.skip !== undefined) return undefined;
  const sent = await sendTexts(texts, run.sender);
  if (sent.kind === 'answers') return sent.answers;
  if (sent.kind === 'stop') run.stop = sent;
  else run.skip = sent.skip;
  return undefined;
}

function take(job: Job, answer: TaggedText | undefined, run: Run): void {
  job.output = job.guarded.restore(tidyTags(job.guarded.text, answer ?? ''));
  job.verdict = judge(job, job.output, run);
}

/** By itself; when the tags were the reason, the texts between them, so that they stand where they stood. */
async function retry(job: Job, run: Run): Promise<void> {
  const { text } = job.guarded;
  const pieces = parseTagged(text);
  if (job.verdict?.ok === false && job.verdict.because === 'tags' && pieces.length > 1)
    return retryInPieces(job, pieces, run);
  const answers = await send([text], run);
  if (answers === undefined) return;
  run.retries += 1;
  take(job, answers[0], run);
}

/** Each piece is judged by itself as well: a few words in another language are nothing in a paragraph. */
async function retryInPieces(job: Job, pieces: readonly TaggedPiece[], run: Run): Promise<void> {
  const sources = pieces.flatMap((one) => (one.kind === 'text' && hasWords(one.text) ? [one.text.trim()] : []));
  const answers = await send(sources.map(escapeTagged), run);
  if (answers === undefined) return;
  run.retries += 1;
  const outputs = answers.map((answer) => plainOf(answer ?? '').trim());
  let at = 0;
  const parts = pieces.map((one) =>
    one.kind === 'text' && hasWords(one.text)
      ? { ...one, text: one.text.replace(one.text.trim(), () => outputs[at++] ?? '') }
      : one,
  );
  take(job, formatTagged(parts), run);
  const { from, to } = run.options.path;
  const verdicts = sources.map((source, of) =>
    judgeSegment({
      ...{ source: escapeTagged(source), output: escapeTagged(outputs[of] ?? ''), from, to },
      terms: job.guarded.terms.filter((term) => source.includes(term)),
    }),
  );
  const failed = verdicts.find((verdict) => !verdict.ok);
  if (failed !== undefined && !failed.ok) job.verdict = { ...failed, lead: 0 };
}

async function remember(jobs: readonly Job[], { options }: Run): Promise<void> {
  const { engine, path, memory } = options;
  const entries = jobs.flatMap(({ key, output, verdict, from }) =>
    verdict?.ok && output !== undefined && from === undefined
      ? [{ key, engine: engine.name, from: path.from, to: path.to, text: output }]
      : [],
  );
  if (entries.length > 0) await memory.put(entries);
}

/** Decides what was open until all of the article was there. */
async function settle(jobs: readonly Job[], run: Run): Promise<void> {
  const judged = jobs.flatMap((job) =>
    job.output === undefined || job.verdict === undefined
      ? []
      : [{ job, source: job.text, output: job.output, verdict: job.verdict }],
  );
  const { from, to } = run.options.path;
  const verdicts = judgeArticle(judged, from, to);
  const settled = judged.flatMap(({ job, verdict }, at) => {
    const last = verdicts[at] ?? verdict;
    if (last === verdict) return [];
    job.verdict = last;
    return [job];
  });
  await remember(settled, run);
  if (run.stop === undefined) await rememberRefused(jobs, run);
}

async function rememberRefused(jobs: readonly Job[], { options }: Run): Promise<void> {
  const { engine, path, memory } = options;
  const { from, to } = path;
  const entries = jobs.flatMap(({ key, verdict }) =>
    verdict?.ok === false ? [{ key, engine: engine.name, from, to, text: refused }] : [],
  );
  if (entries.length > 0) await memory.put(entries);
}

function toSegment({ output, verdict, because, from }: Job): TranslatedSegment {
  if (verdict?.ok && output !== undefined)
    return { text: output, from: from ?? 'engine', confidence: verdict.confidence };
  if (verdict === undefined && because === undefined) return { from: 'original', confidence: 1 };
  const reason = verdict?.ok === false ? verdict.because : because;
  return { from: 'original', ...(reason === undefined ? {} : { because: reason }), confidence: 0 };
}
