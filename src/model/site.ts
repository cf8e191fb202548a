/** A file of the published site: path relative to the site's root with `/`, and content. Its name tells its media type. */
export interface SiteFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}
