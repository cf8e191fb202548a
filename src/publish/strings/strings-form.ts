/** A text for each plural form of the language (CLDR), with `{n}` for the number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Texts that depend on a number. */
export const pluralKeys = ['results', 'articles', 'minutes', 'copies'] as const;

/** All other texts; what places (`{…}`) they have, interface/en.yaml tells. */
export const textKeys = [
  'skipToContent',
  'mainMenu',
  'home',
  'outlets',
  'archive',
  'tags',
  'languages',
  'about',
  'search',
  'searchArchive',
  'searchHint',
  'allOutlets',
  'allLanguages',
  'allTags',
  'dateFrom',
  'dateTo',
  'noResults',
  'moreResults',
  'searchNeedsScript',
  'searchFailed',
  'loading',
  'sidebar',
  'widgetFrame',
  'recent',
  'noArticles',
  'pages',
  'page',
  'newer',
  'older',
  'newest',
  'oldest',
  'previousArticle',
  'nextArticle',
  'contents',
  'otherLanguages',
  'originalVersion',
  'machineTranslated',
  'changes',
  'stories',
  'by',
  'collected', // in place of a date of publication, when the outlet gives none
  'updated',
  'revision',
  'changed',
  'headlineChanged',
  'authorsChanged',
  'wordsAdded',
  'wordsRemoved',
  'added',
  'removed',
  'noChanges',
  'goneSince',
  'readAt',
  'excerptNote',
  'headlineNote',
  'source',
  'live',
  'opinion',
  'video',
  'gallery',
  'subscribers',
  'rights',
  'policy',
  'policyFull',
  'policyExcerpt',
  'policyHeadline',
  'policyPrivate',
  'health',
  'healthGood',
  'healthFailing',
  'healthGone',
  'lastCollected',
  'notFound',
  'notFoundText',
  'aboutText',
  'ownership',
  'outlet',
  'count',
  'first',
  'latest',
  'feeds',
] as const;

/** Everything the site says itself. `{…}` are places that are filled in. */
export type Strings = Readonly<Record<(typeof textKeys)[number], string> & Record<(typeof pluralKeys)[number], Plural>>;

/** The texts of a site, and the language they are in: that of the site, or another when it is not translated. */
export interface Interface {
  /** BCP 47. */
  readonly language: string;
  readonly strings: Strings;
}
