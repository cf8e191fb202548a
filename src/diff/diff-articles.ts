import { markdownToText } from '../markdown/to-text.ts';
import { withoutSourceLine } from '../markdown/source-line.ts';
import type { ArticleFile, FrontMatter } from '../model/article-file.ts';
import { countWords } from '../text/words.ts';
import { diffBlocks, partsAfter, partsBefore, piecesWithout, type BlockDiff } from './diff-blocks.ts';
import { diffWords, type Piece } from './diff-words.ts';

const fieldTexts = {
  title: ({ title }) => title,
  authors: ({ courant }) => courant?.authors.join(', ') ?? '',
  date: ({ date }) => date,
  language: ({ lang }) => lang.join(', '),
  topics: ({ tags }) => tags.slice(1).join(', '), // the first is the outlet
  image: ({ thumbnail }) => thumbnail,
  kind: ({ courant }) => courant?.kind ?? '',
  rights: ({ courant }) => courant?.rights.join(', ') ?? '',
} as const satisfies Readonly<Record<string, (frontMatter: FrontMatter) => string>>;
export type DiffField = keyof typeof fieldTexts;

/** A field that two versions of an article have with different values. */
export interface FieldDiff {
  readonly field: DiffField;
  readonly pieces: readonly Piece[];
}

/** What became of a version of an article in a later one. Plain data: `JSON.stringify` keeps it. */
export interface ArticleDiff {
  /** Only those that differ. */
  readonly fields: readonly FieldDiff[];
  /** All blocks of the text, also those that are the same; empty when the whole text is. */
  readonly blocks: readonly BlockDiff[];
  /** In the text alone. */
  readonly words: { readonly added: number; readonly removed: number };
}

type Version = Pick<ArticleFile, 'frontMatter' | 'body'>;

/** What differs between two versions of an article. Pure.
 *  Example: `diffArticles(toReadable(first), toReadable(second)).fields`. */
export function diffArticles(before: Version, after: Version): ArticleDiff {
  const fields = (Object.keys(fieldTexts) as DiffField[]).flatMap((field): readonly FieldDiff[] => {
    const read = fieldTexts[field];
    const [first, second] = [read(before.frontMatter), read(after.frontMatter)];
    return first === second ? [] : [{ field, pieces: diffWords(first, second) }];
  });
  const blocks = before.body === after.body ? [] : diffBlocks(before.body, after.body);
  const count = (kind: Piece['kind']): number =>
    blocks
      .flatMap((block) => (block.kind === 'changed' ? block.pieces : [block]))
      .reduce((sum, piece) => sum + (piece.kind === kind ? countWords(piece.text) : 0), 0);
  return { fields, blocks, words: { added: count('added'), removed: count('removed') } };
}

/** The same diff the other way round. */
export function invertDiff({ fields, blocks, words }: ArticleDiff): ArticleDiff {
  return {
    fields: fields.map(({ field, pieces }) => ({ field, pieces: pieces.map(invert) })),
    blocks: blocks.map((block) =>
      block.kind === 'changed' ? { kind: 'changed', pieces: block.pieces.map(invert) } : invert(block),
    ),
    words: { added: words.removed, removed: words.added },
  };
}

function invert({ kind, text }: Piece): Piece {
  return { kind: kind === 'added' ? 'removed' : kind === 'removed' ? 'added' : 'same', text };
}

/** The text that a diff makes of the one it begins with. Throws TypeError for any other text. */
export function applyDiff(body: string, { blocks }: ArticleDiff): string {
  if (blocks.length === 0) return body;
  if (partsBefore(blocks) !== body) throw new TypeError('the diff is of another text');
  return partsAfter(blocks);
}

/** The value of a field before and after. */
export function fieldValues({ pieces }: FieldDiff): { readonly before: string; readonly after: string } {
  return { before: piecesWithout(pieces, 'added'), after: piecesWithout(pieces, 'removed') };
}

/** A version as people compare it: its text without markup and without the link to the outlet. */
export function toReadable<T extends Version>(file: T): T {
  return { ...file, body: markdownToText(withoutSourceLine(file.body)) };
}
