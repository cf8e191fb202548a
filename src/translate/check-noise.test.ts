import { expect, test } from 'vitest';
import { findEcho } from './check-noise.ts';

test.each([
  [
    'a word before the translation',
    'Los horarios cambian el lunes.',
    'Note: the timetables change on Monday.',
    'Note:',
  ],
  ['a role', 'Los horarios cambian el lunes.', 'Assistant: The timetables change.', 'Assistant:'],
  [
    'one before that of the source',
    'Nota: cambian los horarios.',
    'Translation: Note: timetables change.',
    'Translation:',
  ],
])('%s is the engine speaking', (_, source, output, found) => {
  expect(findEcho(source, output)).toBe(found);
});

test.each([
  ['Nota: cambian los horarios.', 'Note: timetables change.'],
  ['Respuesta: no lo sabemos.', 'Answer: we do not know.'],
  ['Usuario: no funciona.', 'User: it does not work.'],
])('%s has such a word itself', (source, output) => {
  expect(findEcho(source, output)).toBeUndefined();
});
