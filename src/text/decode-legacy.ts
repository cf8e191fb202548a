import iconv from 'iconv-lite';

/** Names that iconv-lite has for another set than the Standard means. */
const iconvNames: Readonly<Record<string, string>> = {
  gbk: 'gb18030',
  'euc-kr': 'cp949',
  ibm866: 'cp866',
  'x-mac-cyrillic': 'maccyrillic',
  shift_jis: 'cp932',
};

/** The text of bytes in an encoding other than UTF-8, named as in WHATWG Encoding (or `utf-32le`, `utf-32be`); what fits
 *  nothing is U+FFFD. Reads by iconv-lite, because `TextDecoder` of Node 20 is wrong for windows-1252, big5 and euc-kr.
 *  Bundles for the browser take decode-legacy-browser.ts instead (`browser` in package.json). */
export function decodeLegacy(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'iso-2022-jp') return iconv.decode(toEucJp(bytes), 'euc-jp');
  const text = iconv.decode(bytes, iconvNames[encoding] ?? encoding, { stripBOM: false });
  return encoding === 'windows-1252' || encoding === 'windows-1254' ? keepUndefinedBytes(bytes, text) : text;
}

/** The Standard maps the five bytes that windows-1252 leaves undefined to the control characters of the same number. */
function keepUndefinedBytes(bytes: Uint8Array, text: string): string {
  if (!text.includes('\ufffd')) return text;
  return text.replace(/\ufffd/g, (_, at: number) => String.fromCharCode(bytes[at] ?? 0xfffd));
}

/** ISO-2022-JP as EUC-JP, which iconv-lite reads: escape sequences choose the set, two-byte characters get their high bits. */
function toEucJp(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 2);
  let length = 0;
  let set: 'ascii' | 'kanji' | 'kana' = 'ascii';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x1b && at + 2 < bytes.length) {
      const [first, second] = [bytes[at + 1], bytes[at + 2]];
      if (first === 0x24 && (second === 0x40 || second === 0x42)) set = 'kanji';
      else if (first === 0x28) set = second === 0x49 ? 'kana' : 'ascii';
      else continue;
      at += 2;
      continue;
    }
    if (byte === 0x0a || byte === 0x0d) set = 'ascii';
    if (set === 'kana') out[length++] = 0x8e;
    out[length++] = set === 'ascii' ? byte : byte | 0x80;
  }
  return out.subarray(0, length);
}
