import type { SiteRule } from '../../model/site-rule.ts';
import type { Trace } from '../../model/trace.ts';
import { parseSelector } from './selector.ts';
import type { Selector } from './selector.ts';

export const selectorFields = ['body', 'strip', 'title', 'authors', 'published'] as const;
export type SelectorField = (typeof selectorFields)[number];

/** A site rule whose selectors are ready to use. */
export interface CompiledRule extends Readonly<Record<SelectorField, readonly Selector[]>> {
  readonly prune: boolean;
}

/** What is wrong with a selector for a field; undefined when nothing is. */
export function selectorProblem(text: string, field: SelectorField): string | undefined {
  const parsed = parseSelector(text);
  if (!parsed.ok) return parsed.problem;
  const namesElements = field === 'body' || field === 'strip';
  if (namesElements && parsed.selector.attribute !== '') return `\`${field}\` names elements, not an attribute`;
  return undefined;
}

/** A selector that cannot be used is left out, and the trace says so. */
export function compileRule(rule: SiteRule, trace: Trace | undefined): CompiledRule {
  const compiled = (field: SelectorField): readonly Selector[] =>
    (rule[field] ?? []).flatMap((text) => {
      const parsed = parseSelector(text);
      if (parsed.ok) return [parsed.selector];
      tellUnused(field, text, parsed.problem, trace);
      return [];
    });
  return {
    body: compiled('body'),
    strip: compiled('strip'),
    title: compiled('title'),
    authors: compiled('authors'),
    published: compiled('published'),
    prune: rule.prune ?? true,
  };
}

/** Records that a selector of the rule did nothing on the page, and why. */
export function tellUnused(field: SelectorField, selector: string, because: string, trace: Trace | undefined): void {
  trace?.push({ stage: 'extract', step: 'site rule', target: `${field}: ${selector}`, decision: 'dropped', because });
}
