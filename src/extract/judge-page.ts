import type { SkipCode } from '../errors.ts';
import { confidenceOf } from './confidence.ts';
import type { Body } from './extract-body.ts';
import { typesOf, pathKey } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import type { Witnesses } from './witness.ts';

export interface JudgeInput {
  readonly witnesses: Witnesses;
  readonly body: Body;
  readonly title: string;
  readonly isFree: boolean;
}

export interface Verdict {
  readonly skip?: { readonly code: SkipCode; readonly detail: string };
  readonly confidence: number;
}

const errorTitle =
  /^(?:error\s*)?(?:404|403|410|500|502|503)\b|\b(?:page|seite|article|content) (?:was )?(?:not found|nicht gefunden|not available)|page introuvable|página no encontrada|pagina non trovata|access denied|just a moment|attention required|are you a robot|captcha|verify you are human/i;
const leastText = 120;

/** Says whether a page is an article that can be kept, and how sure that is. */
export function judgePage({ witnesses, body, title, isFree }: JudgeInput): Verdict {
  const { facts, articles, nodes, url } = witnesses;
  const isMarked =
    articles.some((node) => node['headline'] !== undefined) ||
    /^article/.test(metaOf(facts, 'og:type')?.value.toLowerCase() ?? '');
  const isFront = pathKey(url) === '' && !/[?&]\w+=/.test(url);
  const isList = nodes.some((node) =>
    typesOf(node).some((type) => type === 'CollectionPage' || type === 'SearchResultsPage'),
  );
  const { length } = body;
  const skip = (code: SkipCode, detail: string): Verdict => ({ skip: { code, detail }, confidence: 0 });
  if (errorTitle.test(title) && length < 800)
    return skip('extract/not-an-article', `error page: ${title.slice(0, 80)}`);
  if (!isFree && length < 600) return skip('extract/paywalled', `${length} characters shown`);
  if (isFront && !isMarked && (body.share < 0.7 || length < 1000)) return skip('extract/not-an-article', 'front page');
  const teasers = countTeasers(body);
  if (!isMarked && teasers.linked >= 4 && teasers.linked >= teasers.paragraphs * 0.5) {
    return skip('extract/not-an-article', `list of ${teasers.linked} linked headings`);
  }
  if (isList && !isMarked && body.share < 0.6) return skip('extract/not-an-article', 'list of articles');
  if (length === 0)
    return isMarked ? skip('extract/no-text', 'no running text') : skip('extract/not-an-article', 'no running text');
  if (length < leastText)
    return isMarked
      ? skip('extract/no-text', `${length} characters`)
      : skip('extract/not-an-article', `${length} characters`);
  if (title === '') return skip('extract/no-title', '');
  const { sureness, leftOut, share } = body;
  const signs = { sureness, leftOut, share, length, isMarked, isFree };
  const confidence = confidenceOf(signs);
  witnesses.trace?.push({
    stage: 'extract',
    step: 'confidence',
    target: Object.entries(signs)
      .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 1000) / 1000 : value}`)
      .join(', '),
    decision: 'chosen',
    because: 'how the text was read',
    score: confidence,
  });
  return { confidence };
}

/** Headings that are links, and paragraphs: many of the first make a list of articles. */
function countTeasers(body: Body): { readonly linked: number; readonly paragraphs: number } {
  let linked = 0;
  let paragraphs = 0;
  for (const block of body.blocks) {
    if (block.kind === 'heading' && block.inlines.every((inline) => inline.kind === 'link')) linked++;
    else if (block.kind === 'paragraph') paragraphs++;
  }
  return { linked, paragraphs };
}
