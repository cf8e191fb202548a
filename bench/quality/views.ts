import type { TextOptions } from '../../src/markdown/render-text.ts';
import type { Corpus } from './floors.ts';

/** What each corpus counts as the text of an article, as options of the plain-text rendering. Told by its gold; measured
 *  on the pages that are not kept aside. */
export const views: Readonly<Record<Corpus, TextOptions>> = {
  // Captions are named among the segments that must not be there; list items, posts and cells among those that must.
  segments: { without: ['captions'] },
  // Made of the headlines and paragraphs of the body.
  publishers: { without: ['captions', 'lists', 'tables', 'embeds'] },
  // A reader's view shows everything.
  reader: {},
};
