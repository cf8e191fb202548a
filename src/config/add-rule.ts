import { readFile } from 'node:fs/promises';
import { isSeq, parseDocument } from 'yaml';
import { NewsError } from '../errors.ts';
import type { SiteRule } from '../model/site-rule.ts';
import { guard } from '../store/store-failure.ts';
import { rulesSchema } from './site-rules.ts';
import { writeWhole } from './write-whole.ts';

/** Adds a rule to those of a source file, whose other lines and comments stay. `path` is that of a file that has been read
 *  as a source. Throws NewsError `config/invalid`, and leaves the file alone, when the rules then contradict each other. */
export async function addRule(path: string, rule: SiteRule): Promise<void> {
  const document = parseDocument(await guard({ file: path }, () => readFile(path, 'utf8')));
  const rules: unknown = document.get('rules');
  if (isSeq(rules) && rules.items.length > 0) rules.add(document.createNode(rule));
  else document.set('rules', document.createNode([rule]));
  const checked = rulesSchema.safeParse(document.toJS({ maxAliasCount: 100 }).rules);
  if (!checked.success) {
    const detail = `\`rules\` would not be right: ${checked.error.issues[0]?.message ?? ''}. Give the new one --valid-from, and the one before it \`validUntil\`.`;
    throw new NewsError('config/invalid', { file: path, detail });
  }
  await writeWhole(path, document.toString({ lineWidth: 0 }));
}
