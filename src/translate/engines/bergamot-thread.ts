import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import { readModel, type ModelFolder } from './bergamot-models.ts';
import { startBergamotWorker, type BergamotWorker } from './bergamot-worker.ts';
import { wrongCount } from './parse-answer.ts';

const timeoutMs = 180_000;

const responsesForm = z.array(z.object({ target: z.object({ text: z.string() }) }));

/** Bergamot's program, started when it is needed, with the models that were needed so far. */
export interface BergamotThread {
  /** Texts of HTML, one batch after the other. Skips: translate/engine-unreachable when files are missing, translate/engine-failed. */
  translate(
    models: readonly ModelFolder[],
    texts: readonly string[],
    signal?: AbortSignal,
  ): Promise<Outcome<readonly string[]>>;
  close(): Promise<void>;
}

export function openBergamotThread(folder: string): BergamotThread {
  let worker: BergamotWorker | undefined;
  let loaded = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();

  const openWorker = async (signal?: AbortSignal): Promise<Outcome<BergamotWorker>> => {
    if (worker !== undefined && !worker.hasEnded) return ok(worker);
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
    return begun.ok ? ok(worker) : begun;
  };
  const translateNow: BergamotThread['translate'] = async (models, texts, signal) => {
    const opened = await openWorker(signal);
    if (!opened.ok) return opened;
    for (const model of models) {
      if (loaded.has(model.name)) continue;
      const files = await readModel(folder, model);
      if (!files.ok) return files;
      const done = await opened.value.call('loadTranslationModel', [pairOf(model), files.value], signal);
      if (!done.ok) return done;
      loaded.add(model.name);
    }
    const request = {
      models: models.map(pairOf),
      texts: texts.map((text) => ({ text, html: true, qualityScores: false })),
    };
    const answer = await opened.value.call('translate', [request], signal);
    if (!answer.ok) return answer;
    const responses = responsesForm.safeParse(answer.value);
    if (!responses.success) return skipped('translate/engine-failed', 'Bergamot answers in a form we do not know.');
    if (responses.data.length !== texts.length) return wrongCount(responses.data.length, texts.length);
    return ok(responses.data.map(({ target }) => target.text));
  };
  return {
    translate: (models, texts, signal) => {
      const answers = turn.then(() => translateNow(models, texts, signal));
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
