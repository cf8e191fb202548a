import { existsSync, readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attribution, Span } from '../model/attribution.ts';
import { readQuoteCases } from '../../test/quote-cases.ts';
import type { QuoteCase } from '../../test/quote-cases.ts';
import { findAttributions } from './find-attributions.ts';
import { quoteLanguages } from './lexicon/find-lexicon.ts';
import { quotesOfMarkdown } from './quotes-of-markdown.ts';

/** What an attribution says, in words. */
function said(
  text: string,
  { content, source, cue, addressee, speaker, quoted }: Attribution,
): Record<string, unknown> {
  const words = (span: Span | undefined): string | undefined => span && text.slice(span.start, span.end);
  const all = {
    content: content.map(words),
    source: words(source),
    cue: words(cue),
    addressee: words(addressee),
    speaker,
    quoted,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function find(text: string, lang = 'en'): readonly Record<string, unknown>[] {
  return findAttributions(text, { lang }).map((one) => said(text, one));
}

const overlaps = (a: Span | undefined, all: readonly Span[]): boolean =>
  a !== undefined && all.some(({ start, end }) => a.start < end && start < a.end);

function isRight(found: Attribution, { content, source, cue }: QuoteCase): boolean {
  const length = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);
  let both = 0;
  for (const a of found.content)
    for (const b of content) both += Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  const half = both >= (length(found.content) + length(content) - both) / 2;
  return half && overlaps(found.source, source) && overlaps(found.cue, cue);
}

describe('labelled sentences', () => {
  const cases = readQuoteCases();

  test('there are some for every language', () => {
    expect([...cases.keys()].sort()).toEqual([...quoteLanguages].sort());
  });

  test.each([...cases])('%s: at least nine of ten that are found are right, and nearly all are found', (lang, rows) => {
    const labelled = rows.filter(({ content }) => content.length > 0);
    expect(labelled.length).toBeGreaterThanOrEqual(40);
    let told = 0;
    let right = 0;
    for (const row of rows) {
      const found = findAttributions(row.text, { lang });
      told += found.length;
      right += found.filter((one) => isRight(one, row)).length;
    }
    expect(right / told).toBeGreaterThanOrEqual(0.9);
    expect(right / labelled.length).toBeGreaterThanOrEqual(0.9);
  });
});

// The patterns of a short agency report: answers between reported speech, a pronoun, two listeners.
const report = `Harbor Minister Odo Brandt on Friday told Gull Island Post that he met the island's captain Runa Vik to end the quarrel over the ferry.

"I'd rather not say," said Brandt when Gull Island Post asked how often the two had met.

But he believes Vik "does mind" about the empty piers.

"She wants to see boats again," Brandt told the Post adding, "All those empty boats. Old, old, handsome boats. They are like your horses, forty of them - and for no reason."

Brandt said that the two-year quarrel "never would have begun" if he had been minister then.

"I always had a good time with Vik," he said, unlike his predecessor Jorn Hale.

"Hale was a trouble to our harbor. A complete trouble," Brandt told the Gull Island Post

Turning to his adviser Mia Lund, who sat with him on the night ferry, Brandt said: "Let's have those meetings. They want to meet. Every day a boat stays empty."

"We are going to try and get it done as soon as possible. The quarrel would have never begun with me," he said.`;

describe('a report', () => {
  const quoted = findAttributions(report, { lang: 'en' }).filter((one) => one.quoted);

  test('every quoted passage is found, with the full name of who says it', () => {
    const passages = [...report.matchAll(/"[^"]+"/g)].map(({ index, 0: words }) => ({
      start: index,
      end: index + words.length,
    }));
    expect(passages).toHaveLength(9);
    for (const passage of passages) {
      const own = quoted.filter(({ content }) =>
        content.some(({ start, end }) => start <= passage.start && end >= passage.end),
      );
      expect(own.map(({ speaker }) => speaker)).toEqual(['Odo Brandt']);
    }
  });

  test('who is told is found', () => {
    const told = quoted.map((one) => said(report, one)['addressee']).filter((one) => one !== undefined);
    expect(told).toEqual(['the Post', 'the Gull Island Post']);
  });
});

test('who was told to be a woman is not called Mr.', () => {
  const text = 'Bob Ng and Ana Ng came. “It is cold,” Mrs. Ng said. “We go home now,” Mr. Ng said.';
  expect(find(text).map(({ speaker }) => speaker)).toEqual(['Ana Ng', 'Bob Ng']);
});

test('a title is no part of a name, shortened or not', () => {
  const speakers = [
    ...find('«Llegamos tarde hoy», dijo el Dr. Juan Sol. «Nos vamos a casa», dijo la Dra. Ana Brand.', 'es'),
    ...find('« Nous sommes en retard », a dit le Dr. Jean Sol.', 'fr'),
  ].map(({ speaker }) => speaker);
  expect(speakers).toEqual(['Juan Sol', 'Ana Brand', 'Jean Sol']);
});

test('the period behind who speaks is no part of what is said', () => {
  const [one] = find('—El puente es seguro —dijo Ana Sol—. Abrirá en mayo.', 'es');
  expect(one?.['content']).toEqual(['El puente es seguro', 'Abrirá en mayo.']);
});

const seed = new URL('../../../shared/seed/', import.meta.url);

describe.skipIf(!existsSync(seed))('the article the project began with', () => {
  test('every quoted passage is found, with the right speaker', () => {
    const name = readdirSync(seed)[0] ?? '';
    const text = readFileSync(new URL(name, seed), 'utf8').split('\n---\n')[1] ?? '';
    const passages = [...text.matchAll(/"[^"]+"/g)].map(({ index }) => index + 1);
    expect(passages.length).toBeGreaterThanOrEqual(9);
    const quoted = findAttributions(text, { lang: 'en' }).filter((one) => one.quoted);
    for (const at of passages) {
      const own = quoted.filter(({ content }) => content.some(({ start, end }) => start <= at && end > at));
      expect(own.map(({ speaker }) => speaker)).toEqual(['Donald Trump']);
    }
  });
});

describe('single things', () => {
  test('a passage that goes on in the next paragraph belongs to the same words', () => {
    const text = `“The bridge is old,” said Ana Sol. “We looked at every stone of it.\n\n“And we shall look again next year.”`;
    expect(find(text)).toEqual([
      {
        content: ['“The bridge is old,”', '“We looked at every stone of it.', '“And we shall look again next year.”'],
        source: 'Ana Sol',
        cue: 'said',
        speaker: 'Ana Sol',
        quoted: true,
      },
    ]);
  });

  test('told without quotation marks is marked so', () => {
    expect(find('Mayor Ana Sol said that the bridge would stay closed until May.')).toEqual([
      {
        content: ['that the bridge would stay closed until May'],
        source: 'Mayor Ana Sol',
        cue: 'said',
        speaker: 'Ana Sol',
        quoted: false,
      },
    ]);
  });

  test.each([
    ['she', 'Mayor Ana Sol came to the pier with Ben Orr, a fisherman.\n“We will build it,” she said.', 'Ana Sol'],
    ['a last name', 'Ana Sol came to the pier.\n“We will build it,” said Sol.', 'Ana Sol'],
    ['a title', 'Ana Sol, the mayor, came to the pier.\n“We will build it,” the mayor said.', 'Ana Sol'],
  ])('%s is the person it stands for', (_, text, name) => {
    expect(find(text)[0]?.['speaker']).toBe(name);
  });

  test('the body of an article file has them in the text that a reader sees', () => {
    const { text, attributions } = quotesOfMarkdown(
      '## *The* bridge\n\n“It is **old**,” said [Ana Sol](https://gazette.example/sol).\n',
      {
        lang: 'en',
      },
    );
    expect(text).toBe('The bridge\n\n“It is old,” said Ana Sol.');
    expect(attributions.map((one) => said(text, one))).toEqual([
      { content: ['“It is old,”'], source: 'Ana Sol', cue: 'said', speaker: 'Ana Sol', quoted: true },
    ]);
  });

  test('a language without a lexicon has none', () => {
    expect(findAttributions('„Jó napot“, mondta Ana Sol.', { lang: 'hu' })).toEqual([]);
  });
});

describe('any text', () => {
  const pieces = [
    '“',
    '”',
    '"',
    "'",
    '’',
    '‘',
    '«',
    '»',
    '„',
    '—',
    '-',
    ',',
    '.',
    ':',
    '\n',
    ' ',
    '(',
    ')',
    'said',
    'Ana',
    'Sol',
    'he',
    'that',
    '😀',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...pieces)).map((all) => all.join(' ')),
  );

  test('spans lie within it, in order, and those of one attribution do not overlap', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...quoteLanguages), (text, lang) => {
        for (const { content, source, cue, addressee } of findAttributions(text, { lang })) {
          const spans = [...content, source, cue, addressee].flatMap((span) => span ?? []);
          expect(spans.every(({ start, end }) => start >= 0 && start < end && end <= text.length)).toBe(true);
          expect(content.length).toBeGreaterThan(0);
          expect(content.every(({ start }, at) => at === 0 || start >= (content[at - 1]?.end ?? 0))).toBe(true);
        }
      }),
    );
  });

  test('a long run of marks comes to an end', () => {
    for (const mark of ['"', '“x ', '«', "'a "])
      expect(findAttributions(mark.repeat(50_000), { lang: 'fr' })).toEqual([]);
  });

  test.each(["l'", 'a-il.'])('so does a word of many words: %s', (part) => {
    expect(findAttributions(part.repeat(150_000), { lang: 'fr' })).toEqual([]);
  });
});
