import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeBytes, decodeInParts, type DecodeHint } from './decode.ts';

const russian = 'Мэр Залесска открыл новый мост через реку, которого жители ждали десять лет.';
const hebrew = 'ראש העיר חנך היום את הגשר החדש מעל הנהר אחרי עשר שנים של המתנה';
const japanese = '市長は今日、川にかかる新しい橋を開いた。住民は十年間これを待っていた。';
const chinese = '市长今天为新大桥揭幕，当地居民已经等了十年。这是一个重要的日子。';
const korean = '시장은 오늘 강 위의 새 다리를 열었다. 주민들은 십 년 동안 기다려 왔다.';
const french = 'La maire a inauguré hier le pont où l’été dernier « tout était arrêté ».';

function bytesOf(text: string, encoding: string): Uint8Array {
  return new Uint8Array(iconv.encode(text, encoding));
}

interface Row {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hint: DecodeHint;
  readonly text: string;
  readonly encoding: string;
}

const xml = (label: string, text: string): string => `<?xml version="1.0" encoding="${label}"?><a>${text}</a>`;
const html = (label: string, text: string): string => `<html><head><meta charset=${label}></head><p>${text}</p>`;

const rows: readonly Row[] = [
  { name: 'UTF-8 without any declaration', bytes: bytesOf(russian, 'utf-8'), hint: { kind: 'text' }, text: russian, encoding: 'utf-8' },
  { name: 'a UTF-8 mark is dropped and beats the header', bytes: bytesOf(`\ufeff${french}`, 'utf-8'), hint: { kind: 'html', contentType: 'text/html; charset=iso-8859-1' }, text: french, encoding: 'utf-8' },
  { name: 'UTF-16 by its mark', bytes: Uint8Array.from([0xff, 0xfe, ...bytesOf(russian, 'utf-16le')]), hint: { kind: 'text' }, text: russian, encoding: 'utf-16le' },
  { name: 'UTF-16 without a mark, by its zero bytes', bytes: bytesOf(xml('utf-16', 'plain'), 'utf-16be'), hint: { kind: 'xml' }, text: xml('utf-16', 'plain'), encoding: 'utf-16be' },
  { name: 'UTF-32 by its mark', bytes: Uint8Array.from([0, 0, 0xfe, 0xff, ...bytesOf('Ünder', 'utf-32be')]), hint: { kind: 'text' }, text: 'Ünder', encoding: 'utf-32be' },
  { name: 'the header names windows-1251', bytes: bytesOf(russian, 'win1251'), hint: { kind: 'html', contentType: 'text/html;Charset="windows-1251"' }, text: russian, encoding: 'windows-1251' },
  { name: 'the header beats the XML declaration', bytes: bytesOf(xml('utf-8', russian), 'koi8-r'), hint: { kind: 'xml', contentType: 'text/xml; charset=koi8-r' }, text: xml('utf-8', russian), encoding: 'koi8-r' },
  { name: 'an unknown label in the header is passed over', bytes: bytesOf(xml('koi8-r', russian), 'koi8-r'), hint: { kind: 'xml', contentType: 'text/xml; charset=klingon' }, text: xml('koi8-r', russian), encoding: 'koi8-r' },
  { name: 'meta charset', bytes: bytesOf(html('windows-1251', russian), 'win1251'), hint: { kind: 'html' }, text: html('windows-1251', russian), encoding: 'windows-1251' },
  { name: 'meta http-equiv', bytes: bytesOf(`<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS"><p>${japanese}`, 'shiftjis'), hint: { kind: 'html' }, text: `<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS"><p>${japanese}`, encoding: 'shift_jis' },
  { name: 'a meta that says UTF-16 in readable bytes is not believed', bytes: bytesOf(html('utf-16', russian), 'utf-8'), hint: { kind: 'html' }, text: html('utf-16', russian), encoding: 'utf-8' },
  { name: 'latin1 means windows-1252', bytes: bytesOf(french, 'win1252'), hint: { kind: 'text', contentType: 'text/plain; charset=latin1' }, text: french, encoding: 'windows-1252' },
  { name: 'gb2312 is read as its superset', bytes: bytesOf(`${chinese}㐀𠀀`, 'gb18030'), hint: { kind: 'text', contentType: 'text/plain; charset=gb2312' }, text: `${chinese}㐀𠀀`, encoding: 'gbk' },
  { name: 'bytes that windows-1252 leaves undefined', bytes: Uint8Array.from([0x41, 0x81, 0x42]), hint: { kind: 'text', contentType: 'text/plain; charset=iso-8859-1' }, text: 'A\u0081B', encoding: 'windows-1252' },
  { name: 'ISO-2022-JP', bytes: Uint8Array.from([0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42, 0x21]), hint: { kind: 'text', contentType: 'text/plain; charset=iso-2022-jp' }, text: 'あ!', encoding: 'iso-2022-jp' },
  { name: 'UTF-8 that calls itself windows-1251', bytes: bytesOf(xml('windows-1251', russian), 'utf-8'), hint: { kind: 'xml' }, text: xml('windows-1251', russian), encoding: 'utf-8' },
  { name: 'UTF-8 that calls itself latin1 in the header', bytes: bytesOf(french, 'utf-8'), hint: { kind: 'html', contentType: 'text/html; charset=iso-8859-1' }, text: french, encoding: 'utf-8' },
  { name: 'windows-1251 that calls itself UTF-8', bytes: bytesOf(xml('utf-8', russian), 'win1251'), hint: { kind: 'xml' }, text: xml('utf-8', russian), encoding: 'windows-1251' },
  { name: 'windows-1251 that calls itself latin1', bytes: bytesOf(html('iso-8859-1', russian), 'win1251'), hint: { kind: 'html' }, text: html('iso-8859-1', russian), encoding: 'windows-1251' },
  { name: 'undeclared windows-1251', bytes: bytesOf(russian, 'win1251'), hint: { kind: 'html' }, text: russian, encoding: 'windows-1251' },
  { name: 'undeclared KOI8-R', bytes: bytesOf(russian, 'koi8-r'), hint: { kind: 'html' }, text: russian, encoding: 'koi8-r' },
  { name: 'undeclared windows-1252', bytes: bytesOf(french, 'win1252'), hint: { kind: 'html' }, text: french, encoding: 'windows-1252' },
  { name: 'undeclared windows-1255', bytes: bytesOf(hebrew, 'win1255'), hint: { kind: 'html' }, text: hebrew, encoding: 'windows-1255' },
  { name: 'undeclared Shift_JIS', bytes: bytesOf(japanese, 'shiftjis'), hint: { kind: 'html' }, text: japanese, encoding: 'shift_jis' },
  { name: 'undeclared EUC-JP', bytes: bytesOf(japanese, 'eucjp'), hint: { kind: 'html' }, text: japanese, encoding: 'euc-jp' },
  { name: 'undeclared GB', bytes: bytesOf(chinese, 'gb18030'), hint: { kind: 'html' }, text: chinese, encoding: 'gb18030' },
  { name: 'undeclared EUC-KR', bytes: bytesOf(korean, 'cp949'), hint: { kind: 'html' }, text: korean, encoding: 'euc-kr' },
]; // prettier-ignore

describe('decodeBytes', () => {
  test.each(rows)('$name', ({ bytes, hint, text, encoding }) => {
    expect(decodeBytes(bytes, hint)).toEqual({ text, encoding });
  });

  test('UTF-8 with a few bad bytes stays UTF-8', () => {
    const bytes = Uint8Array.from([...bytesOf(russian, 'utf-8'), 0xff, ...bytesOf(russian, 'utf-8')]);
    expect(decodeBytes(bytes, { kind: 'text' })).toEqual({ text: `${russian}\ufffd${russian}`, encoding: 'utf-8' });
  });

  test('any bytes with any header give a text', () => {
    const labels = fc.constantFrom(
      'utf-8',
      'utf-16',
      'gbk',
      'euc-kr',
      'shift_jis',
      'iso-2022-jp',
      'windows-1251',
      'x',
      '',
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        labels,
        fc.constantFrom('html', 'xml', 'text'),
        (bytes, label, kind) => {
          const copy = bytes.slice();
          const { text, encoding } = decodeBytes(bytes, { kind, contentType: `text/html; charset=${label}` });
          expect(typeof text).toBe('string');
          expect(encoding).not.toBe('');
          expect(bytes).toEqual(copy);
        },
      ),
    );
  });

  test.each([0, 1, 2, 3])(
    'long text is cut between characters, and marks within it stay: %i letters before',
    (before) => {
      const text = `${'a'.repeat(before)}${'é\ufeff橋𠀀'.repeat(20_000)}`;
      const { parts } = decodeInParts(new TextEncoder().encode(text), { kind: 'text' });
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.every((part) => !/^\p{Surrogate}|\p{Surrogate}$/u.test(part))).toBe(true);
      expect(parts.join('') === text).toBe(true);
    },
  );

  test('every text survives UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        fc.pre(!text.startsWith('\ufeff') && !text.includes('\0'));
        expect(decodeBytes(new TextEncoder().encode(text), { kind: 'text' }).text).toBe(text);
      }),
    );
  });
});
