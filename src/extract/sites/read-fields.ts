import type { Document } from '../../html/query.ts';
import type { Trace } from '../../model/trace.ts';
import { tellUnused } from './compile-rule.ts';
import type { CompiledRule } from './compile-rule.ts';
import { valueOf } from './selector.ts';

/** What a site rule reads on a page, as written there; empty where it has no selector or none that matches. */
export interface RuledFields {
  readonly title: string;
  readonly authors: readonly string[];
  readonly published: string;
}

export const noRuledFields: RuledFields = { title: '', authors: [], published: '' };

/** The strongest witness of a field is who wrote a rule for it. */
export function readFields(document: Document, rule: CompiledRule, trace: Trace | undefined): RuledFields {
  const valuesOf = (field: keyof RuledFields): readonly string[] => {
    for (const selector of rule[field]) {
      const values = selector
        .find(document)
        .map((element) => valueOf(element, selector))
        .filter((value) => value !== '');
      if (values.length > 0) return values;
      tellUnused(field, selector.text, 'matches nothing on this page', trace);
    }
    return [];
  };
  return { title: valuesOf('title')[0] ?? '', authors: valuesOf('authors'), published: valuesOf('published')[0] ?? '' };
}
