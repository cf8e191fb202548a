import { describe, expect, test } from 'vitest';
import { plainAddressOf } from './plain-address.ts';
import { toUrl } from './normalize.ts';

function plain(text: string): string {
  const url = toUrl(text);
  if (url === null) throw new Error(`no address: ${text}`);
  return plainAddressOf(url);
}

describe('plainAddressOf', () => {
  test.each([
    'http://www.news.example/a/pier?id=7',
    'https://news.example/a/pier?id=7',
    'https://m.news.example/a/pier?id=7',
    'https://mobile.news.example/a/pier/?id=7',
    'https://www.m.news.example/a/pier?id=7',
    'https://amp.news.example/a/pier?id=7',
    'https://news.example/amp/a/pier?id=7',
    'https://news.example/a/pier/amp/?id=7',
    'https://news.example/a/pier?amp&id=7',
    'https://news.example/a/pier?id=7&amp=1',
    'https://news.example/a/pier?id=7&outputType=amp',
    'https://news.example/a/pier?id=7&output=amp',
    'https://news.example/m/a/pier?id=7',
    'https://news.example/a/pier/print?id=7',
    'https://news.example/print/a/pier?id=7',
    'https://news.example/a/pier?view=print&id=7',
    'https://news.example/a/pier.amp?id=7',
  ])('%s is a form of one page', (text) => {
    expect(plain(text)).toBe('news.example/a/pier?id=7');
  });

  test.each([
    ['keeps an ending', 'https://news.example/a/pier.amp.html', 'news.example/a/pier.html'],
    ['takes an ending off behind another', 'https://news.example/a/pier.html.amp', 'news.example/a/pier.html'],
    ['keeps another host of the site', 'https://sport.news.example/a', 'sport.news.example/a'],
    ['keeps a domain that is called so', 'https://m.example/a', 'm.example/a'],
    ['keeps a section of that name', 'https://news.example/print', 'news.example/print'],
    ['keeps a word that ends so', 'https://news.example/camp?stamp=1', 'news.example/camp?stamp=1'],
    ['keeps a page number', 'https://news.example/a?m=2', 'news.example/a?m=2'],
    ['keeps a port', 'http://127.0.0.1:8080/a', '127.0.0.1:8080/a'],
  ])('%s', (_, text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});
