import type { ArticleFile } from './article-file.ts';

/** What the site says of itself. */
export interface SiteSettings {
  readonly title: string;
  readonly description: string;
  /** Absolute, with a slash at the end; for feeds and canonical addresses. Pages link relatively. */
  readonly url: string;
  /** BCP 47: the language of the interface. */
  readonly language: string;
  /** IANA name, as `UTC` or `Europe/Berlin`: the zone of `date` in the front matter. */
  readonly timeZone: string;
  readonly pageSize: number;
  /** Languages (BCP 47) that get a part of the site each, besides its own. */
  readonly languages: readonly string[];
  /** The hub that tells subscribers what is new in the feeds (WebSub). */
  readonly hub?: string;
}

export interface Outlet {
  readonly id: string;
  readonly name: string;
  readonly home: string;
}

/** A picture as the site serves it: its path relative to the site's root, and its size in pixels. */
export interface ImageFile {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/** A local copy of a picture of an article. */
export interface LocalImage extends ImageFile {
  /** Smaller copies, for lists and for the page of the article; without one the picture itself stands there. */
  readonly small?: ImageFile;
  readonly medium?: ImageFile;
}

/** All that a site is made from, in memory. */
export interface Edition {
  readonly site: SiteSettings;
  readonly outlets: readonly Outlet[];
  readonly articles: readonly ArticleFile[];
  /** Local copies by the address of the original picture. */
  readonly images: ReadonlyMap<string, LocalImage>;
}
