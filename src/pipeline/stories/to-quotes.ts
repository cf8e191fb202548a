import type { Attribution, Span } from '../../model/attribution.ts';
import type { StoryArticle, StoryQuote } from '../../model/story.ts';
import { countWords } from '../../text/words.ts';

const mostQuotes = 20;
// Fewer words in quotation marks are an expression, not a statement.
const leastWords = 4;
// As many letters in common are the same words, with more or less of them before or behind.
const leastShared = 30;

interface FoundQuote {
  readonly quote: StoryQuote;
  /** Its letters and digits. */
  readonly key: string;
}

/** What was said, as the articles of a story have it: the same words in several of them are one quote, the longest form of it. Those of
 *  most articles come first, direct ones before reported ones, then as they were published. `articles`: first published first; `find`: who
 *  says what in a text. */
export function toStoryQuotes(
  articles: readonly StoryArticle[],
  find: (article: StoryArticle) => readonly Attribution[],
): readonly StoryQuote[] {
  const found: FoundQuote[] = [];
  for (const article of articles) {
    for (const attribution of find(article)) {
      const quote = toQuote(article, attribution);
      if (quote === undefined) continue;
      const at = found.findIndex((other) => isSame(other, quote));
      const known = found[at];
      if (known === undefined) found.push(quote);
      else takeIn(found, at, join(known, quote));
    }
  }
  return found
    .map(({ quote }) => quote)
    .sort((a, b) => b.paths.length - a.paths.length || Number(b.isDirect) - Number(a.isDirect))
    .slice(0, mostQuotes);
}

/** Puts a quote in the place of one that it goes on from. When it is longer now, others may be parts of it: they become part of it. */
function takeIn(found: FoundQuote[], at: number, quote: FoundQuote): void {
  let whole = quote;
  const isLonger = quote.key !== found[at]?.key;
  for (let other = at + 1; isLonger && other < found.length;) {
    const part = found[other];
    if (part === undefined || !isSame(part, whole)) other += 1;
    else {
      whole = join(whole, part);
      found.splice(other, 1);
    }
  }
  found[at] = whole;
}

function toQuote({ path, text, language }: StoryArticle, attribution: Attribution): FoundQuote | undefined {
  const { content, quoted, speaker, source, addressee } = attribution;
  const said = content.map((span) => textOf(text, span)).join(' … ');
  const who = speaker ?? (source && isName(textOf(text, source)) ? textOf(text, source) : '');
  if (countWords(said) < leastWords || (!quoted && who === '')) return undefined;
  return {
    quote: {
      ...{ speaker: who, text: said, isDirect: quoted, language, paths: [path] },
      ...(addressee && { addressee: textOf(text, addressee) }),
    },
    key: said.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''),
  };
}

function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** "Ana Sol" names somebody, "he" and "the mayor" do not. */
function isName(source: string): boolean {
  return /^\p{Lu}[^,]*\s\p{Lu}/u.test(source);
}

function isSame(a: FoundQuote, b: FoundQuote): boolean {
  if (a.key === b.key) return a.quote.isDirect === b.quote.isDirect;
  const [short, long] = a.key.length < b.key.length ? [a.key, b.key] : [b.key, a.key];
  return a.quote.isDirect && b.quote.isDirect && short.length >= leastShared && long.includes(short);
}

function join(known: FoundQuote, other: FoundQuote): FoundQuote {
  const { quote, key } = other.key.length > known.key.length ? other : known;
  const [speaker = ''] = [known.quote.speaker, other.quote.speaker].sort((a, b) => b.length - a.length);
  return { quote: { ...quote, speaker, paths: [...new Set([...known.quote.paths, ...other.quote.paths])] }, key };
}
