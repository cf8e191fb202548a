/** A document whose commands are run. */
export interface Guide {
  readonly path: string;
  /** What its reader has before: nothing, or what the tutorial leaves. */
  readonly begins: 'empty' | 'tutorial';
  /** A program that has to be there. */
  readonly needs?: 'hugo' | 'python3' | 'postgres';
}

/** The first one is the tutorial. */
export const guides: readonly Guide[] = [{ path: 'docs/tutorial.md', begins: 'empty' }];
