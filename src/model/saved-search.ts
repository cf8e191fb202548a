/** A search that courant.yaml names: a page and feeds on the site, and what `courant alerts` tells of. */
export interface SavedSearch {
  /** Of its folder: lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly title: string;
  /** As a person types it; empty for all that the filters leave. */
  readonly query: string;
  readonly outlet?: string;
  readonly language?: string;
  readonly tag?: string;
  readonly author?: string;
  /** First and last day (`YYYY-MM-DD`), both included. */
  readonly since?: string;
  readonly until?: string;
}
