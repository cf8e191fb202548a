import { expect, test } from 'vitest';
import { countryCodeOf } from './places.ts';

test.each([
  ['GB', 'en', ['United Kingdom', 'UK', 'Britain', 'Great Britain']],
  ['GB', 'de', ['Vereinigtes Königreich', 'Großbritannien']],
  ['GB', 'fr', ['Royaume-Uni', 'Grande-Bretagne']],
  ['GB', 'ru', ['Великобритания']],
  ['NL', 'en', ['Netherlands', 'Holland']],
  ['NL', 'fr', ['Pays-Bas', 'Hollande']],
  ['NL', 'it', ['Paesi Bassi', 'Olanda']],
  ['CI', 'en', ['Côte d’Ivoire', 'Ivory Coast']],
  ['CI', 'de', ['Côte d’Ivoire', 'Elfenbeinküste']],
  ['MM', 'en', ['Myanmar', 'Burma']],
  ['RU', 'ru', ['Россия', 'России']],
  ['FR', 'es', ['Francia']],
])('%s has all names of it, in %s', (code, language, names) => {
  expect(names.map((name) => countryCodeOf(name, language))).toEqual(names.map(() => code));
});

test('what is no country of today has no code', () => {
  expect(countryCodeOf('England', 'en')).toBe('');
  expect(countryCodeOf('Lowmere', 'en')).toBeUndefined();
});
