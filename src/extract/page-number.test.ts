import { expect, test } from 'vitest';
import { toUrl } from '../url/normalize.ts';
import { pageNumberOf } from './page-number.ts';

const story = 'https://a.example/news/2026/story-of-a-pier';
const sure = (number: number): object => ({ number, isSure: true });
const weak = (number: number): object => ({ number, isSure: false });

test.each([
  [`${story}/2`, story, sure(2)],
  [`${story}/2/`, `${story}/`, sure(2)],
  [`${story}/page/3/`, `${story}/`, sure(3)],
  [`${story}/seite-2`, story, sure(2)],
  [`${story}/p2`, story, sure(2)],
  [`${story}?page=2`, story, sure(2)],
  [`${story}?id=7&pagina=2`, `${story}?id=7`, sure(2)],
  [`${story}?page=2`, `${story}?page=1`, sure(2)],
  [`${story}-p2.html`, `${story}.html`, sure(2)],
  [`${story}_page2.html`, `${story}.html`, sure(2)],
  [`${story}/2.html`, `${story}.html`, sure(2)],
  [`${story}.html/2`, `${story}.html`, sure(2)],
  [`${story}-2.html`, `${story}.html`, weak(2)],
  [`${story},2`, story, weak(2)],
  ['https://www.a.example/news/2026/story-of-a-pier/2', story, sure(2)],
  // Another document
  [story, story, null],
  [`${story}/2026`, story, null],
  [`${story}-part-2`, story, null],
  [`${story}-2-years-on`, story, null],
  [`${story}/comments/2`, story, null],
  [`${story}?page=2&sort=new`, story, null],
  [`${story}?comments=2`, story, null],
  [`${story}?id=8&page=2`, `${story}?id=7`, null],
  ['https://a.example/news.php?id=7705', 'https://a.example/news.php?id=7704', null],
  ['https://a.example/?p=124', 'https://a.example/?p=123', null],
  ['https://a.example/news/2026/2', story, null],
  ['https://b.example/news/2026/story-of-a-pier/2', story, null],
  ['https://a.example/page/2', 'https://a.example/', null],
  ['https://a.example/news/budget-2025', 'https://a.example/news/budget-2024', null],
])('%s is what of %s', (address, first, expected) => {
  const [found, stem] = [toUrl(address), toUrl(first)];
  if (found === null || stem === null) throw new Error('no address');
  expect(pageNumberOf(found, stem)).toEqual(expected);
});
