import { markdownToText } from '../markdown/to-text.ts';
import { toSummary } from '../markdown/to-summary.ts';
import { withoutSourceLine } from '../markdown/source-line.ts';
import type { ArticleFile, Provenance } from '../model/article-file.ts';
import { readRights } from '../model/rights.ts';
import type { TaggedText } from '../model/translation.ts';
import { toOneLine } from '../text/one-line.ts';
import { joinSegments } from './join-markdown.ts';
import { type PartedMarkdown, partMarkdown, type Segment } from './part-markdown.ts';
import { checkTags, escapeTagged, plainOf } from './tagged-text.ts';

export interface PartedArticle {
  readonly file: ArticleFile;
  /** That of the title first, when there is something to translate in it, then those of the body. */
  readonly segments: readonly Segment[];
  readonly hasTitle: boolean;
  /** Undefined when only the title is translated. */
  readonly body: PartedMarkdown | undefined;
}

/** What made a translation. */
export interface Making {
  /** BCP 47: the language it is in. */
  readonly to: string;
  /** The languages that the article can be had in, its own first. */
  readonly translations: readonly string[];
  /** Id of the article. */
  readonly translationKey: string;
  readonly engine: string;
  readonly model: string;
  /** RFC 3339, UTC. */
  readonly translated: string;
  /** `glossaryVersion`. */
  readonly glossary: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** An article in segments, in their order in the file: its title and body, or its title alone. */
export function partArticle(file: ArticleFile, what: 'all' | 'title'): PartedArticle {
  const { title, lang, mathjax } = file.frontMatter;
  const hasTitle = /\p{L}/u.test(title);
  const body = what === 'all' ? partMarkdown(file.body, { language: lang[0] ?? '', hasMath: mathjax }) : undefined;
  const segments = [...(hasTitle ? [{ block: -1, text: escapeTagged(title) }] : []), ...(body?.segments ?? [])];
  return { file, segments, hasTitle, body };
}

/** The file of a translation, beside that of the original. Where a segment has no text (undefined) or one that cannot stand in its
 *  place the original's stands, and `untranslated` names the block. Of a translated title alone the body is the link to the outlet.
 *  Its `hash` and `seal` are empty: the store knows how they are made. `texts`: one for each segment. */
export function joinArticle(
  parted: PartedArticle,
  texts: readonly (TaggedText | undefined)[],
  making: Making,
): ArticleFile {
  const { file, hasTitle, body } = parted;
  const first = hasTitle ? 1 : 0;
  const given = hasTitle && checkTags('', texts[0] ?? '<') === undefined ? toOneLine(plainOf(texts[0] ?? '')) : '';
  const joined = body && joinSegments(body, texts.slice(first));
  const markdown = joined?.markdown ?? file.body.slice(withoutSourceLine(file.body).length).trimStart();
  const blocks = new Set((joined?.kept ?? []).map((index) => body?.segments[index]?.block));
  const untranslated = [...(hasTitle && given === '' ? ['title'] : []), ...blocks].join(' ');
  const { frontMatter } = file;
  const { courant } = frontMatter;
  const shown = readRights(courant?.rights ?? []).shownChars;
  return {
    path: translationPath(file.path, making.to),
    frontMatter: {
      ...frontMatter,
      title: given === '' ? frontMatter.title : given,
      summary: toSummary(markdownToText(withoutSourceLine(markdown), { without: 'figures' }), shown),
      lang: [making.to],
      translations: making.translations,
      ...(courant && { courant: toProvenance(courant, frontMatter.lang[0] ?? '', making, untranslated) }),
    },
    body: markdown,
  };
}

/** `…/<slug>.<language>.md` of an original at `…/<slug>.md`; the language in lower case, as Hugo has it. */
export function translationPath(path: string, language: string): string {
  return path.replace(/\.md$/, `.${language.toLowerCase()}.md`);
}

function toProvenance(original: Provenance, from: string, making: Making, untranslated: string): Provenance {
  const { translationKey, engine, model, translated, glossary, confidence } = making;
  return {
    ...original,
    hash: '',
    seal: '',
    confidence: Math.round(Math.min(Math.max(confidence, 0), 1) * 100) / 100,
    translationKey,
    translatedFrom: from,
    engine,
    model,
    translated,
    translationOf: original.hash,
    ...(glossary !== '' && { glossary }),
    ...(untranslated !== '' && { untranslated }),
  };
}
