/** A text for each plural form of the language (CLDR), with `{n}` for the number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Everything the site says itself. `{…}` are places that are filled in. */
export interface Strings {
  readonly skipToContent: string;
  readonly mainMenu: string;
  readonly home: string;
  readonly outlets: string;
  readonly archive: string;
  readonly tags: string;
  readonly languages: string;
  readonly about: string;
  readonly search: string;
  readonly searchArchive: string;
  readonly searchHint: string;
  readonly allOutlets: string;
  readonly allLanguages: string;
  readonly results: Plural;
  readonly noResults: string;
  readonly searchNeedsScript: string;
  readonly searchFailed: string;
  readonly loading: string;
  readonly sidebar: string;
  readonly recent: string;
  readonly articles: Plural;
  readonly noArticles: string;
  readonly pages: string;
  /** {n} */
  readonly page: string;
  readonly newer: string;
  readonly older: string;
  readonly newest: string;
  readonly oldest: string;
  readonly previousArticle: string;
  readonly nextArticle: string;
  /** {authors} */
  readonly by: string;
  /** {date}. In place of a date of publication, when the outlet gives none. */
  readonly collected: string;
  /** {date} */
  readonly updated: string;
  readonly minutes: Plural;
  /** {n} */
  readonly revision: string;
  /** {outlet} */
  readonly readAt: string;
  readonly source: string;
  readonly live: string;
  readonly opinion: string;
  readonly video: string;
  readonly gallery: string;
  readonly subscribers: string;
  /** {signals} */
  readonly rights: string;
  readonly notFound: string;
  readonly notFoundText: string;
  /** {title} */
  readonly aboutText: string;
  readonly ownership: string;
  readonly outlet: string;
  readonly count: string;
  readonly first: string;
  readonly latest: string;
  readonly feeds: string;
}
