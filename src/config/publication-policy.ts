import { join } from 'node:path';
import { z } from 'zod';
import { shownImages, shownTexts, type ArticlePolicy } from '../model/policy.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { readYaml } from './read-yaml.ts';

const fields = {
  text: z.enum(shownTexts).exactOptional(),
  images: z.enum(shownImages).exactOptional(),
  days: z.number().positive().max(36_500).exactOptional(),
  permission: z.string().min(1, 'must name the agreement with the outlet').exactOptional(),
};

/** `publish:` of courant.yaml and of a source file: only what it says. */
export const policySchema = z.strictObject(fields);

const fileSchema = z.strictObject({
  articles: z
    .array(
      z.strictObject({
        article: z.string().min(1, 'must be the address of the article, or its file below content/'),
        reason: z.string().min(1, 'must say why'),
        ...fields,
      }),
    )
    .default([]),
});

export const policyFile = 'policy.yaml';

/** Reads policy.yaml: decisions about single articles. No file, none. Throws NewsError `config/invalid`. */
export async function readPolicyFile(root: string): Promise<readonly ArticlePolicy[]> {
  const path = join(root, policyFile);
  return (await isAccessible(path)) ? (await readYaml(path, fileSchema)).articles : [];
}
