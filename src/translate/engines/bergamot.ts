import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import type { EnginePath, EngineSettings, TranslationEngine } from '../../model/translation.ts';
import {
  describeModel,
  findModels,
  listModels,
  readModel,
  type ModelFiles,
  type ModelFolder,
} from './bergamot-models.ts';
import { startBergamotWorker, type BergamotWorker } from './bergamot-worker.ts';
import { inBatches, type Answers } from './in-batches.ts';
import { fromMarkup, toMarkup } from './markup.ts';
import { isSameLanguage } from './match-language.ts';
import { noPair, wrongCount } from './parse-answer.ts';

const maxChars = 20_000;
const timeoutMs = 180_000;

const responsesForm = z.array(z.object({ target: z.object({ text: z.string() }) }));

interface Way {
  readonly folders: readonly ModelFolder[];
  readonly path: EnginePath;
}

/** Bergamot, the neural engine of Firefox, in a thread of this process. Its program and its models lie in a folder that the user filled: nothing
 *  is fetched, nothing leaves the machine. */
export function createBergamot(settings: Extract<EngineSettings, { kind: 'bergamot' }>): TranslationEngine {
  const folder = resolve(settings.folder);
  const files = new Map<string, ModelFiles>();
  const ways = new Map<string, Way | undefined>();
  let worker: BergamotWorker | undefined;
  let loaded = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();

  const load = async (model: ModelFolder): Promise<Outcome<ModelFiles>> => {
    const known = files.get(model.name);
    if (known !== undefined) return ok(known);
    const read = await readModel(folder, model);
    if (read.ok) files.set(model.name, read.value);
    return read;
  };
  const findWay = async (from: string, to: string): Promise<Outcome<Way | undefined>> => {
    const key = `${from} ${to}`;
    if (ways.has(key)) return ok(ways.get(key));
    const listed = await listModels(folder);
    if (!listed.ok) return listed;
    const folders = isSameLanguage(from, to) ? [] : findModels(from, to, listed.value);
    const described: string[] = [];
    for (const model of folders) {
      const read = await load(model);
      if (!read.ok) return read;
      described.push(describeModel(model, read.value));
    }
    const via = folders.length > 1 ? { via: 'en' } : {};
    const way =
      folders.length === 0 ? undefined : { folders, path: { from, to, model: described.join(' > '), ...via } };
    ways.set(key, way);
    return ok(way);
  };
  /** The thread, with the models of a way loaded. */
  const openWorker = async (
    folders: readonly ModelFolder[],
    signal?: AbortSignal,
  ): Promise<Outcome<BergamotWorker>> => {
    if (worker === undefined || worker.hasEnded) {
      const file = join(folder, 'worker/translator-worker.js');
      const isThere = await access(file).then(
        () => true,
        () => false,
      );
      if (!isThere)
        return skipped(
          'translate/engine-unreachable',
          `There is no ${file}: put the folder worker/ of the package there`,
        );
      worker = startBergamotWorker(file, timeoutMs);
      loaded = new Set();
      const begun = await worker.call('initialize', [{ cacheSize: 0 }], signal);
      if (!begun.ok) return begun;
    }
    for (const model of folders) {
      if (loaded.has(model.name)) continue;
      const read = await load(model);
      if (!read.ok) return read;
      const done = await worker.call('loadTranslationModel', [pairOf(model), read.value], signal);
      if (!done.ok) return done;
      loaded.add(model.name);
      files.delete(model.name); // some tens of megabytes, which the thread has
    }
    return ok(worker);
  };

  const translate: TranslationEngine['translate'] = async (texts, path, { signal } = {}) => {
    const way = await findWay(path.from, path.to);
    if (!way.ok) return way;
    if (way.value === undefined) return noPair(path);
    const { folders } = way.value;
    const limits = { texts: 100, size: maxChars, sizeOf: (text: string) => text.length };
    return inBatches(texts, limits, async (batch): Promise<Outcome<Answers>> => {
      const opened = await openWorker(folders, signal);
      if (!opened.ok) return opened;
      const request = {
        models: folders.map(pairOf),
        texts: batch.map((text) => ({ text: toMarkup(text, 'html'), html: true, qualityScores: false })),
      };
      const answer = await opened.value.call('translate', [request], signal);
      if (!answer.ok) return answer;
      const responses = responsesForm.safeParse(answer.value);
      if (!responses.success) return skipped('translate/engine-failed', 'Bergamot answers in a form we do not know.');
      if (responses.data.length !== batch.length) return wrongCount(responses.data.length, batch.length);
      return ok(responses.data.map(({ target }) => fromMarkup(target.text, 'html')));
    });
  };

  return {
    name: 'bergamot',
    pricePerMillion: 0,
    maxChars,
    findPath: async (from, to) => {
      const way = await findWay(from, to);
      return way.ok ? ok(way.value?.path) : way;
    },
    translate: (texts, path, options) => {
      // One after the other: the thread loads what the first one needs.
      const answers = turn.then(() => translate(texts, path, options));
      turn = answers.catch(() => undefined);
      return answers;
    },
    close: async () => {
      await worker?.end();
      worker = undefined;
    },
  };
}

function pairOf({ from, to }: ModelFolder): { readonly from: string; readonly to: string } {
  return { from, to };
}
