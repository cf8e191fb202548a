import type { ServiceContext } from '../service.ts';
import type { KnownStories } from './known-stories.ts';
import type { Shelf } from './shelf.ts';

/** What the pages for reading are made from. */
export interface ReadingContext extends ServiceContext {
  readonly shelf: Shelf;
  readonly known: KnownStories;
}
