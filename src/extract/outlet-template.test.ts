import { describe, expect, it } from 'vitest';
import { collectTrace } from '../model/trace.ts';
import type { Article } from '../model/article.ts';
import { toUrl } from '../url/normalize.ts';
import { blocksText } from './blocks-text.ts';
import { extractArticle } from './extract-article.ts';
import { learnTemplate } from './outlet-template.ts';
import type { OutletTemplate } from './outlet-template.ts';

const notice = 'The Lantern is owned by its readers, who meet in the old tram depot each spring.';
const bio = 'Ines Varga has written about the harbor since the second bridge opened.';

/** An article of the made-up Lantern about one town, with lines that it shares with others. */
function pageAbout(town: string, extras: { readonly before?: string; readonly after?: string } = {}): string {
  const sentences = [
    `The council of ${town} voted on Tuesday to keep the night ferry for another year.`,
    `Nobody in ${town} had expected the vote to be so clear, least of all the harbor master.`,
    `Fares between ${town} and the islands stay as they are until the first frost of the year.`,
    `A second boat is to be built at the yard of ${town}, where forty people found work last spring.`,
  ];
  const body = sentences.map((sentence) => `<p>${sentence} It was said in ${town} more than once that day.</p>`);
  return `<!doctype html><html lang="en"><head><title>${town} keeps its ferry</title></head><body><main><article>
    <h1>${town} keeps its ferry</h1>${extras.before ?? ''}${body.join('\n')}${extras.after ?? ''}</article></main></body></html>`;
}

function read(html: string, template?: OutletTemplate, trace = collectTrace()): Article {
  const url = toUrl('https://lantern.example/ferry');
  if (url === null) throw new Error('no address');
  const page = { url, bytes: new TextEncoder().encode(html), headers: [] };
  const outcome = extractArticle(page, { now: Date.UTC(2025, 0, 15), ...(template && { template }) }, trace);
  if (!outcome.ok) throw new Error(outcome.skip.code);
  return outcome.value;
}

const textOf = (article: Article): string => blocksText(article.blocks);
const learn = (...pages: readonly string[]): OutletTemplate => learnTemplate(pages.map((html) => read(html).lines));
const withNotice = { after: `<p>${notice}</p>` };

describe('learnTemplate', () => {
  it('leaves out a line that two other articles have, and says why', () => {
    const template = learn(pageAbout('Merrow', withNotice), pageAbout('Ostrand', withNotice));
    const trace = collectTrace();
    const text = textOf(read(pageAbout('Kerrig', withNotice), template, trace));
    expect(text).toContain('Nobody in Kerrig had expected');
    expect(text).not.toContain('owned by its readers');
    expect(trace.steps.find(({ because }) => because === 'repeats on other pages of this outlet')?.target).toMatch(
      /^The Lantern is owned/,
    );
  });

  it('keeps a line that only one other article has', () => {
    const template = learn(pageAbout('Merrow', withNotice), pageAbout('Ostrand'));
    expect(textOf(read(pageAbout('Kerrig', withNotice), template))).toContain('owned by its readers');
  });

  it('counts versions of one article once', () => {
    const versions = ['first', 'second', 'third'].map((word) =>
      pageAbout('Merrow', { after: `<p>This is the ${word} version of what we know of the vote.</p>` }),
    );
    const article = read(pageAbout('Merrow', { after: '<p>This is the latest that we know of the vote.</p>' }));
    expect(learn(...versions, pageAbout('Ostrand')).lines.size).toBe(0);
    expect(textOf(article)).toContain('Nobody in Merrow');
  });

  it('learns from articles of which most is repeated', () => {
    const lines = Array.from({ length: 7 }, (_, index) => `<p>Rule ${index} of the house: ${notice}</p>`).join('');
    const brief = (town: string): string => pageAbout(town, { before: lines });
    const { lines: repeated } = learn(...['Merrow', 'Ostrand', 'Kerrig', 'Faro', 'Selm'].map(brief));
    expect(repeated.size).toBe(7);
  });

  it('asks for one article of twenty', () => {
    const towns = Array.from(
      { length: 60 },
      (_, index) => `Town${'abcdefghij'[index % 10]}${'klmnop'[index % 6]}${index}`,
    );
    const pages = (count: number): readonly string[] =>
      towns.map((town, index) => pageAbout(town, index < count ? { after: `<p>${bio}</p>` } : {}));
    expect(learn(...pages(2)).lines.size).toBe(0);
    expect(learn(...pages(3)).lines.size).toBe(1);
  });
});

describe('extractArticle with a template', () => {
  const template = learn(
    pageAbout('Merrow', { before: '<h2>What happened in the town</h2>', after: `<p>${notice}</p>` }),
    pageAbout('Ostrand', { before: '<h2>What happened in the town</h2>', after: `<p>${notice}</p>` }),
  );

  it('tells the same lines with and without it, so that the memory does not depend on itself', () => {
    const page = pageAbout('Kerrig', withNotice);
    expect(read(page, template).lines).toEqual(read(page).lines);
  });

  it('keeps headings that repeat, and drops those whose whole text repeats', () => {
    const kept = read(pageAbout('Kerrig', { before: '<h2>What happened in the town</h2>' }), template);
    expect(textOf(kept)).toContain('What happened in the town');
    const dropped = read(pageAbout('Kerrig', { after: `<h2>Who owns the Lantern?</h2><p>${notice}</p>` }), template);
    expect(textOf(dropped)).not.toContain('Who owns');
  });

  it('changes nothing when most of the text repeats: the article was published again', () => {
    const page = pageAbout('Kerrig');
    const all = { lines: new Set(read(page).lines) };
    expect(read(page, all)).toEqual(read(page));
  });
});
