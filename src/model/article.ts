import type { Url } from './ids.ts';

/** A piece of running text. `href` of a link is absolute and http(s) or mailto. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' };

export interface Image {
  readonly url: Url;
  readonly alt: string;
  /** CSS pixels, when the page says. */
  readonly width?: number;
  readonly height?: number;
}

/** What a block is in the article. `body` unless said otherwise. */
export type BlockRole = 'body' | 'standfirst' | 'key-points' | 'related';

interface BlockBase {
  readonly role?: BlockRole;
}

export type Block = BlockBase &
  (
    | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
    | { readonly kind: 'heading'; readonly level: 2 | 3 | 4 | 5 | 6; readonly inlines: readonly Inline[] }
    | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
    | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
    | {
        readonly kind: 'figure';
        readonly image: Image;
        readonly caption: readonly Inline[];
        readonly credit: string;
      }
    | { readonly kind: 'code'; readonly text: string }
    | {
        readonly kind: 'table';
        readonly hasHeader: boolean;
        readonly rows: readonly (readonly (readonly Inline[])[])[];
      }
    /** A foreign post or player: never loaded, shown as its text (if any) and a link. */
    | { readonly kind: 'embed'; readonly url: string; readonly blocks: readonly Block[] }
    /** One entry of a live blog. `at` is RFC 3339 when known. */
    | { readonly kind: 'entry'; readonly at?: string; readonly blocks: readonly Block[] }
    | { readonly kind: 'rule' }
  );

export type ArticleKind = 'article' | 'live-blog' | 'opinion' | 'video' | 'gallery';

/** An instant as the page states it: RFC 3339 with the page's own offset. `precision: 'day'`: the time is not known. */
export interface StatedDate {
  readonly instant: string;
  readonly precision: 'time' | 'day';
}

/** Where a value was found ("json-ld", "meta og:title", "dom h1") and how sure we are, 0 to 1. */
export interface Evidence {
  readonly from: string;
  readonly confidence: number;
}

export type ArticleField = 'title' | 'authors' | 'published' | 'modified' | 'language' | 'body' | 'image' | 'canonical';

/** Addresses at which the rest of an article may be found. */
export interface Elsewhere {
  /** The page after this one, when the outlet parted the article into several. */
  readonly next?: Url;
  /** All of it on one page, or its print version. */
  readonly singlePage?: Url;
  readonly amp?: Url;
}

/** What the outlet wrote, read from one page. */
export interface Article {
  /** The page it was read from. */
  readonly url: Url;
  readonly canonical?: Url;
  readonly title: string;
  /** The outlet's own standfirst, plain text; empty when there is none. */
  readonly standfirst: string;
  readonly authors: readonly string[];
  /** BCP 47, lower-case language, as `en` or `pt-BR`; `und` when unknown. */
  readonly language: string;
  readonly published?: StatedDate;
  readonly modified?: StatedDate;
  readonly kind: ArticleKind;
  readonly section: string;
  readonly topics: readonly string[];
  readonly image?: Image;
  /** False when the page says that it is not free to read (schema.org isAccessibleForFree). */
  readonly isFree: boolean;
  /** Rights signals of the outlet, as `noarchive`, `max-snippet:50`, `tdm-reservation`; `readRights` says what they mean. */
  readonly rights: readonly string[];
  readonly blocks: readonly Block[];
  /** Left out when the page names nothing of the kind. */
  readonly elsewhere?: Elsewhere;
  /** 0 to 1: how sure we are that this is the article, whole and nothing else. */
  readonly confidence: number;
  readonly evidence: Readonly<Partial<Record<ArticleField, Evidence>>>;
}
