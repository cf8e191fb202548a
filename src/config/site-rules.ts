import { z } from 'zod';
import { selectorProblem, type SelectorField } from '../extract/sites/compile-rule.ts';
import type { SiteRule } from '../model/site-rule.ts';

const day = z.string().refine(isDay, 'must be a day, as `2026-03-31`');

/** One selector, or a list of them. */
function selectors(field: SelectorField): z.ZodType<readonly string[] | undefined> {
  const selector = z.string().superRefine((text, context) => {
    const problem = selectorProblem(text, field);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: `\`${text}\` is no selector: ${problem}` });
  });
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(selector).min(1).optional());
}

const ruleSchema = z.strictObject({
  validFrom: day.optional(),
  validUntil: day.optional(),
  body: selectors('body').optional(),
  strip: selectors('strip').optional(),
  prune: z.boolean().optional(),
  title: selectors('title').optional(),
  authors: selectors('authors').optional(),
  published: selectors('published').optional(),
});

/** `rules` of a source file: on no day is more than one of them valid. */
export const rulesSchema = z.array(ruleSchema).superRefine((rules, context) => {
  rules.forEach((rule, index) => {
    const [from, until] = daysOf(rule);
    const other = rules.findIndex(
      (earlier, at) => at < index && from <= daysOf(earlier)[1] && daysOf(earlier)[0] <= until,
    );
    const message =
      from > until
        ? '`validUntil` lies before `validFrom`'
        : other === -1
          ? ''
          : `rules ${other + 1} and ${index + 1} are valid on the same day: end one with \`validUntil\` before the other begins`;
    if (message !== '') context.addIssue({ code: 'custom', message, path: [index] });
  });
});

function daysOf({ validFrom = '', validUntil = '9999' }: SiteRule): readonly [from: string, until: string] {
  return [validFrom, validUntil];
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
