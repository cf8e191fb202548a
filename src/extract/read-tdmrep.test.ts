import { expect, test } from 'vitest';
import { parseTdmrep, tdmRightsOf } from './read-tdmrep.ts';

const reserved = (location: string, more: object = {}): object => ({ location, 'tdm-reservation': 1, ...more });

test.each([
  ['the whole site', [reserved('/')], ['tdm-reservation']],
  ['a folder', [reserved('/world/')], ['tdm-reservation']],
  ['another folder', [reserved('/sport/')], []],
  ['the first that matches', [{ location: '/world/', 'tdm-reservation': 0 }, reserved('/')], []],
  ['a pattern', [reserved('*.html')], ['tdm-reservation']],
  ['a pattern with its end', [reserved('/*/a.html$')], ['tdm-reservation']],
  ['a pattern that ends elsewhere', [reserved('/world/a$')], []],
  [
    'terms',
    [reserved('/', { 'tdm-policy': '/tdm.json' })],
    ['tdm-reservation', 'tdm-policy:https://news.example/tdm.json'],
  ],
  ['terms nowhere on the web', [reserved('/', { 'tdm-policy': 'javascript:1' })], ['tdm-reservation']],
  ['no list', reserved('/'), []],
  ['a list of nothing', [null, 1, 'x', {}], []],
])('%s', (_, rules, expected) => {
  expect(tdmRightsOf('https://news.example/world/a.html', parseTdmrep(JSON.stringify(rules)))).toEqual(expected);
});

test.each(['/größe/', '/gr%C3%B6%C3%9Fe/', '/gr%c3%b6%c3%9fe/'])('letters are escaped or not: %s', (location) => {
  for (const page of ['https://news.example/größe/a', 'https://news.example/gr%c3%b6%C3%9fe/a'])
    expect(tdmRightsOf(page, parseTdmrep(JSON.stringify([reserved(location)])))).toEqual(['tdm-reservation']);
});

test('anything else says nothing', () => {
  for (const text of ['', '<html>', '[', '\ufeff[]']) expect(parseTdmrep(text)).toEqual([]);
  const hostile = JSON.stringify([reserved(`/${'a*'.repeat(50_000)}b$`)]);
  const started = performance.now();
  tdmRightsOf(`https://news.example/${'a'.repeat(8000)}`, parseTdmrep(hostile));
  expect(performance.now() - started).toBeLessThan(1000);
});
