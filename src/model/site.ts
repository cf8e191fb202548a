/** A file of the published site: path relative to the site's root with `/`, media type, content. */
export interface SiteFile {
  readonly path: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}
