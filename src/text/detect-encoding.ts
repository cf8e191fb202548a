/** Guesses the encoding of bytes that are not UTF-8 and declare nothing believable. Each candidate decodes a sample; the
 *  one whose words look most like words wins: letters of one script, capitals only in front, frequent letters frequent. */

type Decode = (bytes: Uint8Array, encoding: string) => string;

const sampleBytes = 12_288;

const commonHan = new Set(
  '的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年过過发發后後作里用道行所然家种事成方多经經么去法学學如都同现現当當没動动面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實日月新政府公司市场場市場報报记記者今部長长今日本国内经济美民',
);

const commonHangul = new Set(
  '이다는의에을가고기지하로사한를도인정대으부시자리해있은원보과서일전수나상아어여들장국제라것연공주구적조만안위스했동비유니오신선',
);

/** Letters that make up most of running text, per script or group of languages; non-Latin scripts most frequent first. */
const frequent: Readonly<Record<string, string>> = {
  cyrillic: 'оеаинтсрвлкмдпуяыьзбгчйіїє',
  greek: 'αοιετσνηυρπκμλςωδγχάόίέήύώ',
  hebrew: 'יוהלאתרבמשנםדע',
  arabic: 'اليمنترودبسعهةفحقكأ',
  thai: 'านรกอเงมยลวดทสตะปบคหแจพชขใไโผ่้ัิีุูำ์',
  west: 'éèàçêôîûâëïùœæøåäöüßñáíóúãõêõºª€’‘“”«»–—…°·',
  central: 'ąćęłńóśźżáčďéěňřšťúůýžíőűöüăâîșțşţäô’“”„–',
  turkish: 'ğışİçöüâ’“”',
  baltic: 'āčēģīķļņšūžąęėįųõäöü’“”„–',
};

interface Candidate {
  readonly encoding: string;
  readonly script: keyof typeof frequent;
  /** The letters that the encoding is there for. */
  readonly letters: RegExp;
  /** Added to the score: ties go to the encoding that more of the Web uses. */
  readonly prior: number;
}

const latin = /\p{Script=Latin}/u;
const cyrillic = /\p{Script=Cyrillic}/u;

const candidates: readonly Candidate[] = [
  { encoding: 'windows-1252', script: 'west', letters: latin, prior: 0.1 },
  { encoding: 'windows-1250', script: 'central', letters: latin, prior: 0.02 },
  { encoding: 'iso-8859-2', script: 'central', letters: latin, prior: 0 },
  { encoding: 'windows-1254', script: 'turkish', letters: latin, prior: 0 },
  { encoding: 'windows-1257', script: 'baltic', letters: latin, prior: 0 },
  { encoding: 'windows-1251', script: 'cyrillic', letters: cyrillic, prior: 0.05 },
  { encoding: 'koi8-r', script: 'cyrillic', letters: cyrillic, prior: 0.02 },
  { encoding: 'koi8-u', script: 'cyrillic', letters: cyrillic, prior: 0 },
  { encoding: 'iso-8859-5', script: 'cyrillic', letters: cyrillic, prior: 0 },
  { encoding: 'ibm866', script: 'cyrillic', letters: cyrillic, prior: 0 },
  { encoding: 'windows-1253', script: 'greek', letters: /\p{Script=Greek}/u, prior: 0 },
  { encoding: 'windows-1255', script: 'hebrew', letters: /\p{Script=Hebrew}/u, prior: 0 },
  { encoding: 'windows-1256', script: 'arabic', letters: /\p{Script=Arabic}/u, prior: 0 },
  { encoding: 'windows-874', script: 'thai', letters: /\p{Script=Thai}/u, prior: 0 },
];

/** The likeliest encoding (WHATWG name) of bytes that are not UTF-8; `windows-1252` when nothing speaks against it. */
export function detectLegacyEncoding(bytes: Uint8Array, decode: Decode): string {
  const sample = sampleOf(bytes);
  if (sample.length === 0) return 'windows-1252';
  const eastAsian = detectEastAsian(sample, decode);
  if (eastAsian) return eastAsian;
  let best = { encoding: 'windows-1252', score: -Infinity };
  for (const candidate of candidates) {
    const score = scoreWords(decode(sample, candidate.encoding), candidate) + candidate.prior;
    if (score > best.score) best = { encoding: candidate.encoding, score };
  }
  return best.encoding;
}

const isWordByte = (byte: number): boolean =>
  byte >= 0x80 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** The stretches that hold high bytes, each from its first word's start, a line break between them. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(sampleBytes + 64);
  let length = 0;
  let at = 0;
  while (at < bytes.length && length < sampleBytes) {
    if ((bytes[at] ?? 0) < 0x80) {
      at++;
      continue;
    }
    let start = at;
    while (start > 0 && at - start < 16 && (bytes[start - 1] ?? 0) < 0x80 && isWordByte(bytes[start - 1] ?? 0)) start--;
    let last = at;
    while (at < bytes.length && at - last <= 6 && at - start < 2048) {
      if ((bytes[at] ?? 0) >= 0x80) last = at;
      at++;
    }
    let end = Math.min(last + 2, bytes.length);
    while (end < bytes.length && end - last < 16 && isWordByte(bytes[end] ?? 0) && (bytes[end] ?? 0) < 0x80) end++;
    const stretch = bytes.subarray(start, Math.min(end, start + sampleBytes - length));
    out.set(stretch, length);
    length += stretch.length;
    out[length++] = 0x0a;
    at = Math.max(at, end);
    if (length >= sampleBytes) break;
  }
  return out.subarray(0, length);
}

/** Mean worth of a character beyond ASCII: +1 for a frequent letter of the script, less for a rare one, below zero for what no
 *  word has: controls, symbols within words, two scripts in one word, a capital after a small letter. */
function scoreWords(text: string, candidate: Candidate): number {
  const common = frequent[candidate.script] ?? '';
  const isLatin = candidate.letters === latin;
  let score = 0;
  let count = 0;
  let before = ' ';
  const characters = [...text];
  characters.forEach((character, index) => {
    if (character >= '\u0080') {
      count++;
      score += worthOf(character, before, characters[index + 1] ?? ' ', candidate.letters, common, isLatin);
    }
    before = character;
  });
  if (count === 0) return 0;
  const runs = isLatin ? (text.match(/[^\x00-\xa0‘’“”«»–—…]{4,}/g) ?? []).length : 0;
  // A text in another script than Latin has more than a letter or two of it.
  const tooFew = isLatin ? 0 : Math.max(0, 4 - count) * 0.5;
  return (score - runs * 3) / count - tooFew;
}

function worthOf(
  character: string,
  before: string,
  after: string,
  letters: RegExp,
  common: string,
  isLatin: boolean,
): number {
  if (character === '\ufffd' || (character >= '\u0080' && character < '\u00a0')) return -6;
  if (!letters.test(character)) {
    const isInWord = /\p{L}/u.test(before) && /\p{L}/u.test(after);
    if (character === '\u2019' || character === '\u00a0' || character === '\u00ad') return 0.2;
    if (/\p{L}|\p{M}/u.test(character)) return -2;
    return isInWord ? -2 : /[\p{P}№€£©®°]/u.test(character) ? 0.2 : -0.6;
  }
  const lower = character.toLowerCase();
  const rank = common.indexOf(lower);
  let worth = isLatin ? (rank >= 0 ? 1 : 0.2) : rank >= 0 ? Math.max(1.3 - rank * 0.05, 0) : -0.1;
  const isUpper = lower !== character;
  if (isUpper && before !== before.toUpperCase()) worth -= 2;
  else if (isUpper) worth -= 0.3;
  if (!isLatin && (/[a-z]/i.test(before) || /[a-z]/i.test(after))) worth -= 1.5;
  return worth;
}

/** One of the double-byte encodings, when the sample decodes in it with hardly an error and reads as its language. */
function detectEastAsian(sample: Uint8Array, decode: Decode): string | null {
  let best: { encoding: string; score: number } | null = null;
  for (const encoding of ['shift_jis', 'euc-jp', 'euc-kr', 'gb18030', 'big5']) {
    const wide = [...decode(sample, encoding)].filter((character) => character >= '\u0080');
    if (wide.length < 2) continue;
    const score = eastAsianScore(wide, encoding);
    if (score > 0.12 && (!best || score > best.score)) best = { encoding, score };
  }
  return best?.encoding ?? null;
}

function eastAsianScore(wide: readonly string[], encoding: string): number {
  let broken = 0;
  let native = 0;
  let han = 0;
  let known = 0;
  let hangul = 0;
  let halfKana = 0;
  let foreign = 0;
  for (const character of wide) {
    if (character === '\ufffd' || (character >= '\ue000' && character <= '\uf8ff')) broken++;
    else if (character >= '\uff61' && character <= '\uff9f') halfKana++;
    else if (/[\u3040-\u30ff]/.test(character)) native += encoding === 'euc-kr' ? 0 : 1;
    else if (character >= '\uac00' && character <= '\ud7a3') {
      native++;
      if (commonHangul.has(character)) hangul++;
    } else if (/\p{Script=Han}/u.test(character)) {
      han++;
      if (commonHan.has(character)) known++;
    } else if (!/[\u3000-\u303f\uff00-\uff60\u2010-\u203b\u00b7]/.test(character)) foreign++;
  }
  const total = wide.length;
  if (broken / total > 0.03 || (halfKana + foreign) / total > 0.35) return 0;
  const isJapanese = encoding === 'shift_jis' || encoding === 'euc-jp';
  if (encoding === 'euc-kr') return native > han ? (1.6 * hangul) / total : 0;
  const share = han === 0 ? 0 : known / han;
  if (isJapanese) return native / total < 0.15 ? 0 : (native + han * 0.6) / total;
  return native / total > 0.3 ? 0 : (share * 1.6 * han) / total;
}
