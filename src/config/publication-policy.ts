import { join } from 'node:path';
import { z } from 'zod';
import { shownImages, shownTexts, type ArticlePolicy } from '../model/policy.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { readYaml } from './read-yaml.ts';

const fields = {
  text: z
    .enum(shownTexts)
    .exactOptional()
    .describe(
      'How much of an article: `full`, `excerpt` (headline, dates, authors and the summary, at most 300 characters), `headline` ' +
        '(without the summary), `private` (nothing). By itself `full`.',
    ),
  images: z
    .enum(shownImages)
    .exactOptional()
    .describe('`local` (our own copies), `hotlink` (also those of the outlet), or `none`. By itself `local`.'),
  days: z
    .number()
    .positive()
    .max(36_500)
    .exactOptional()
    .describe('How many days after its date an article is shown; without it for good.'),
  permission: z
    .string()
    .min(1, 'must name the agreement with the outlet')
    .meta({ title: 'text' })
    .exactOptional()
    .describe("The agreement that allows more than the outlet's own signals do; without one these hold."),
};

/** `publish:` of courant.yaml and of a source file: only what it says. */
export const policySchema = z.strictObject(fields);

/** What policy.yaml may hold. */
export const policyFileSchema = z.strictObject({
  articles: z
    .array(
      z.strictObject({
        article: z
          .string()
          .min(1, 'must be the address of the article, or its file below content/')
          .meta({ title: 'text' })
          .describe('Its address at the outlet, or its file (`content/…`).'),
        reason: z.string().min(1, 'must say why').meta({ title: 'text' }).describe('Why it was decided.'),
        ...fields,
      }),
    )
    .default([])
    .meta({
      description: 'Decisions about single articles; what one leaves out is as the source has it.',
      example: [{ article: 'https://harbor.example/2026/ferry', text: 'private', reason: 'The outlet asked us to.' }],
    }),
});

export const policyFile = 'policy.yaml';

/** Reads policy.yaml: decisions about single articles. No file, none. Throws NewsError `config/invalid`. */
export async function readPolicyFile(root: string): Promise<readonly ArticlePolicy[]> {
  const path = join(root, policyFile);
  return (await isAccessible(path)) ? (await readYaml(path, policyFileSchema)).articles : [];
}
