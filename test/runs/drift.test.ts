import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runStatus } from '../../src/cli/status.ts';
import { hearTerminal } from '../heard-terminal.ts';
import type { PipelineEvent } from '../../src/pipeline/work.ts';
import type { Observation } from '../../src/store/store.ts';
import { sourceOf } from '../sample-archive.ts';
import { startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

const pathOf = (number: number): string => `/harbor/story-${String(number).padStart(3, '0')}`;

/** An article of eight to fourteen paragraphs; since the outlet's new design its page has two of them, and no byline. */
function storyPage(number: number, isNewDesign: boolean): string {
  const paragraphs = Array.from(
    { length: 8 + ((number * 5) % 7) },
    (_, i) =>
      `<p>In year ${i + 1} of boat ${number} her crew wrote down what the sea gave and what it took, and they kept the book dry.</p>`,
  );
  const body = isNewDesign ? paragraphs.slice(0, 2) : paragraphs;
  const byline = isNewDesign ? '' : '<meta name="author" content="Ines Varga">';
  return `<!doctype html><html lang="en"><head><title>The book of boat ${number}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-04T05:06:07Z">${byline}</head>
<body><article><h1>The book of boat ${number}</h1>${body.join('')}</article></body></html>`;
}

/** Publishes stories, and collects them. Gives the alarms of that run. */
async function collectStories(
  from: number,
  to: number,
  { isNewDesign = false } = {},
): Promise<readonly PipelineEvent[]> {
  const paths = Array.from({ length: to - from }, (_, index) => pathOf(from + index));
  for (const [index, path] of paths.entries()) outlet.answer(path, storyPage(from + index, isNewDesign));
  outlet.feed(paths);
  const { articles, events } = await outlet.project.collect();
  expect(articles.stored).toBe(to - from);
  return events.filter(({ event }) => event === 'drift');
}

function observations(): Promise<readonly Observation[]> {
  return outlet.project.withStore((store) => store.listObservations(sourceOf('one')));
}

async function status(options: { readonly json: boolean }): Promise<string> {
  let told = '';
  const terminal = { ...hearTerminal(), columns: 120, data: (text: string) => void (told += `${text}\n`) };
  await runStatus({ dir: outlet.project.root, ...options }, terminal);
  return told;
}

describe('an outlet that changes its pages', () => {
  test('raises one alarm for each thing that changed, once, and `courant status` says what to do', async () => {
    expect(await collectStories(0, 40)).toEqual([]);
    const alarms = [
      ...(await collectStories(40, 46, { isNewDesign: true })),
      ...(await collectStories(46, 54, { isNewDesign: true })),
      ...(await collectStories(54, 60, { isNewDesign: true })),
    ];
    const told = alarms.map(({ source, detail }) => `${source} ${detail.replace(/ since .*/, '')}`);
    expect(told.sort()).toEqual(['one articles are shorter', 'one fewer articles have authors']);
    const text = await status({ json: false });
    expect(text).toMatch(/drift {2}one: articles are shorter since \d{4}-\d\d-\d\d: 1,\d\d\d → 2\d\d characters\n/);
    expect(text).toMatch(/drift {2}one: fewer articles have authors since \d{4}-\d\d-\d\d: 100 → 0 %\n/);
    expect(text).toContain(`courant explain ${outlet.server.url(pathOf(59))}\n`);
    expect(text).toContain('sources/one.yaml');
    const { drifts } = JSON.parse(await status({ json: true })) as { readonly drifts: readonly object[] };
    expect(drifts).toContainEqual(
      expect.objectContaining({
        source: 'one',
        what: 'authors',
        before: 1,
        after: 0,
        url: outlet.server.url(pathOf(59)),
      }),
    );
  });
});

describe('an outlet that stays as it is', () => {
  test('raises no alarm, and each page is remembered once', async () => {
    const alarms = [...(await collectStories(0, 40)), ...(await collectStories(40, 60))];
    expect(alarms).toEqual([]);
    expect(await status({ json: false })).not.toContain('drift');
    expect(await observations()).toHaveLength(60);
  });

  test('is remembered from its stored pages when the index is lost', async () => {
    await collectStories(0, 5);
    const before = await observations();
    expect(before).toHaveLength(5);
    expect(before[0]).toMatchObject({ skip: '', hasAuthors: true, hasDate: true, hasImage: false });
    await outlet.project.reindex(); // without the old index
    expect(await observations()).toEqual([]);
    await outlet.project.reextract({ write: true });
    expect(await observations()).toEqual(before);
  });

  test('has pages remembered that are no article, too, and those that were skipped by the outlet are not', async () => {
    outlet.answer('/a', '<!doctype html><title>Contact</title><body><p>Write to us.</p></body>');
    outlet.feed(['/a', '/gone']);
    await outlet.project.collect();
    expect(await observations()).toMatchObject([{ url: outlet.server.url('/a'), length: 0, hasDate: false }]);
    expect((await observations())[0]?.skip).toMatch(/^extract\//);
  });
});
