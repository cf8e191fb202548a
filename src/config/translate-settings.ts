import { join } from 'node:path';
import { z } from 'zod';
import { NewsError } from '../errors.ts';
import type { EngineSettings, GlossaryTerm, SpendingLimit, TranslateSettings } from '../model/translation.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { address, language } from './field-schemas.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { readYaml } from './read-yaml.ts';

const price = z.number().min(0).max(100_000);

/** An engine's name alone, or a map. */
const engineSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { kind: value } : value),
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('apertium'), command: z.string().min(1).default('apertium') }),
    z.strictObject({ kind: z.literal('libretranslate'), url: address, pricePerMillion: price.default(0) }),
    // US dollars, as DeepL asks of most.
    z.strictObject({
      kind: z.literal('deepl'),
      url: z.literal('').or(address).default(''),
      pricePerMillion: price.default(25),
    }),
    z.strictObject({
      kind: z.literal('openai'),
      url: address,
      model: z.string().min(1),
      temperature: z.number().min(0).max(2).default(0),
      // Nobody but the user knows it; 0 for a model on a machine of one's own.
      pricePerMillion: price,
    }),
    z.strictObject({ kind: z.literal('bergamot'), folder: z.string().min(1) }),
  ]),
);

const names = z.array(z.string().min(1)).default([]);
const amount = z.strictObject({
  characters: z.number().int().min(0).exactOptional(),
  money: z.number().min(0).exactOptional(),
});

/** `translate:` of courant.yaml. */
export const translateSchema = z
  .strictObject({
    to: z.array(language).default([]),
    engines: z.array(engineSchema).default([{ kind: 'apertium', command: 'apertium' }]),
    budget: z
      .strictObject({
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/, 'must be three capital letters, as `EUR`')
          .default('USD'),
        run: amount.optional(),
        day: amount.optional(),
        month: amount.optional(),
      })
      .prefault({}),
    rules: z
      .array(
        z.strictObject({
          sources: names,
          tags: names,
          languages: z.array(language).default([]),
          to: z.array(language).optional(),
          text: z.enum(['all', 'title', 'none']).default('all'),
        }),
      )
      .default([]),
  })
  .prefault({});

const glossarySchema = z.array(
  z.union([
    z
      .string()
      .min(1)
      .transform((term) => ({ term, to: {} })),
    z.strictObject({ term: z.string().min(1), to: z.record(language, z.string().min(1)).default({}) }),
  ]),
);

const glossaryFile = 'glossary.yaml';

/** Terms that are never translated, or always the same way; none without the file. Throws NewsError `config/invalid`. */
async function readGlossary(root: string): Promise<readonly GlossaryTerm[]> {
  const path = join(root, glossaryFile);
  return (await isAccessible(path)) ? readYaml(path, glossarySchema.default([])) : [];
}

/** The rules end with one for all other articles: into `to`. Without a budget, engines that cost money translate nothing.
 *  Throws NewsError `config/invalid`. */
export async function readTranslateSettings(
  root: string,
  { to, engines, budget, rules }: z.infer<typeof translateSchema>,
): Promise<TranslateSettings> {
  const unknown = rules.findIndex((rule) => rule.text !== 'none' && (rule.to ?? to).length === 0);
  if (unknown !== -1) {
    throw new NewsError('config/invalid', {
      file: join(root, 'courant.yaml'),
      detail: `\`translate.rules.${unknown}\` says into no language: give it \`to\`, or \`translate\` as a whole.`,
    });
  }
  const environment = readEnvironment();
  return {
    engines: engines.map((engine) => toEngine(engine, root, environment)),
    rules: [
      ...rules.map((rule) => ({ ...rule, to: rule.to ?? to })),
      { sources: [], tags: [], languages: [], to, text: 'all' },
    ],
    limits: toLimits(budget),
    currency: budget.currency,
    glossary: await readGlossary(root),
  };
}

function toEngine(
  engine: z.infer<typeof engineSchema>,
  root: string,
  { deeplKey, libreTranslateKey, openaiKey }: Environment,
): EngineSettings {
  if (engine.kind === 'libretranslate') return { ...engine, key: libreTranslateKey };
  if (engine.kind === 'deepl') return { ...engine, key: deeplKey };
  if (engine.kind === 'openai') return { ...engine, key: openaiKey };
  return engine.kind === 'bergamot' ? { ...engine, folder: join(root, engine.folder) } : engine;
}

function toLimits(budget: z.infer<typeof translateSchema>['budget']): readonly SpendingLimit[] {
  const limits = (['run', 'day', 'month'] as const).flatMap((per) => {
    const limit = budget[per];
    return limit ? [{ per, characters: limit.characters ?? Infinity, money: limit.money ?? Infinity }] : [];
  });
  return limits.length > 0 ? limits : [{ per: 'month', characters: 0, money: 0 }];
}
