import type { SkipCode } from '../errors.ts';

export type EditionNumber = 1 | 2;

/** A picture, drawn from its name (see `picture.ts`); the part before the first hyphen names the scene. */
export interface Picture {
  readonly name: string;
  readonly alt: string;
  readonly caption: string;
  readonly credit: string;
}

/** What the newsroom wrote, before any layout. Instants are RFC 3339 with the outlet's offset. */
export interface Piece {
  readonly path: string;
  readonly title: string;
  readonly standfirst?: string;
  readonly authors: readonly string[];
  readonly published: string;
  readonly modified?: string;
  readonly section: string;
  readonly topics: readonly string[];
  readonly picture?: Picture;
  /** In the markup that `body.ts` reads. `{page}` begins another page. */
  readonly body: string;
  /** Which page of the piece this is, of how many; made by `pagesOf`. */
  readonly page?: { readonly number: number; readonly count: number };
  /** Its own page leaves the text to a script; its AMP page shows it. */
  readonly amp?: true;
  readonly kind?: 'article' | 'live-blog' | 'opinion' | 'video';
  /** `false`: the page shows the first two paragraphs only. */
  readonly free?: false;
  /** As the feed writes the address, when it differs: relative, tracked, or an old address. */
  readonly feedLink?: string;
  /** An old path that redirects here. */
  readonly movedFrom?: string;
  /** The page states no date; the feed does. */
  readonly undated?: true;
  /** The body was encoded to UTF-8 twice. */
  readonly doubleEncoded?: true;
  /** There from the second edition on. */
  readonly since?: 2;
  /** What edition 2 changes. */
  readonly edit?: { readonly title: string; readonly modified: string; readonly from: string; readonly to: string };
  /** How a collector ends with this link, when it cannot store it. */
  readonly skip?: SkipCode;
  /** How its first try ends, when a later one succeeds. */
  readonly firstTry?: SkipCode;
}

/** One file of an outlet's site. */
export interface OutletFile {
  readonly type: string;
  readonly body: string;
  /** RFC 3339. */
  readonly modified: string;
}

/** An outlet at an address, in one edition. */
export interface Site {
  readonly origin: string;
  readonly outlet: Outlet;
  /** Newest first, without those that were taken down. */
  readonly pieces: readonly Piece[];
  /** What its feed lists: those that were taken down too. */
  readonly listed: readonly Piece[];
}

export interface Outlet {
  readonly id: string;
  readonly name: string;
  /** BCP 47, as its pages state it. */
  readonly language: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly feeds: readonly { readonly kind: 'feed' | 'sitemap' | 'front-page'; readonly path: string }[];
  readonly encoding: 'utf-8' | 'windows-1251';
  /** `date`: Last-Modified only. */
  readonly validators: 'strong' | 'weak' | 'date';
  readonly gzip: boolean;
  /** `local`: its pages show local time without a zone. */
  readonly dates: 'zoned' | 'local';
  readonly pieces: readonly Piece[];
  /** Sentences of its pages that belong to no article. */
  readonly furniture: readonly string[];
  readonly article: (piece: Piece, site: Site) => string;
  /** The AMP page of a piece, where the outlet has such pages. */
  readonly amp?: (piece: Piece, site: Site) => string;
  readonly list: (heading: string, pieces: readonly Piece[], site: Site) => string;
  /** Feeds, sitemaps, section pages, robots.txt, by path. `/` and `/media/` are made for every outlet. */
  readonly files: (site: Site) => Readonly<Record<string, OutletFile>>;
}
