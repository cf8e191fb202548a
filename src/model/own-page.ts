/** A page that the user wrote: a Markdown file below `content/page/`. Nothing of ours writes there. */
export interface OwnPage {
  /** Relative to the archive's root: `content/page/imprint.md`, in another language `content/page/imprint.de.md`. */
  readonly path: string;
  /** Plain text: that of the front matter, else the first heading, else the name of the file. */
  readonly title: string;
  /** What it is about in a sentence or two, plain text; may be empty. */
  readonly summary: string;
  /** Its place among those beside it, smallest first; 0, which is none, last. */
  readonly weight: number;
  /** BCP 47, where it is in another language than the part of the site that it stands in; else empty. */
  readonly language: string;
  /** Its entry in the menu. */
  readonly menu?: { readonly name: string; readonly weight: number };
  /** Whether it has a table of contents; by itself a long one has. */
  readonly hasContents?: boolean;
  /** Markdown without the title. */
  readonly body: string;
}

/** A file beside the user's pages that is published as it is: a picture, a form to download. */
export interface OwnAttachment {
  /** As that of a page. */
  readonly path: string;
  /** Pixels, of a picture that tells. */
  readonly width?: number;
  readonly height?: number;
}

/** All that the user wrote. */
export interface OwnFiles {
  readonly pages: readonly OwnPage[];
  readonly attachments: readonly OwnAttachment[];
}
