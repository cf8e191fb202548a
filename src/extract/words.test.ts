import { describe, expect, test } from 'vitest';
import {
  isBylineLine,
  isCreditLine,
  isDateLine,
  isEndHeading,
  isLabelledByline,
  isPageLabel,
  isRelatedLead,
  isSiteLine,
  isStampLine,
} from './words.ts';

const long = ' and so it goes on, about the harbor, its ferry and the people of the bay'.repeat(6);

describe.each([
  ['a lead to other articles', isRelatedLead, ['Read also: The old ferry', 'Lesen Sie auch: Die alte Fähre', 'Lire aussi : le vieux bac'], ['We read also the old letters.']],
  ['a heading after which other things come', isEndHeading, ['Comments', 'Kommentare', 'Related articles'], ['Comments of the mayor on the ferry']],
  ['a line about the site', isSiteLine, ['Sign up for our newsletter', 'Share this article'], ['The letters of the harbor are sixty years old.']],
  ['a line that credits a picture', isCreditLine, ['Photo: Ida Rask', 'Getty Images', 'Quelle: dpa', '(Foto: Ida Rask)'], ['A photo of the ferry hangs in the town hall.']],
  ['a line that names an author', isBylineLine, ['by Mara Holt', 'von Mara Holt', 'por Mara Holt', 'text: Mara Holt'], ['by noon the ferry was back.', 'bystanders came.']],
  ['a label with an author', isLabelledByline, ['Autor: Mara Holt', 'Author Mara Holt', 'Text: Mara Holt'], ['Authors of the year', 'Texts of Mara Holt']],
  ['little more than a date', isDateLine, ['3 May 2024', 'May 3, 2024, 10:15', '03.05.2024', 'Updated yesterday', '3 de mayo de 2024'], ['The ferry is back.', 'It has 2024 seats.']],
  ['an entry of a list about the page', isPageLabel, ['Print', 'Permalink https://courier.example/1', 'Tags: harbor'], ['Printers of the bay']],
] as const)('%s', (_, is, lines, others) => {
  test.each(lines)('is "%s", and not as the beginning of a paragraph', (line) => {
    expect([is(line), is(`${line}${long}`)]).toEqual([true, false]);
  });

  test.each(others)('is not "%s"', (line) => {
    expect(is(line)).toBe(false);
  });
}); // prettier-ignore

test('a stamp has a word for it and a date', () => {
  const lines = ['Updated: 3 May 2024, 10:15', 'Stand: 03.05.2024', '3 May 2024', 'Updated by the desk'];
  expect(lines.map(isStampLine)).toEqual([true, true, false, false]);
});

// Capitals cost the corpora a little until the forests are trained with them.
test.fails('a line that begins with a capital names an author, too', () => {
  expect(isBylineLine('By Mara Holt')).toBe(true);
});
