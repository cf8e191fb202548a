import { createHash } from 'node:crypto';
import type { GlossaryTerm } from '../model/translation.ts';
import { baseOf } from '../text/stem.ts';

/** What a term is in a language (BCP 47): as given for it or for its base; the term itself where nothing is given. */
export function toTarget({ term, to }: GlossaryTerm, language: string): string {
  return to[language] ?? to[baseOf(language)] ?? term;
}

/** Tells one list of terms from another as far as a target language is concerned: 8 hexadecimal digits; empty without terms.
 *  Their order does not count. */
export function glossaryVersion(terms: readonly GlossaryTerm[], to: string): string {
  if (terms.length === 0) return '';
  const pairs = terms.map((term) => JSON.stringify([term.term, toTarget(term, to)])).sort();
  return createHash('sha256').update(pairs.join('\n')).digest('hex').slice(0, 8);
}
