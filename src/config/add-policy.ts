import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { ArticlePolicy } from '../model/policy.ts';
import { readIfThere } from '../store/read-if-there.ts';
import { policyFile, readPolicyFile } from './publication-policy.ts';
import { writeWhole } from './write-whole.ts';

const heading = `# Decisions about single articles. Each has the article (its file below content/, or its address), a reason, and what holds
# for it: text (full, excerpt, headline, private), images (hotlink, local, none), days, permission. See “What is shown” in the documents.
`;

/** Adds a decision to policy.yaml, or replaces that about the same article; comments stay. Throws NewsError `config/invalid`
 *  when the file is broken, and leaves it as it is; `store/*` when it cannot be read or written. */
export async function addPolicy(root: string, policy: ArticlePolicy): Promise<void> {
  await readPolicyFile(root);
  const path = join(root, policyFile);
  const text = (await readIfThere(path)) ?? heading;
  const document = parseDocument(text);
  const list = document.get('articles', true);
  if (!isSeq(list)) document.set('articles', [policy]);
  else {
    const index = list.items.findIndex((item) => isMap(item) && item.get('article') === policy.article);
    if (index === -1) list.add(document.createNode(policy));
    else list.set(index, document.createNode(policy));
  }
  await writeWhole(path, document.toString({ lineWidth: 0 }));
}
