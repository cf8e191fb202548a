import { describe, expect, test } from 'vitest';
import { parseHtml } from '../html/parse.ts';
import { findTags } from '../html/query.ts';
import { findStateText } from './find-state-text.ts';

const lines = Array.from(
  { length: 6 },
  (_, i) => `On day ${i + 1} the ferry lay in the harbor, and people came from all over the bay to see it.`,
);
const others = Array.from(
  { length: 9 },
  (_, i) => `In week ${i + 1} the council spoke of schools, of their gardens and of what both may cost.`,
);
const text = lines.join('\n');
const description = 'The ferry came back into the harbor of the bay where people waited';

function find(scripts: readonly string[], about = ''): string {
  const html = scripts.map((script) => `<script>${script}</script>`).join('');
  return findStateText(findTags(parseHtml(html), 'script'), about);
}

const paragraphs = lines.map((line) => ({ type: 'paragraph', text: line }));
const data = { page: { kind: 'article', blocks: paragraphs }, menu: ['Home', 'Sport', 'Weather'] };
const json = JSON.stringify(data);

describe('the text that a page gives to its scripts', () => {
  test.each([
    ['as JSON', json],
    ['as an object that is assigned', `window.__STATE__ = ${json};`],
    ['as a constant', `const state = ${json}; start(state);`],
    ['in a list', `[${json}]`],
    ['under a name in brackets', `window["state"]=${json}`],
  ])('is found %s', (_, script) => {
    expect(find([script])).toBe(text);
  });

  test.each([
    ['a call', `start(${json})`],
    ['too short to be looked at', JSON.stringify({ text: lines.slice(0, 3).join(' ') })],
    ['broken', `${json.slice(0, 200)}`],
    ['of short texts', JSON.stringify({ menu: Array.from({ length: 90 }, (_, i) => `Page ${i} of all`) })],
    ['of addresses', JSON.stringify(Array.from({ length: 20 }, (_, i) => `https://courier.example/a b/${i}/${'x'.repeat(60)}.`))],
    ['of lines that end no sentence', JSON.stringify(lines.map((line) => line.slice(0, -1)))],
  ])('is not there where the script is %s', (_, script) => {
    expect(find([script])).toBe('');
  }); // prettier-ignore

  test('is HTML where the script holds HTML', () => {
    const html = lines.map((line) => `<p>${line}</p>`).join('');
    expect(find([JSON.stringify({ id: '7'.repeat(50), body: html })])).toBe(html);
  });

  test('is the smallest part with most of it, without the teasers beside it', () => {
    const teasers = [{ text: others[0] }, { text: 'Read more.' }];
    expect(find([JSON.stringify({ teasers, article: data })])).toBe(text);
  });

  test('is the longest, but none that shares hardly a word with what the page says of itself', () => {
    const other = JSON.stringify({ blocks: others });
    expect(find([json, other])).toBe(others.join('\n'));
    expect(find([other, json], description)).toBe(text);
    expect(find([other], description)).toBe('');
    expect(find([other], 'Ferry in the bay')).toBe(others.join('\n'));
  });

  test('has the lines of elements that a stream describes, whole', () => {
    const elements = lines.map((line) => ['$', 'p', null, { children: [line.slice(0, 20), ['$', 'b', null, { children: line.slice(20) }]] }]); // prettier-ignore
    expect(find([JSON.stringify({ children: elements })])).toBe(text);
  });

  test('is not there behind a call that goes on after ever so much white space', () => {
    const call = `self.__next_f.push([1,"0:${JSON.stringify(data).replaceAll('"', '\\"')}"])`;
    expect(find([call])).toBe(text);
    expect(find([`${call} ; \n`])).toBe(text);
    expect(find([`${call}${' '.repeat(300_000)}x`])).toBe('');
  });

  test('is found however deep data is, and not without end', () => {
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}${json}${'}'.repeat(depth)}`;
    expect(find([nested(30)])).toBe(text);
    expect(find([nested(60)])).toBe('');
  });
});
