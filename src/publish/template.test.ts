import { expect, test } from 'vitest';
import { NewsError } from '../errors.ts';
import { trusted } from './markup.ts';
import { compileTemplate, type View } from './template.ts';

const view: View = {
  title: 'Salt & <b>pepper</b>',
  html: trusted('<b>&amp;</b>'),
  count: 0,
  no: false,
  yes: true,
  empty: '',
  missing: undefined,
  none: [],
  outlet: { name: 'Harbor', url: '/h?a=1&b=2' },
  tags: ['one', 'two'],
  links: [
    { title: 'First', url: 'a' },
    { title: 'Second', url: '' },
  ],
};

test.each([
  ['a text is escaped', '<p>{{title}}</p>', '<p>Salt &amp; &lt;b&gt;pepper&lt;/b&gt;</p>'],
  ['markup stays as it is', '{{html}}', '<b>&amp;</b>'],
  ['a number is written, zero too', '{{count}}', '0'],
  ['what is not there is nothing', '[{{missing}}{{no}}{{yes}}]', '[]'],
  ['spaces in the braces are free', '{{ outlet.name }}', 'Harbor'],
  ['a value of a value', '{{outlet.name}} {{outlet.url}}', 'Harbor /h?a=1&amp;b=2'],
  ['a value of what is not there is nothing', '[{{missing.name}}]', '[]'],
  ['a section with a value is shown once, with its fields', '{{#outlet}}{{name}} {{count}}{{/outlet}}', 'Harbor 0'],
  ['a text is a section too', '{{#title}}yes{{/title}}', 'yes'],
  ['zero is there', '{{#count}}yes{{/count}}', 'yes'],
  ['a section without a value is left out', '[{{#no}}a{{/no}}{{#empty}}b{{/empty}}{{#none}}c{{/none}}]', '[]'],
  [
    'an inverted one is the other way round',
    '{{^no}}a{{/no}}{{^empty}}b{{/empty}}{{^none}}c{{/none}}{{^yes}}d{{/yes}}',
    'abc',
  ],
  ['a list is shown for each', '{{#links}}{{title}};{{/links}}', 'First;Second;'],
  [
    'the inner name wins, the outer ones are in reach',
    '{{#links}}{{title}} {{outlet.name}} {{/links}}',
    'First Harbor Second Harbor ',
  ],
  ['a dot is the value itself', '{{#tags}}<{{.}}>{{/tags}}', '<one><two>'],
  ['a remark is left out', 'a{{! title }}b', 'ab'],
])('%s', (_, text, expected) => {
  expect(compileTemplate('page.html', text)(view)).toBe(expected);
});

test('sections that stand alone on their lines leave no line', () => {
  const text = '<ul>\n  {{#links}}\n<li>{{title}}</li>\n  {{/links}}\n{{! end }}\n</ul>\n';
  expect(compileTemplate('page.html', text)(view)).toBe('<ul>\n<li>First</li>\n<li>Second</li>\n</ul>\n');
});

test('a section that ends behind a value keeps what follows', () => {
  expect(compileTemplate('page.html', '{{#outlet}}{{name}}{{/outlet}}\nb')(view)).toBe('Harbor\nb');
});

test('a value that stands alone keeps its line', () => {
  expect(compileTemplate('page.html', 'a\n{{empty}}\nb')(view)).toBe('a\n\nb');
});

test.each([
  ['a section that is not closed', 'a\n{{#links}}\nb', 2, /`links` is not closed/],
  ['one that is closed and not open', 'a\n\n{{/links}}', 3, /not open/],
  ['sections that cross', '{{#links}}\n{{#tags}}{{/links}}{{/tags}}', 2, /not open/],
  ['a place without a name', '{{}}', 1, /names nothing/],
  ['a name that is none', '{{a b}}', 1, /names nothing/],
  ['a name the view does not have', 'a\n{{titel}}', 2, /no `titel` here. Did you mean `title`\?/],
  ['a field the value does not have', '{{outlet.nam}}', 1, /no `outlet.nam` here/],
  ['a name on the prototype', '{{constructor}}', 1, /no `constructor` here/],
])('%s is an error with its line', (_, text, line, detail) => {
  try {
    compileTemplate('themes/mine/page.html', text)(view);
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    const { context, code } = error;
    expect([code, context.file, context.line]).toEqual(['publish/bad-template', 'themes/mine/page.html', line]);
    expect(context.detail).toMatch(detail);
    return;
  }
  expect.unreachable();
});
