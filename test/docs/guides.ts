/** A document whose commands are run. */
export interface Guide {
  readonly path: string;
  /** What its reader has before: nothing, or what the tutorial leaves. */
  readonly begins: 'empty' | 'tutorial';
  /** A program that has to be there. */
  readonly needs?: 'hugo' | 'python3' | 'curl' | 'postgres';
  /** It is run only where `GUIDES=all` asks for it. */
  readonly isLong?: true;
}

/** The first one is the tutorial. */
export const guides: readonly Guide[] = [
  { path: 'docs/tutorial.md', begins: 'empty' },
  { path: 'docs/how-to/topic-archive.md', begins: 'tutorial', isLong: true },
  { path: 'docs/how-to/move-from-a-feed-reader.md', begins: 'empty', needs: 'curl' },
  { path: 'docs/how-to/export-for-research.md', begins: 'tutorial', needs: 'python3', isLong: true },
  { path: 'docs/how-to/backup-and-move.md', begins: 'tutorial', isLong: true },
  { path: 'docs/how-to/corrections.md', begins: 'tutorial', isLong: true },
  { path: 'docs/how-to/difficult-sources.md', begins: 'tutorial', isLong: true },
  { path: 'docs/how-to/hugo.md', begins: 'tutorial', needs: 'hugo', isLong: true },
  { path: 'docs/how-to/cluster.md', begins: 'tutorial', needs: 'postgres', isLong: true },
];
