import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declarationWeights, normalizeTag } from '../../src/extract/find-language.ts';
import { identifyLanguage, type LanguageHint } from '../../src/text/identify-language.ts';
import { readStorySets, type LabelledArticle } from '../stories/story-sets.ts';
import { readPublishers } from './corpora.ts';
import type { Row as ResultRow } from '../report/results.ts';
import { languageFloors } from './floors.ts';
import type { PartReport } from './part-report.ts';

/** A text whose language is known; any of `languages` (primary subtags) is right. */
interface Row {
  readonly text: string;
  readonly languages: readonly string[];
  readonly hints?: readonly LanguageHint[];
  readonly isTunedOn: boolean;
}

/** Prints how often a text's language is told, by kind of text: what was looked at while tuning, and the rest. Returns the same as
 *  rows, and what of the rest fell below its floor. */
export function runLanguages(root: string, isGate: boolean): PartReport {
  const set = readStorySets(join(root, 'corpora/stories')).find(({ name }) => name === 'ntrex16');
  if (set === undefined) return { below: [], rows: [] };
  const kinds: Readonly<Record<string, readonly Row[]>> = { ...parallelRows(set.articles), ...publisherRows(root) };
  console.log(
    `\n${'languages'.padEnd(28)}${['texts', 'tuned on', 'others', 'floor'].map((it) => it.padStart(10)).join('')}`,
  );
  const below: string[] = [];
  const reported: ResultRow[] = [];
  const report = (name: string, texts: number, tuned: number, others: number): void => {
    const least = languageFloors.least[name] ?? 0;
    const cells = [String(texts), Number.isNaN(tuned) ? '–' : tuned.toFixed(2), others.toFixed(2), String(least)];
    const known = { ...(Number.isNaN(tuned) ? {} : { 'tuned on': tuned }), others, floor: least };
    reported.push({ kind: name.trim(), texts, ...known });
    console.log(`${name.padEnd(28)}${cells.map((it) => it.padStart(10)).join('')}`);
    if (others < least) below.push(`languages: ${name} ${others.toFixed(2)}, the floor is ${least}`);
  };
  for (const [name, rows] of Object.entries(kinds)) {
    const judged = rows.map(judge);
    const [tuned, others] = [true, false].map((own) => judged.filter((_, index) => rows[index]?.isTunedOn === own));
    report(name, rows.length, shareRight(tuned ?? []), shareRight(others ?? []));
    if (name === 'four words') report('  confidence', rows.length, calibration(tuned ?? []), calibration(others ?? []));
  }
  if (!isGate) return { below: [], rows: reported };
  const digest = digestOfLanguages(root);
  const isSame = digest === languageFloors.digest;
  const other = isSame ? below : [`languages: digest ${digest}, the floors are for ${languageFloors.digest}`];
  return { below: other, rows: reported };
}

interface Judged {
  readonly isRight: boolean;
  readonly confidence: number;
}

function judge({ text, languages, hints = [] }: Row): Judged {
  const { language, confidence } = identifyLanguage(text, hints);
  return { isRight: languages.includes(language.split('-', 1)[0] ?? ''), confidence };
}

/** In percent; NaN of nothing. */
function shareRight(judged: readonly Judged[]): number {
  return (100 * judged.filter(({ isRight }) => isRight).length) / judged.length;
}

/** 100 less how far confidences are from the share that is right, in percent, over ten steps of confidence. */
function calibration(judged: readonly Judged[]): number {
  let error = 0;
  for (let step = 0; step < 10; step++) {
    const own = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === step);
    const told = own.reduce((sum, { confidence }) => sum + confidence, 0);
    error += Math.abs(told - own.filter(({ isRight }) => isRight).length);
  }
  return 100 - (100 * error) / Math.max(1, judged.length);
}

/** The same articles in 16 languages; one that was looked at while tuning was so in all. */
function parallelRows(articles: readonly LabelledArticle[]): Readonly<Record<string, readonly Row[]>> {
  const rowsOf = (textsOf: (article: LabelledArticle) => readonly string[], hintOf?: (own: string) => string): Row[] =>
    articles.flatMap((article) =>
      textsOf(article)
        .filter((text) => /\p{L}/u.test(text))
        .map((text) => ({
          text,
          languages: [article.lang],
          isTunedOn: isEven(article.id.slice(0, -3)),
          ...(hintOf && { hints: hintsOf(hintOf(article.lang)) }),
        })),
    );
  const sentences = ({ text }: LabelledArticle): readonly string[] => text.split('\n');
  return {
    bodies: rowsOf(({ text }) => [text]),
    'bodies, all hints wrong': rowsOf(
      ({ text }) => [text],
      (own) => (own === 'en' ? 'de' : 'en'),
    ),
    titles: rowsOf(({ title }) => [title]),
    'titles, with hints': rowsOf(
      ({ title }) => [title],
      (own) => own,
    ),
    sentences: rowsOf(sentences),
    'four words': rowsOf((article) => sentences(article).map((sentence) => beginningOf(sentence, article.lang))),
  };
}

/** Of real pages; none was tuned on. */
function publisherRows(root: string): Readonly<Record<string, readonly Row[]>> {
  const rows = (readPublishers(root) ?? []).map((sample) => ({
    title: sample.gold.title,
    body: sample.gold.lines.join('\n'),
    languages: sample.gold.languages,
    isTunedOn: false,
    hints: [
      { language: normalizeTag(languageOfPage(sample.bytes())), weight: declarationWeights.page },
      { language: sample.gold.homeLanguage, weight: declarationWeights.source },
    ].filter(({ language }) => language !== ''),
  }));
  return {
    "publishers' bodies": rows.map(({ body, languages, isTunedOn }) => ({ text: body, languages, isTunedOn })),
    "publishers' titles": rows.map(({ title, languages, isTunedOn }) => ({ text: title, languages, isTunedOn })),
    '  with hints': rows.map(({ title, ...row }) => ({ text: title, ...row })),
  };
}

function languageOfPage(bytes: Uint8Array): string {
  return /<html[^>]*?\slang=["']?([a-z-]+)/i.exec(new TextDecoder('latin1').decode(bytes))?.[1] ?? '';
}

function hintsOf(language: string): readonly LanguageHint[] {
  return Object.values(declarationWeights).map((weight) => ({ language, weight }));
}

function beginningOf(sentence: string, language: string): string {
  if (language === 'zh' || language === 'ja') return sentence.replace(/[^\p{L}]/gu, '').slice(0, 8);
  return sentence.split(/\s+/).slice(0, 4).join(' ');
}

function isEven(name: string): boolean {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = (hash * 31 + name.charCodeAt(at)) >>> 0;
  return hash % 2 === 0;
}

function digestOfLanguages(root: string): string {
  const hash = createHash('sha256');
  for (const path of ['stories/ntrex16.jsonl.gz', 'publishers/gold.jsonl']) {
    const file = join(root, 'corpora', path);
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
