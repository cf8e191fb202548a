import type { ExtractContext } from '../extract/extract-article.ts';
import { ruleOn } from '../model/site-rule.ts';
import type { Source } from '../model/source.ts';

/** What a source says of how its pages are read, for one that was fetched at an instant (RFC 3339); nothing without a source. */
export function readAs(
  source: Pick<Source, 'language' | 'rules'> | undefined,
  fetchedAt: string,
): Pick<ExtractContext, 'language' | 'rule'> {
  const rule = ruleOn(source?.rules ?? [], fetchedAt);
  return { ...(source?.language !== undefined && { language: source.language }), ...(rule && { rule }) };
}
