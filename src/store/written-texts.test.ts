import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyPathOf, revisionOf } from './article-path.ts';
import { toJson } from './json-rows.ts';
import { withoutSourceLine } from '../markdown/source-line.ts';
import { createFinder, foldName, parseSearch, withoutExclusions } from './search-text.ts';
import { removeChunks } from './warc-chunked.ts';
import { hasForms, toForms, wordsOf } from './word-forms.ts';
import { formatYamlString, parseYamlString } from './yaml-string.ts';

describe('strings of YAML', () => {
  test.each([
    ['plain text', 'port: open', '"port: open"'],
    ['quotes and backslashes', '"a\\b"', '"\\"a\\\\b\\""'],
    ['ends of lines and tabs', 'a\r\n\tb', '"a\\r\\n\\tb"'],
    ['control characters', 'a\u0001\u0085\u2028\ufeffb', '"a\\u0001\\u0085\\u2028\\ufeffb"'],
    ['half of a character', 'a\ud83db', '"a\ufffdb"'],
  ])('%s', (_, text, written) => {
    expect(formatYamlString(text)).toBe(written);
  });

  test('are read as they were written', () => {
    const piece = fc.constantFrom(
      'a',
      '"',
      '\\',
      'u0041',
      '\n',
      '\0',
      '\u0085',
      '\u2028',
      'é',
      '😀',
      '\ud83d',
      '\ude00',
      ': ',
      '#',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        (text) => {
          expect(parseYamlString(formatYamlString(text))).toBe(text.replace(/\p{Surrogate}/gu, '\ufffd'));
        },
      ),
    );
  });

  test.each(['', '"', 'plain', "'single'", '"a', 'a"', '"a"b"', '"a\nb"', '"\\x41"', '"a\\'])(
    'another notation is left to others: %j',
    (source) => {
      expect(parseYamlString(source)).toBeUndefined();
    },
  );
});

describe('rows as JSON', () => {
  test.each([
    ['plain values', ['a', 1, null], '["a",1,null]'],
    ['NUL is left out', ['a\0b'], '["ab"]'],
    ['half a character is replaced', ['a\ud83d', '\udc00b'], '["a\ufffd","\ufffdb"]'],
    ['other escapes stay', ['\u0001'], '["\\u0001"]'],
    ['what only looks like an escape stays', ['\\u0000', '\\ud83d'], '["\\\\u0000","\\\\ud83d"]'],
  ])('%s', (_, values, json) => {
    expect(toJson(values)).toBe(json);
  });
});

describe('a body in chunks', () => {
  const read = (text: string): string | null => {
    const body = removeChunks(Buffer.from(text, 'latin1'));
    return body && Buffer.from(body).toString('latin1');
  };
  test.each([
    ['is put together', '3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n', 'abc0123456789'],
    ['without its extensions and trailers', '3;x="y"\r\nabc\r\n0\r\nETag: x\r\n\r\n', 'abc'],
    ['with bare ends of lines', '3\nabc\n0\n\n', 'abc'],
    ['may be empty', '0\r\n\r\n', ''],
    ['may hold ends of lines', '4\r\n\r\n\r\n\r\n0\r\n', '\r\n\r\n'],
  ])('%s', (_, text, body) => {
    expect(read(text)).toBe(body);
  });

  test.each([
    ['plain text', '<html>\r\n'],
    ['no line', '3'],
    ['a chunk that is cut off', '5\r\nabc'],
    ['a chunk that goes on', '3\r\nabcd\r\n0\r\n\r\n'],
    ['no end', '3\r\nabc\r\n'],
    ['a line without an end', `${' '.repeat(2000)}\r\n`],
    ['a number beyond measure', '123456789\r\n'],
  ])('%s is none', (_, text) => {
    expect(read(text)).toBeNull();
  });
});

describe('names of files in history', () => {
  test('name the revision that a later one replaced, and tell it again', () => {
    const path = 'content/post/2025/02/09/gazette/port.md';
    expect(historyPathOf(path, 12)).toBe('history/post/2025/02/09/gazette/port.r12.md');
    expect(revisionOf(path, 'port.r12.md')).toBe(12);
  });

  test.each(['port.md', 'port.r0.md', 'port.r01.md', 'port.r1.md.md', 'port-2.r1.md', 'sport.r1.md', 'port.r1.txt'])(
    '%s is of another article',
    (name) => {
      expect(revisionOf('content/post/2025/02/09/gazette/port.md', name)).toBeUndefined();
    },
  );
});

describe('what is searched', () => {
  const find = createFinder(
    {
      title: 'Ships in the old port',
      text: 'The café of Kerrigal sold 12 boats. 北京市',
      names: ['Ada Quill', 'Harbor'],
    },
    'en',
  );
  test.each([
    ['', true],
    [' ', true],
    ['ships', true],
    ['SHIP', true],
    ['cafe', true],
    ['"old port"', true],
    ['"port old"', false],
    ['"port the"', false],
    ['kerr*', true],
    ['kerr', false],
    ['quill boats', true],
    ['quill barges', false],
    ['ships -barges', true],
    ['ships -boats', false],
    ['12', true],
    ['北京', true],
    ['京北', false],
    ['!?', false],
  ])('%j finds the article: %s', (typed, isFound) => {
    expect(find(typed)).toBe(isFound);
  });

  test.each([
    ['a word', 'Ports', [{ phrase: ['Ports'], isPrefix: false, isExcluded: false, isInflected: true }]],
    ['a phrase', '"old port"', [{ phrase: ['old', 'port'], isPrefix: false, isExcluded: false, isInflected: false }]],
    ['a phrase without its end', '"old port', [{ phrase: ['old', 'port'], isPrefix: false, isExcluded: false, isInflected: false }]],
    ['a beginning', 'po*', [{ phrase: ['po'], isPrefix: true, isExcluded: false, isInflected: false }]],
    ['one letter begins too much', 'p*', [{ phrase: ['p'], isPrefix: false, isExcluded: false, isInflected: false }]],
    ['a star in quotes is a sign', '"po*"', [{ phrase: ['po'], isPrefix: false, isExcluded: false, isInflected: false }]],
    ['an exclusion', '-port', [{ phrase: ['port'], isPrefix: false, isExcluded: true, isInflected: true }]],
    ['a short word has no forms', 'ab', [{ phrase: ['ab'], isPrefix: false, isExcluded: false, isInflected: false }]],
    ['signs', '- "" ?!', []],
  ])('%s', (_, typed, terms) => {
    expect(parseSearch(typed)).toEqual(terms);
  }); // prettier-ignore

  test('at most 32 things are asked for, of the first thousand characters', () => {
    expect(parseSearch('port '.repeat(50))).toHaveLength(32);
    expect(parseSearch(`${'!'.repeat(1000)} port`)).toEqual([]);
  });

  test('exclusions are taken out of what was typed, and nothing else', () => {
    expect(withoutExclusions('port -"old ships" well-known -boat').trim().split(/\s+/)).toEqual(['port', 'well-known']);
  });

  test('the link to the outlet is no text of the article', () => {
    expect(withoutSourceLine('Text.\n\n[Gazette](https://g.example/1)')).toBe('Text.');
    expect(withoutSourceLine('Text.\n\nSee [Gazette](https://g.example/1)')).toBe('Text.\n\nSee [Gazette](https://g.example/1)');
  }); // prettier-ignore

  test('names are one for all cases, accents and spaces', () => {
    expect(foldName('  José   ΟΔΟΣ ')).toBe('jose οδοσ');
    expect(foldName('Ёлка')).toBe(foldName('елка'));
    expect(foldName('й')).not.toBe(foldName('и'));
  });
});

describe('forms of words', () => {
  test('are those of the language asked for; in any language, a shared one counts in its own', () => {
    const rows = [
      { language: 'de', word: 'hafen', shared: 0 },
      { language: 'de', word: 'not', shared: 1 },
    ];
    expect(toForms(rows, 'hafen', undefined)).toEqual([{ word: 'not', language: 'de' }]);
    expect(toForms(rows, 'häfen', 'de')).toEqual([{ word: 'hafen' }, { word: 'not' }]);
  });

  test('are of words of letters, not of runs without spaces and not of what is too long', () => {
    expect(wordsOf('The 2 Ports of x7 Málaga, to')).toEqual(['the', 'ports', 'málaga']);
    expect(wordsOf('7')).toEqual([]);
    expect([hasForms('port'), hasForms('x'.repeat(40)), hasForms('x'.repeat(41)), hasForms('北京')]).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
