import type { Span } from './attribution.ts';

/** A story's id: `s` and 12 hexadecimal digits of the SHA-256 of the file of its first article. It stays while most of its articles do. */
export type StoryId = string;

/** One article of a story. */
export interface StoryMember {
  /** The article file. */
  readonly path: string;
  readonly url: string;
  /** The outlet's id. */
  readonly outlet: string;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Epoch ms: when it was published, else when it was collected. */
  readonly publishedMs: number;
  /** The file of the article that it is a copy of: the one published first. Left out when it is none. */
  readonly copyOf?: string;
}

/** One event, as the outlets report it. Derived: `courant regroup` finds all stories again from the article files. */
export interface Story {
  readonly id: StoryId;
  /** By time of publication, then by file. At least one. */
  readonly members: readonly StoryMember[];
  /** Epoch ms, of the first and the last article. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Stories that became part of this one, oldest first. */
  readonly merged: readonly { readonly id: StoryId; readonly atMs: number }[];
  /** The story that this one was parted from. */
  readonly partedFrom?: { readonly id: StoryId; readonly atMs: number };
}

/** What the stages that describe a story read of an article: no more of it than may be shown. */
export interface StoryArticle {
  readonly path: string;
  readonly url: string;
  readonly outlet: string;
  /** As readers know it. */
  readonly outletName: string;
  /** ISO 3166-1 alpha-2, when the source says. */
  readonly country?: string;
  readonly language: string;
  readonly title: string;
  readonly publishedMs: number;
  /** IANA name or UTC offset that dates in the text are meant in; `UTC` when nothing says. */
  readonly zone: string;
  /** Plain text, a paragraph a line. */
  readonly text: string;
  readonly tags: readonly string[];
  readonly copyOf?: string;
  /** What may be shown of its translation into the reader's language, when there is one. */
  readonly translation?: TranslatedText;
}

/** An article in another language than its outlet's. */
export interface TranslatedText extends TextOrigin {
  readonly text: string;
  readonly title: string;
}

/** What a translated text is in, from which language (BCP 47 both), and what made it: `apertium`, `deepl` …; `hand` when a person did;
 *  empty when nothing says. */
export interface TextOrigin {
  readonly language: string;
  readonly from: string;
  readonly engine: string;
}

/** A sentence of an article: where it stands, and what it says. Never changed, never made up; translated only where it says so. */
export interface StorySentence {
  /** The article's file. */
  readonly path: string;
  /** Within the article's text, in UTF-16 code units. */
  readonly span: Span;
  readonly text: string;
  /** Left out when the outlet wrote it; else it is one of the article's translation, and `span` within that. */
  readonly translation?: TextOrigin;
}

/** Somebody's words, as one or more outlets give them. */
export interface StoryQuote {
  /** The speaker's fullest name in the articles; empty when nobody is named. */
  readonly speaker: string;
  readonly text: string;
  /** False: the outlet's own words for what was said. */
  readonly isDirect: boolean;
  /** To whom it was said, when the article states it. */
  readonly addressee?: string;
  readonly language: string;
  /** The articles that give it, first published first. */
  readonly paths: readonly string[];
}

/** A date that an article tells of. */
export interface StoryDate {
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as exact as the text. */
  readonly date: string;
  readonly sentence: StorySentence;
}

export type NameKind = 'person' | 'organisation' | 'place' | 'other';

/** Who and what the articles name. */
export interface StoryName {
  readonly name: string;
  readonly kind: NameKind;
  /** Other forms, in any script. */
  readonly aliases: readonly string[];
  /** How many articles name it. */
  readonly articles: number;
}

/** Who reported, when, and what nobody else did. */
export interface StoryCoverage {
  /** In the order of their first articles; copies of other outlets' articles do not count as reporting. */
  readonly outlets: readonly {
    readonly outlet: string;
    readonly firstMs: number;
    readonly articles: number;
    /** It has nothing but copies of others. */
    readonly onlyCopies: boolean;
    /** What no other outlet tells, the weightiest first. */
    readonly alone: readonly StorySentence[];
  }[];
  /** Outlets with articles of their own. */
  readonly independent: number;
  readonly countries: readonly string[];
  readonly languages: readonly string[];
}

/** All that a page tells of a story. */
export interface StoryView {
  readonly story: Story;
  /** The headline of the article in the middle of the story, and that article. */
  readonly title: { readonly text: string; readonly path: string };
  /** Extracts, each with its article; no two tell the same. */
  readonly summary: readonly StorySentence[];
  readonly quotes: readonly StoryQuote[];
  /** In order of date. */
  readonly timeline: readonly StoryDate[];
  readonly names: readonly StoryName[];
  readonly coverage: StoryCoverage;
}
