/** What the search index knows of one article, or of a page that the user wrote. */
export interface SearchDocument {
  /** Where its page lies, as `address.ts` names it. */
  readonly folder: string;
  readonly title: string;
  readonly summary: string;
  /** `YYYY-MM-DD`, in the site's zone; empty for a page. */
  readonly day: string;
  /** False when the outlet gives no date: `day` then tells when the article was collected. */
  readonly isDateStated: boolean;
  readonly publishedMs: number;
  /** BCP 47, or `und`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The language of the original when it is a translation; BCP 47, or `und`. */
  readonly translatedFrom?: string;
  /** Key of the outlet; empty for a page. */
  readonly outlet: string;
  /** Keys of the tags. */
  readonly tags: readonly string[];
  /** Plain text that may be shown, without the title. */
  readonly text: string;
}

/** A part of the index, as the manifest has it: the articles of some days in a row. */
export interface SearchSegment {
  readonly name: string;
  /** Changes whenever a file of the segment does. */
  readonly digest: string;
  readonly count: number;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Which words each of its shards has; a few kilobytes. */
  readonly directory: string;
}
