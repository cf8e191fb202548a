import { expect, test } from 'vitest';
import { glossaryVersion, toTarget } from './glossary.ts';
import { toMemoryKey } from './memory-key.ts';

const input = {
  engine: 'apertium',
  model: 'spa-eng 0.8.1',
  from: 'es',
  to: 'en',
  glossary: '',
  text: 'La <ph id="1"/>',
};

test('a key is of everything that decides the answer, and stays what it is', () => {
  expect(toMemoryKey(input)).toMatch(/^[0-9a-f]{64}$/);
  expect(toMemoryKey({ ...input })).toBe(toMemoryKey(input));
  const others = [
    { ...input, engine: 'deepl' },
    { ...input, model: 'spa-eng 0.8.2' },
    { ...input, from: 'pt' },
    { ...input, to: 'de' },
    { ...input, glossary: '12345678' },
    { ...input, text: 'La' },
    { ...input, from: 'es","en', to: '' },
  ];
  expect(new Set([input, ...others].map(toMemoryKey)).size).toBe(8);
});

test('a glossary has a version for each language', () => {
  const mill = { term: 'molino', to: { en: 'mill', 'de-AT': 'Mühle' } };
  const town = { term: 'Villa', to: {} };
  expect(glossaryVersion([], 'en')).toBe('');
  expect(glossaryVersion([mill, town], 'en')).toMatch(/^[0-9a-f]{8}$/);
  expect(glossaryVersion([town, mill], 'en')).toBe(glossaryVersion([mill, town], 'en'));
  expect(glossaryVersion([mill], 'en')).not.toBe(glossaryVersion([mill], 'de-AT'));
  expect(glossaryVersion([mill], 'en')).toBe(glossaryVersion([{ ...mill, to: { ...mill.to, fr: 'moulin' } }], 'en'));
  expect([toTarget(mill, 'en-GB'), toTarget(mill, 'de-AT'), toTarget(mill, 'de')]).toEqual(['mill', 'Mühle', 'molino']);
});
