import type { Span } from '../model/attribution.ts';
import type { NameKind } from '../model/story.ts';

/** Where a text names somebody or something. */
export interface NameMention {
  /** UTF-16 code units; without titles and genitive endings. */
  readonly span: Span;
  /** What stands there. */
  readonly form: string;
  readonly kind: NameKind;
}
