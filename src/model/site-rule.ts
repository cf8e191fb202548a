/** Where things stand on the pages of one outlet, for the few outlets that the extractor alone reads wrong. Selectors are
 *  CSS, as src/extract/sites/selector.ts says; those of a field may end with `@attribute`. */
export interface SiteRule {
  /** `YYYY-MM-DD`, the first and the last day (UTC) on which pages fetched then are read by the rule. Left out: no limit. */
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
  /** Alternatives, the first that holds text counts: all elements it matches, in order, are the article's text. */
  readonly body?: readonly string[] | undefined;
  /** What is left out of the text: all that any of these matches. */
  readonly strip?: readonly string[] | undefined;
  /** False: nothing but what `strip` names is left out of what `body` names. */
  readonly prune?: boolean | undefined;
  /** Alternatives each, the first that gives a text counts; of `authors` all elements, of the others the first. */
  readonly title?: readonly string[] | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly published?: readonly string[] | undefined;
}

/** The rule for pages fetched at an instant (RFC 3339, UTC): the first that is valid on its day. */
export function ruleOn(rules: readonly SiteRule[], instant: string): SiteRule | undefined {
  const day = instant.slice(0, 10);
  return rules.find(({ validFrom = '', validUntil = '9999' }) => validFrom <= day && day <= validUntil);
}
