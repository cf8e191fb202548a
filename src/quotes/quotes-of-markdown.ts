import { markdownToText } from '../markdown/to-text.ts';
import type { Attribution } from '../model/attribution.ts';
import { findAttributions } from './find-attributions.ts';
import type { AttributionOptions } from './find-attributions.ts';

/** Finds who says what in the body of an article file (Markdown). The spans count in `text`, what a reader sees of it. */
export function quotesOfMarkdown(
  markdown: string,
  options: AttributionOptions,
): { readonly text: string; readonly attributions: readonly Attribution[] } {
  const text = markdownToText(markdown);
  return { text, attributions: findAttributions(text, options) };
}
