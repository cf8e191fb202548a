import { describe, expect, test } from 'vitest';
import { joinMarkdown } from './join-markdown.ts';
import { partMarkdown } from './part-markdown.ts';

describe('the text of Markdown, cut into segments', () => {
  test.each<[about: string, markdown: string, segments: readonly string[]]>([
    ['paragraphs and headings', '# The mill\n\nIt stood.\n', ['The mill', 'It stood.']],
    [
      'emphasis and links are tags',
      'A **bold *new*** [mill](https://a.example/)!',
      ['A <pc id="1">bold <pc id="2">new</pc></pc> <pc id="3">mill</pc>!'],
    ],
    ['what is all of a line stands outside', '- [The mill](https://a.example/)', ['The mill']],
    [
      'code and addresses are placeholders',
      'Run `mill` at <https://a.example/> now',
      ['Run <ph id="1"/> at <ph id="2"/> now'],
    ],
    ['tags of HTML too', 'A <b>bold</b> mill', ['A <ph id="1"/>bold<ph id="2"/> mill']],
    [
      'pictures, and their captions',
      '![A mill](https://a.example/m.jpg)\\\n*The mill today*',
      ['A mill', 'The mill today'],
    ],
    ['cells', '| River | 12 |\n| --- | --- |\n| Old \\| new | 7 |', ['River', 'Old | new']],
    ['lists and quotes', '> 1. One mill\n>\n> - Two mills', ['One mill', 'Two mills']],
    ['no code, numbers, addresses alone', '```\ncode\n```\n\n12,5\n\nhttps://a.example/x\n\n`code`', []],
    ['not the last line of an article', 'One.\n\n[harbor-gazette](https://a.example/1)', ['One.']],
    ['what is escaped is text', 'a \\*b\\* &amp; c < d', ['a *b* &amp; c &lt; d']],
    ['lines that only wrap', 'The mill\nstood\n  here', ['The mill stood here']],
  ])('%s', (_, markdown, segments) => {
    expect(partMarkdown(markdown).segments.map(({ text }) => text)).toEqual(segments);
  });

  test('formulas are placeholders where pages show them', () => {
    const markdown = 'The $a_b*c$ and $$d_e$$ hold';
    const parted = partMarkdown(markdown, { hasMath: true });
    expect(parted.segments.map(({ text }) => text)).toEqual(['The <ph id="1"/> and <ph id="2"/> hold']);
    expect(joinMarkdown(parted, ['<ph id="2"/> und <ph id="1"/> sind $x$ hier'])).toBe(
      '$$d_e$$ und $a_b*c$ sind &#36;x&#36; hier',
    );
  });

  test('long paragraphs are cut at sentences, short sentences stay together, pairs whole', () => {
    const [first, second] = [
      'The council of the town decided on Monday to mend the old bridge.',
      'It will take two years, the mayor told us there.',
    ];
    const parted = partMarkdown(`${first} Good. ${second}\n\n${first} **${second} ${first}** ${second}`);
    expect(parted.segments.map(({ block, text }) => [block, text])).toEqual([
      [0, first],
      [0, `Good. ${second}`],
      [1, first],
      [1, `<pc id="1">${second} ${first}</pc>`],
      [1, second],
    ]);
  });

  test('segments know their block', () => {
    const parted = partMarkdown('One\n\n---\n\n- two\n- three\n\nfour');
    expect(parted.segments.map(({ block }) => block)).toEqual([0, 2, 2, 3]);
  });

  test('a paragraph of very many pieces has none where there is no word', () => {
    expect(partMarkdown('*1* 2 '.repeat(150_000)).segments).toEqual([]);
  });
});
