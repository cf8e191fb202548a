import { expect, test } from 'vitest';
import { findSwapped } from './find-swapped.ts';

const sources = [
  'Mara Ellery came to Valdemora in 2031.',
  'The bridge was closed.',
  'Jonas Hartwell left Harrowgate in 2027.',
];
const outputs = [
  'Mara Ellery llegó a Valdemora en 2031.',
  'El puente estaba cerrado.',
  'Jonas Hartwell dejó Harrowgate en 2027.',
];

test('answers in their places are left alone', () => {
  expect(findSwapped(sources, outputs)).toEqual(new Set());
});

test('answers with names and numbers of another text are found', () => {
  expect(findSwapped(sources, [...outputs].reverse())).toEqual(new Set([0, 2]));
});

test('names are alike in other scripts', () => {
  const english = ['Boris Marlin came to Valdemora.', 'Tara Nolan left Oberfelden.'];
  const russian = ['Тара Нолан покинула Оберфельден.', 'Борис Марлин приехал в Вальдемору.'];
  expect(findSwapped(english, russian)).toEqual(new Set([0, 1]));
});

test('a text without names is nobody’s', () => {
  expect(findSwapped(sources, [undefined, outputs[1], ''])).toEqual(new Set());
});
