/** Shows what is wrong on pages of a corpus, and why: for `run-quality.ts --page <name>`. */
import { extractArticle } from '../../src/extract/extract-article.ts';
import { renderText } from '../../src/markdown/render-text.ts';
import type { Article } from '../../src/model/article.ts';
import { collectTrace } from '../../src/model/trace.ts';
import type { TraceStep } from '../../src/model/trace.ts';
import { addressOf } from './corpora.ts';
import type { PublishersGold, Sample, SegmentsGold } from './corpora.ts';
import { normalize } from './score.ts';
import { views } from './views.ts';

function show(label: string, text: string): void {
  console.log(`  ${label.padEnd(8)}${text.slice(0, 230)}`);
}

/** Prints, for one page, the text missed and extra, the fields that differ, and how the root was chosen. */
export function showPage(sample: Sample<SegmentsGold> | Sample<PublishersGold>, now: number): void {
  const url = addressOf(sample);
  const trace = collectTrace();
  const outcome = extractArticle({ url, bytes: sample.bytes(), headers: [] }, { now }, trace);
  console.log(`\n== ${sample.name} ${sample.url} ${outcome.ok ? '' : `${outcome.skip.code} ${outcome.skip.detail}`}`);
  const article = outcome.ok ? outcome.value : undefined;
  const { gold } = sample;
  if ('with' in gold) showSegments(gold, article, trace.steps);
  else showPublishers(gold, article, trace.steps);
  for (const step of trace.steps) {
    if (step.step === 'root')
      console.log(`    ${step.step} ${step.decision} ${step.score ?? ''} ${step.target} (${step.because})`);
  }
}

function whyDropped(segment: string, steps: readonly TraceStep[]): string {
  const key = normalize(segment).slice(0, 30);
  const step = steps.find((one) => one.decision === 'dropped' && normalize(one.target).includes(key));
  return step === undefined ? '' : `   <- ${step.because}`;
}

function showSegments(gold: SegmentsGold, article: Article | undefined, steps: readonly TraceStep[]): void {
  const own = normalize(article === undefined ? '' : renderText(article.blocks, views.segments));
  for (const segment of gold.with)
    if (!own.includes(normalize(segment))) show('MISSED', segment + whyDropped(segment, steps));
  for (const segment of gold.without) if (own.includes(normalize(segment))) show('EXTRA', segment);
  if (gold.title !== undefined) showField('TITLE', article?.title, gold.title);
}

function showPublishers(gold: PublishersGold, article: Article | undefined, steps: readonly TraceStep[]): void {
  const text = article === undefined ? '' : renderText(article.blocks, views.publishers);
  const tight = (line: string): string => normalize(line).replace(/\s/g, '');
  const own = tight(text);
  const expected = tight(gold.lines.join('\n'));
  for (const line of gold.lines) if (!own.includes(tight(line))) show('MISSED', line + whyDropped(line, steps));
  for (const line of text.split('\n')) if (!expected.includes(tight(line))) show('EXTRA', line);
  showField('TITLE', article?.title, gold.title);
  showField('AUTHORS', article?.authors, gold.authors);
  showField('TOPICS', article?.topics, gold.topics);
  showField('DATE', article?.published?.instant, gold.publishing_date);
  showField('LANG', article?.language, gold.languages[0]);
}

function showField(label: string, own: unknown, told: unknown): void {
  if (JSON.stringify(own) !== JSON.stringify(told)) show(label, `${JSON.stringify(own)} ≠ ${JSON.stringify(told)}`);
}
