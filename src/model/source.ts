import type { SourceId, Url } from './ids.ts';
import type { Policy } from './policy.ts';
import type { SiteRule } from './site-rule.ts';

export const feedKinds = ['feed', 'sitemap', 'front-page'] as const;
export type FeedKind = (typeof feedKinds)[number];

/** An address of an outlet that we poll. `feed` is RSS, Atom, RDF or JSON Feed; `front-page` is any HTML list. */
export interface Feed {
  readonly kind: FeedKind;
  readonly url: Url;
}

/** An outlet, as one file in `sources/` describes it. */
export interface Source {
  readonly id: SourceId;
  readonly name: string;
  readonly feeds: readonly Feed[];
  readonly home?: Url;
  /** BCP 47 tag of the language it mostly writes in; a hint, never stronger than the page. */
  readonly language?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** What it writes about, in the words of whoever chose it; only to sort sources by. */
  readonly topics: readonly string[];
  /** Only links whose path matches one of these regular expressions are followed. Empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Where things stand on its pages, over time; none for outlets that need none. */
  readonly rules: readonly SiteRule[];
  /** What is published of its articles. */
  readonly publish: Policy;
  /** How long after publication its articles are looked at again, in ms, shortest first; empty: never. */
  readonly recheck: readonly number[];
  /** The source file, for reports. */
  readonly file: string;
}
