/** Shows what is wrong on pages of a corpus: `tsx bench/quality/show-page.ts segments 0550.html.gz …`. */
import { extractArticle } from '../../src/extract/extract-article.ts';
import { blocksText } from '../../src/extract/blocks-text.ts';
import { collectTrace } from '../../src/model/trace.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { readPublishers, readSegments } from './corpora.ts';
import { normalize } from './score.ts';

const [corpus = '', ...names] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const isLong = process.argv.includes('--long');
const root = '../shared';
const show = (label: string, text: string): void => console.log(`  ${label} ${text.slice(0, 230)}`);

for (const sample of corpus === 'segments' ? (readSegments(root) ?? []) : (readPublishers(root) ?? [])) {
  if (!names.some((name) => sample.name.includes(name))) continue;
  const url = toUrl(sample.url) ?? toUrl('https://unknown.example/');
  if (url === null) continue;
  const trace = collectTrace();
  const outcome = extractArticle({ url, bytes: sample.bytes(), headers: [] }, { now: Date.UTC(2026, 11, 31) }, trace);
  console.log(`\n== ${sample.name} ${sample.url} ${outcome.ok ? '' : `${outcome.skip.code} ${outcome.skip.detail}`}`);
  const text = outcome.ok ? blocksText(outcome.value.blocks) : '';
  const own = normalize(text);
  const dropped = (segment: string): string => {
    const key = normalize(segment).slice(0, 40);
    const step = trace.steps.find(
      (one) => one.decision === 'dropped' && normalize(one.target).includes(key.slice(0, 30)),
    );
    return step === undefined ? '' : `   <- ${step.because}`;
  };
  const { gold } = sample;
  if ('with' in gold) {
    for (const segment of gold.with) if (!own.includes(normalize(segment))) show('MISSED', segment + dropped(segment));
    for (const segment of gold.without) if (own.includes(normalize(segment))) show('EXTRA ', segment);
    if (outcome.ok && gold.title !== undefined && normalize(outcome.value.title) !== normalize(gold.title))
      show('TITLE ', `${outcome.value.title} ≠ ${gold.title}`);
  } else {
    const expected = gold.lines.map(normalize).join('\n');
    for (const line of gold.lines)
      if (!own.replace(/\s/g, '').includes(normalize(line).replace(/\s/g, ''))) show('MISSED', line + dropped(line));
    for (const line of text.split('\n'))
      if (!expected.replace(/\s/g, '').includes(normalize(line).replace(/\s/g, ''))) show('EXTRA ', line);
    if (outcome.ok) {
      const { value } = outcome;
      const check = (label: string, a: unknown, b: unknown): void => {
        if (JSON.stringify(a) !== JSON.stringify(b)) show(label, `${JSON.stringify(a)} ≠ ${JSON.stringify(b)}`);
      };
      check('TITLE', value.title, gold.title);
      check('AUTHORS', value.authors, gold.authors);
      check('TOPICS', value.topics, gold.topics);
      check('DATE', value.published?.instant, gold.publishing_date);
      check('LANG', value.language, gold.languages[0]);
    }
  }
  for (const step of trace.steps) {
    if (step.step === 'root' || isLong)
      console.log(`    ${step.step} ${step.decision} ${step.score ?? ''} ${step.target} (${step.because})`);
  }
}
