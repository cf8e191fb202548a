/** A process that was not heard of for so long is taken for dead. */
export const leaseMs = 15_000;

/** The right to work on a site: of one process at a time. */
export interface SiteLease {
  readonly site: string;
  readonly owner: string;
  /** A number that grows with each lease of the site: what an old one does is refused. */
  readonly fence: number;
}
