import { z } from 'zod';
import { selectorProblem, type SelectorField } from '../extract/sites/compile-rule.ts';
import type { SiteRule } from '../model/site-rule.ts';
import { day } from './field-schemas.ts';

/** One selector, or a list of them. */
function selectors(field: SelectorField) {
  const selector = z
    .string()
    .superRefine((text, context) => {
      const problem = selectorProblem(text, field);
      if (problem !== undefined)
        context.addIssue({ code: 'custom', message: `\`${text}\` is no selector: ${problem}` });
    })
    .meta({ title: 'CSS selector' });
  const lone = selector.transform((text): readonly string[] => [text]);
  return z.union([lone, z.array(selector).min(1)], { error: 'must be a selector or a list of them' }).optional();
}

const ruleSchema = z.strictObject({
  validFrom: day.optional().describe('The first day (UTC) of the pages that it is for.'),
  validUntil: day.optional().describe('The last one.'),
  body: selectors('body').describe('The text of the article: all that the first selector matches that holds text.'),
  strip: selectors('strip').describe('What is left out of it: all that any of these matches.'),
  prune: z.boolean().optional().describe('`false`: nothing else is left out. By itself `true`.'),
  title: selectors('title').describe('The headline. Selectors of this and what follows may end with `@attribute`.'),
  authors: selectors('authors').describe('The authors: all that the first selector matches that gives a text.'),
  published: selectors('published').describe('The date of publication.'),
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
