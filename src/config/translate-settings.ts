import { join } from 'node:path';
import { z } from 'zod';
import { NewsError } from '../errors.ts';
import type { EngineSettings, GlossaryTerm, SpendingLimit, TranslateSettings } from '../model/translation.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { address, filledText, language } from './field-schemas.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { readYaml } from './read-yaml.ts';

const price = z.number().min(0).max(100_000).describe('What a million characters cost, in the currency of the budget.');

const apertium = z.strictObject({
  kind: z.literal('apertium'),
  command: filledText.default('apertium').describe('The program.'),
});
const deepl = z.strictObject({
  kind: z.literal('deepl'),
  url: z
    .literal('')
    .or(address)
    .default('')
    .meta({ title: 'http or https address' })
    .describe('Another server than that of the key.'),
  // US dollars, as DeepL asks of most.
  pricePerMillion: price.default(25),
});

/** An engine's name alone, or a map. */
const engineSchema = z.union(
  [
    z.literal('apertium').transform(() => apertium.parse({ kind: 'apertium' })),
    z.literal('deepl').transform(() => deepl.parse({ kind: 'deepl' })),
    z.discriminatedUnion('kind', [
      apertium,
      z.strictObject({
        kind: z.literal('libretranslate'),
        url: address.describe('Of the server.'),
        pricePerMillion: price.default(0),
      }),
      deepl,
      z.strictObject({
        kind: z.literal('openai'),
        url: address.describe('Of the interface, with its path, as `https://models.example/v1`.'),
        model: filledText.describe('As the server calls it.'),
        temperature: z.number().min(0).max(2).default(0).describe('How freely it chooses its words.'),
        // Nobody but the user knows it; 0 for a model on a machine of one's own.
        pricePerMillion: price,
      }),
      z.strictObject({
        kind: z.literal('bergamot'),
        folder: filledText.describe('Where its program and models are, from the folder of courant.yaml.'),
      }),
    ]),
  ],
  { error: 'must be `apertium`, `deepl`, or a map that begins with `kind`' },
);

const names = z.array(filledText).default([]);
const amount = z.strictObject({
  characters: z.number().int().min(0).exactOptional().describe('Of texts that are sent.'),
  money: z.number().min(0).exactOptional().describe('In the currency.'),
});

/** `translate:` of courant.yaml. */
export const translateSchema = z
  .strictObject({
    to: z.array(language).default([]).describe('Into which languages.'),
    engines: z
      .array(engineSchema)
      .default([{ kind: 'apertium', command: 'apertium' }])
      .describe(
        'Who translates: the first that knows the pair of languages; by itself `apertium`. A name alone, or a map with `kind`. Keys stand in the environment.',
      ),
    budget: z
      .strictObject({
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/, 'must be three capital letters, as `EUR`')
          .meta({ title: 'currency code' })
          .default('USD')
          .describe('That of the prices.'),
        run: amount.optional().describe('What one run may send.'),
        day: amount.optional().describe('What a day (UTC) may, for all workers.'),
        month: amount.optional().describe('What a month (UTC) may.'),
      })
      .prefault({})
      .describe('Without one, engines that cost money translate nothing.'),
    rules: z
      .array(
        z.strictObject({
          sources: names.describe('Only articles of these sources, by the names of their files.'),
          tags: names.describe('Only articles with one of these tags.'),
          languages: z.array(language).default([]).describe('Only articles in these languages.'),
          to: z.array(language).optional().describe('Into which languages; without it those of `translate.to`.'),
          text: z.enum(['all', 'title', 'none']).default('all').describe('How much is translated.'),
        }),
      )
      .default([])
      .describe('The first rule that an article fits holds for it; one that fits none is translated whole.'),
  })
  .prefault({});

/** What glossary.yaml may hold. */
export const glossarySchema = z
  .array(
    z.union(
      [
        filledText.transform((term) => ({ term, to: {} })),
        z.strictObject({
          term: filledText.describe('As it stands in the original.'),
          to: z.record(language, filledText).default({}).describe('What it becomes, by language.'),
        }),
      ],
      { error: 'must be a term, or a map with `term` and `to`' },
    ),
  )
  .meta({
    description: 'Terms that stay as they are (a text), or always become the same (a map).',
    example: ['Bürgermeisterin', { term: 'Hafenrat', to: { en: 'Port Council', fr: 'Conseil du port' } }],
  });

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
