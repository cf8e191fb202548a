import { describe, expect, test } from 'vitest';
import { createProtector, protect, type ProtectOptions } from './protect.ts';

const options: ProtectOptions = {
  names: ['Ana Madera', 'Ana', 'Casas', '李明'],
  glossary: [
    { term: 'banco central', to: { en: 'central bank', de: 'Zentralbank' } },
    { term: 'Harbor Gazette', to: {} },
  ],
  from: 'es',
  to: 'en-GB',
  languageOf: (text) => (text.includes('the ') ? 'en' : text.includes('la ') ? 'es-MX' : undefined),
};

describe('what engines shall not touch', () => {
  test.each<[about: string, text: string, protectedText: string, terms: readonly string[]]>([
    ['nothing', 'Dijo que no.', 'Dijo que no.', []],
    ['names, the longest first', 'Ana Madera y Ana', '<ph id="1"/> y <ph id="2"/>', ['Ana Madera', 'Ana']],
    [
      'only whole words, as they are written',
      'Anabel, ana, casas, Casas.',
      'Anabel, ana, casas, <ph id="1"/>.',
      ['Casas'],
    ],
    ['names in scripts without spaces', '他说李明来了', '他说<ph id="1"/>来了', ['李明']],
    [
      'names of another script between those',
      '由Ana Madera和Casas出版，ソニーCasas',
      '由<ph id="1"/>和<ph id="2"/>出版，ソニー<ph id="3"/>',
      ['Ana Madera', 'Casas', 'Casas'],
    ],
    ['and no part of them', '由Casas15和XCasas出版', '由Casas15和XCasas出版', []],
    ['terms, by their translation', 'El banco central', 'El <ph id="1"/>', ['central bank']],
    ['terms at the beginning of a sentence', 'Banco central', '<ph id="1"/>', ['Central bank']],
    ['terms that stay', 'Harbor Gazette', '<ph id="1"/>', ['Harbor Gazette']],
    [
      'addresses',
      'A x@casa.example o https://casa.example/la-casa?x=1.',
      'A <ph id="1"/> o <ph id="2"/>.',
      ['x@casa.example', 'https://casa.example/la-casa?x=1'],
    ],
    [
      'handles and hashtags',
      'Lo dijo @casa_2 (#Libertad) n.º #1',
      'Lo dijo <ph id="1"/> (<ph id="2"/>) n.º <ph id="3"/>',
      ['@casa_2', '#Libertad', '#1'],
    ],
    [
      'quotations in another language',
      'Dijo «this is the end» y «esta es la casa»',
      'Dijo «<ph id="1"/>» y «esta es la casa»',
      ['this is the end'],
    ],
    [
      'what is in another thing only with it',
      'Ve https://casa.example/Ana',
      'Ve <ph id="1"/>',
      ['https://casa.example/Ana'],
    ],
    [
      'beside tags, with ids of its own',
      '<pc id="4">Ana</pc> &amp; <ph id="7"/>',
      '<pc id="4"><ph id="8"/></pc> &amp; <ph id="7"/>',
      ['Ana'],
    ],
  ])('%s', (_, text, expected, terms) => {
    const made = protect(text, options);
    expect(made.text).toBe(expected);
    expect(made.terms).toEqual(terms);
  });

  test('is put back where its tag stands', () => {
    const made = protect('<pc id="1">Ana</pc> y el banco central de A&amp;B', options);
    expect(made.text).toBe('<pc id="1"><ph id="2"/></pc> y el <ph id="3"/> de A&amp;B');
    expect(made.restore('The <ph id="3"/> of A&amp;B and <pc id="1"><ph id="2"/></pc>')).toBe(
      'The central bank of A&amp;B and <pc id="1">Ana</pc>',
    );
  });

  test('marks of the text stay escaped', () => {
    const protector = createProtector({ ...options, names: ['A&B <x>'] });
    const made = protector('En A&amp;B &lt;x&gt; hoy');
    expect(made.text).toBe('En <ph id="1"/> hoy');
    expect(made.restore(made.text)).toBe('En A&amp;B &lt;x&gt; hoy');
  });
});
