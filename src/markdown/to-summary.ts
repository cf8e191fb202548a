import { toExtract } from '../model/rights.ts';
import { toOneLine } from '../text/one-line.ts';
import { firstWords } from '../text/summary.ts';

const summaryWords = 50;

/** The summary of an article in its front matter: the first words of its running text, at most `maxChars` characters. */
export function toSummary(text: string, maxChars: number): string {
  // Hugo reads a summary as Markdown, and themes print it unescaped: a space keeps a tag, a link or a picture from being one.
  return toExtract(firstWords(toOneLine(text), summaryWords), maxChars)
    .replace(/<(?=[A-Za-z/!?])/g, '< ')
    .replace(/\](?=[([:])/g, '] ');
}
