import { resolve } from 'node:path';
import { ok, type Outcome } from '../../model/outcome.ts';
import type { EnginePath, EngineSettings, TranslationEngine } from '../../model/translation.ts';
import { describeModel, findModels, listModels, readModel, type ModelFolder } from './bergamot-models.ts';
import { openBergamotThread } from './bergamot-thread.ts';
import { inBatches, type Answers } from './in-batches.ts';
import { fromMarkup, toMarkup } from './markup.ts';
import { isSameLanguage } from './match-language.ts';
import { noPair } from './parse-answer.ts';

const maxChars = 20_000;

interface Way {
  readonly models: readonly ModelFolder[];
  readonly path: EnginePath;
}

/** Bergamot, the neural engine of Firefox, in a thread of this process. Its program and its models lie in a folder that the user filled: nothing
 *  is fetched, nothing leaves the machine. */
export function createBergamot(settings: Extract<EngineSettings, { kind: 'bergamot' }>): TranslationEngine {
  const folder = resolve(settings.folder);
  const thread = openBergamotThread(folder);
  const ways = new Map<string, Way | undefined>();

  const findWay = async (from: string, to: string): Promise<Outcome<Way | undefined>> => {
    const key = `${from} ${to}`;
    if (ways.has(key)) return ok(ways.get(key));
    const found = isSameLanguage(from, to) ? ok(undefined) : await readWay(folder, from, to);
    if (found.ok) ways.set(key, found.value);
    return found;
  };

  return {
    name: 'bergamot',
    pricePerMillion: 0,
    maxChars,
    findPath: async (from, to) => {
      const way = await findWay(from, to);
      return way.ok ? ok(way.value?.path) : way;
    },
    translate: async (texts, path, { signal } = {}) => {
      const way = await findWay(path.from, path.to);
      if (!way.ok) return way;
      if (way.value === undefined) return noPair(path);
      const { models } = way.value;
      const limits = { texts: 100, size: maxChars, sizeOf: (text: string) => text.length };
      return inBatches(texts, limits, async (batch): Promise<Outcome<Answers>> => {
        const sent = batch.map((text) => toMarkup(text, 'html'));
        const answers = await thread.translate(models, sent, signal);
        return answers.ok ? ok(answers.value.map((answer) => fromMarkup(answer, 'html'))) : answers;
      });
    },
    close: () => thread.close(),
  };
}

async function readWay(folder: string, from: string, to: string): Promise<Outcome<Way | undefined>> {
  const listed = await listModels(folder);
  if (!listed.ok) return listed;
  const models = findModels(from, to, listed.value);
  if (models.length === 0) return ok(undefined);
  const described: string[] = [];
  for (const model of models) {
    const files = await readModel(folder, model);
    if (!files.ok) return files;
    described.push(describeModel(model, files.value));
  }
  const path = { from, to, model: described.join(' > '), ...(models.length > 1 && { via: 'en' }) };
  return ok({ models, path });
}
