import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CopyFinder, findCopies } from './copy-finder.ts';
import { bandsOf, copyLikeness, isCopy, signatureOf } from './signature.ts';

const lead = 'The dam above Norvik gave way shortly before dawn on Tuesday and sent water through the lower town.';
const middle = [
  'Some three hundred people had been brought to the school on the hill by the volunteers of the fire brigade when the wall broke.',
  'Engineers who had inspected the gates in March wrote in a report that two of the four could no longer be closed by hand.',
  'The council put off the repair twice, as the owner of the dam and the district could not agree on who was to pay for it.',
];
const end = [
  'Trains between the coast and the capital stopped, and the road along the river is closed until further notice.',
  'A first estimate of the damage is expected from the insurers of the district by the end of next week at the earliest.',
];
const wire = [lead, ...middle, ...end].join('\n');
const own = [
  'Mayor Ana Sol walked through the flooded market with her sleeves rolled up and spoke with shopkeepers who had lost all they had.',
  'In the bakery on the square the ovens stood in the mud, and the owner counted the sacks of flour that were still dry.',
  'Schools in the valley remain closed, and the buses of the county bring drinking water to the villages twice a day.',
].join('\n');
const quote =
  '“We had been told that the gates were safe, and nobody in this town was warned before the water came through our doors.”';

const likenessOf = (copy: string, original: string): boolean =>
  isCopy(copyLikeness(signatureOf(copy), signatureOf(original)));

test('blank lines change nothing, be there ever so many', () => {
  for (const blank of ['\n', ' \n', '\u2028', '\r'])
    expect(signatureOf(`${lead}\n(Tidewire)\n${blank.repeat(400_000)}${own}`)).toEqual(signatureOf(`${lead}\n${own}`));
});

describe('what is a copy', () => {
  test.each([
    ['the same text', wire],
    [
      'with a dateline, other case, marks and spaces',
      `NORVIK, Nov. 3 (Tidewire) – ${wire.toUpperCase().replaceAll('.', ' !').replaceAll('\n', '\n\n')}`,
    ],
    ['cut to its beginning', [lead, ...middle].join('\n')],
    ['with another lead', ['A village lost its dam in the night.', ...middle, ...end].join('\n')],
    ['with a paragraph of the outlet', [lead, own.split('\n')[0] ?? '', ...middle, ...end].join('\n')],
    [
      'with some words changed',
      wire.replace('shortly', 'just').replace('brigade', 'service').replace('expected', 'awaited'),
    ],
  ])('%s', (_about, text) => {
    expect(likenessOf(text, wire)).toBe(true);
  });

  test.each([
    ['another report of the same event', own, wire],
    [
      'another report with the same quotation',
      `${own}\n${quote} a neighbor said.\n${quote} she said.`,
      `${middle.join('\n')}\n${quote} a neighbor said.\n${quote} she said.`,
    ],
    [
      'a follow-up that repeats a paragraph',
      `${own}\n${own.replaceAll(/\b(the|and|in)\b/g, '$1 whole')}\n${middle[0] ?? ''}`,
      wire,
    ],
    ['a long report around five lines of an agency', `${own}\n${own.split(' ').reverse().join(' ')}\n${lead}`, lead],
    ['two notices that are too short to tell', 'Read more at our site.', 'Read more at our site.'],
  ])('not %s', (_about, text, original) => {
    expect(likenessOf(text, original)).toBe(false);
  });

  test('scripts without spaces have copies too', () => {
    const sentences = [
      '大坝在星期二黎明前不久决口，洪水涌入了下游的城镇和村庄。',
      '三月检查闸门的工程师在报告中写道，四个闸门中有两个已无法手动关闭。',
      '由于业主与地区政府未能就费用达成一致，市议会两次推迟了维修工作。',
    ];
    expect(likenessOf(sentences.slice(0, 2).join(''), sentences.join('\n'))).toBe(true);
    expect(
      likenessOf(
        '沿海与首都之间的列车已经停运，沿河公路也将关闭，直至另行通知为止。保险公司预计下周末公布初步损失。',
        sentences.join('\n'),
      ),
    ).toBe(false);
  });
});

describe('signatures', () => {
  test('are small, the same each time, and find each other by their bands', () => {
    const signature = signatureOf(wire);
    expect(signature).toEqual(signatureOf(wire));
    expect(signature.length).toBeLessThanOrEqual(772);
    const bands = new Set(bandsOf(signature));
    expect(bands.size).toBe(24);
    expect(bandsOf(signatureOf([lead, ...middle].join('\n'))).filter((band) => bands.has(band)).length).toBeGreaterThan(
      8,
    );
    expect(bandsOf(signatureOf(''))).toEqual([]);
  });

  test('likeness is a share, and that of a text with itself is one', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 60 }), fc.lorem({ maxCount: 60 }), (a, b) => {
        const { ofCopy, ofOriginal } = copyLikeness(signatureOf(a), signatureOf(b));
        expect(Math.min(ofCopy, ofOriginal)).toBeGreaterThanOrEqual(0);
        expect(Math.max(ofCopy, ofOriginal)).toBeLessThanOrEqual(1);
        expect(copyLikeness(signatureOf(b), signatureOf(a))).toEqual({ ofCopy: ofOriginal, ofOriginal: ofCopy });
        expect([0, 1]).toContain(copyLikeness(signatureOf(a), signatureOf(a)).ofCopy);
      }),
    );
  });
});

describe('finding copies', () => {
  const hour = 3_600_000;
  const articles = [
    { key: 'tidewire.md', publishedMs: 0, text: wire },
    { key: 'gazette.md', publishedMs: hour, text: [lead, ...middle].join('\n') },
    { key: 'own.md', publishedMs: 2 * hour, text: own },
    { key: 'herald.md', publishedMs: 3 * hour, text: [...middle, ...end].join('\n') },
    { key: 'notice.md', publishedMs: 4 * hour, text: 'Read more at our site.' },
    { key: 'twin.md', publishedMs: 4 * hour, text: own },
  ];
  const expected = { 'gazette.md': 'tidewire.md', 'herald.md': 'tidewire.md', 'twin.md': 'own.md' };

  test('names the first publisher, in whatever order the articles come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(articles, { minLength: articles.length }), (shuffled) => {
        expect(Object.fromEntries([...findCopies(shuffled)].map(([key, { copyOf }]) => [key, copyOf]))).toEqual(
          expected,
        );
        const finder = new CopyFinder();
        const firsts = new Map<string, string>();
        for (const article of shuffled) {
          const { copyOf, replaced } = finder.add(article);
          if (copyOf !== undefined) firsts.set(article.key, copyOf);
          for (const key of replaced) firsts.set(key, copyOf ?? article.key);
        }
        const rootOf = (key: string): string => (firsts.has(key) ? rootOf(firsts.get(key) ?? '') : key);
        expect(Object.fromEntries([...firsts.keys()].map((key) => [key, rootOf(key)]))).toEqual(expected);
      }),
    );
  });

  test('forgets what is older than its window', () => {
    const finder = new CopyFinder({ windowMs: hour });
    const text = (number: number): string =>
      Array.from({ length: 40 }, (_, i) => `w${String(number * 41 + i)}`).join(' ');
    for (let number = 0; number < 5000; number += 1)
      finder.add({ key: String(number), publishedMs: number * 60_000, text: text(number) });
    expect(finder.size.articles).toBeLessThan(1500);
    expect(finder.size.bytes / finder.size.articles).toBeLessThan(4000);
    expect(finder.add({ key: 'again', publishedMs: 5000 * 60_000, text: text(4990) }).copyOf).toBe('4990');
    expect(finder.add({ key: 'late', publishedMs: 5000 * 60_000, text: text(10) }).copyOf).toBeUndefined();
  });
});
