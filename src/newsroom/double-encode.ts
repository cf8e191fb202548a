import iconv from 'iconv-lite';

/** Text as it looks after its UTF-8 bytes were taken for windows-1252: `’` becomes `â€™`, a no-break space `Â` and one.
 *  The five bytes without a letter become the control characters of the same number, as in browsers. */
export function doubleEncode(text: string): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const letter = iconv.decode(Buffer.of(byte), 'windows-1252');
    return letter === '\ufffd' ? String.fromCharCode(byte) : letter;
  }).join('');
}
