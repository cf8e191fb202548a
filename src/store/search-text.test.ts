import { expect, it } from 'vitest';
import { toPlainText } from './search-text.ts';

it.each([
  ['a heading, an item and a quotation', '## Tides\n\n- high\n\n> “Low”', 'Tides\n\nhigh\n\n“Low”'],
  ['a link without its address', 'See [the map](https://a.example/x).', 'See the map.'],
  [
    'a picture with its caption, without the mark of the line break',
    '![Pier](https://a.example/p.png)\\\n*At dawn*',
    'Pier\nAt dawn',
  ],
  ['escaped signs as they were written', 'a\\*b \\[c\\]', 'a*b [c]'],
])('reads %s', (_name, markdown, text) => {
  expect(toPlainText(markdown)).toBe(text);
});
