import { expect, test } from 'vitest';
import { isEdited, type EditView } from './judge-edit.ts';

const text = ['The council met on Tuesday.', 'It will meet again in May.'];
const view = (of: Partial<EditView> = {}): EditView => ({
  title: 'A title',
  authors: ['ada harbor'],
  lines: text,
  ...of,
});

test.each<[string, Partial<EditView>, boolean]>([
  ['nothing', {}, false],
  ['a headline', { title: 'Another title' }, true],
  ['a word', { lines: ['The council met on Monday.', 'It will meet again in May.'] }, true],
  ['a correction', { lines: [...text, 'Correction: it met on Monday.'] }, true],
  ['a number in a sentence', { lines: [...text, 'There were 12 views on it.'] }, true],
  ['a list of results', { lines: [...text, 'Deaths: 12'] }, true],
  ['another author', { authors: ['ben quay'] }, true],
  ['no author any more', { authors: [] }, false],
  ['a counter', { lines: ['1,204 views', ...text] }, false],
  ['a clock', { lines: ['Updated 3 hours ago', ...text, '4 min read · 17 comments'] }, false],
  ['a clock in German', { lines: ['Aktualisiert vor 3 Stunden', ...text] }, false],
  ['a clock in Japanese', { lines: ['3時間前', ...text] }, false],
])('%s', (_name, after, expected) => {
  expect(isEdited(view(), view(after))).toBe(expected);
});
