/** Numbers of a text and of its translation, compared by their digits: separators, units and native digits may change. */

interface Found {
  /** As ASCII digits without separators. */
  readonly digits: string;
  /** Without zeros at both ends: what stays when millions are written otherwise. */
  readonly significant: string;
  readonly value: number;
  /** The runs of digits between separators: `12.30` and `12:30` have the same. */
  readonly parts: readonly string[];
  readonly written: string;
  /** Marked as ordinal or decade, as `36th`, `40s`, `3º`: often written as a word, or in Roman numerals. */
  readonly isOrdinal: boolean;
}

/** Digits, with separators between them: `1,000`, `1 000`, `1.000,50`. A plain space only before three digits. */
const number = /\p{Nd}+(?:(?:[.,:'’٫٬·]|[ \u00a0\u202f](?=\p{Nd}{3}(?!\p{Nd})))\p{Nd}+)*/gu;
const ordinal =
  /^(?:st|nd|rd|th|s|er|e|[eè]me|º|ª|°|-?[йяеа]|-?[ийгому]{2,3}|['’]?[ıiuü]nc|世紀|世纪)(?!\p{L}{3})|^\.\s/u;
/** 15:00 is 15 as well. */
const fullHour = /(\p{Nd}):[0٠०]{2}(?!\p{Nd})/gu;
/** Words for ten thousand, a million and so on: numbers beside them are written in more than one way. */
const scales =
  /[万萬亿億兆千百만억조천백]|\b(?:mil|mille|mrd|mio|m|k|md|mld|mln|mlrd|bin|yüz|cent|cento|cem|cien|sto|bi)\b|(?:\b|(?<=\d))(?:mila|bn|tn)\b|\b(?:mi?ll?i[oóõa]|mill[oó]n|milh|milj|mily|bilh|bill?i|bill[oó]n|bilj|trill|tril|lakh|crore|thousand|hundred|tausend|hundert|duizend|honderd|tys|setn)|тыс|тис|млн|млрд|милл?и|миль?[йя]|мільй|мільяр|трил|сотн|сто|लाख|करोड़|अरब|हज़ार|हजार|मिलियन|बिलियन|सौ|ألف|آلاف|مليون|ملايين|مليار|بليون|مئة|مائة/iu;
/** Up to here numbers are written out as words in many languages, or are hours of one clock and not of the other. */
const mostWritten = 20;
const mostOrdinal = 99;
/** Up to here a number that is in one text alone may be a month, a day, an hour or a word of the other. */
const mostCounted = 31;

/** What is wrong with the numbers of a translation, or undefined. Plain texts. A number that the translation lacks is wrong unless it is
 *  small and may be written out; so is one that the source has nothing of. */
export function findWrongNumber(source: string, output: string): string | undefined {
  const [wanted, told] = [findNumbers(source), findNumbers(output)];
  if (wanted.length === 0 && told.length === 0) return undefined;
  const hasScale = scales.test(source) || scales.test(output);
  const [lost, added] = pairOff(wanted, told, hasScale);
  const gone = lost.find((one) => !mayBeWritten(one, hasScale) && !output.includes(toRoman(one.value)));
  if (gone !== undefined) return `${gone.written} is missing`;
  const small = lost[0];
  const other = added.find(({ value }) => value <= mostWritten);
  if (small !== undefined && other !== undefined && !hasCalendar(output) && !hasCalendar(source))
    return `${small.written} became ${other.written}`;
  const extra = added.find(({ value, digits }) => value > mostCounted && (digits.length > 4 || !hasScale));
  return extra === undefined || wanted.length === 0 ? undefined : `${extra.written} is not in the source`;
}

/** As a word: "hundred", "sixteenth". */
function mayBeWritten({ value, significant, isOrdinal }: Found, hasScale: boolean): boolean {
  const isDecade = isOrdinal && value % 10 === 0 && value < 2100;
  return isDecade || value <= (isOrdinal ? mostOrdinal : mostWritten) || (hasScale && significant === '1');
}

/** Of centuries and kings; beyond, not a character that texts have. */
function toRoman(value: number): string {
  if (value > 39) return '\0';
  const ones = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][value % 10] ?? '';
  return 'X'.repeat(Math.floor(value / 10)) + ones;
}

/** Months are numbers in Chinese, Japanese and Korean. */
function hasCalendar(text: string): boolean {
  return /\p{Nd}\s?[月日年월일년時时点點시]/u.test(text);
}

function findNumbers(plain: string): readonly Found[] {
  const text = plain.replace(fullHour, '$1');
  return [...text.matchAll(number)].map((match) => {
    const written = match[0];
    const runs = written.split(/\P{Nd}+/u).map((run) => [...run].map(toDigit).join(''));
    const parts = runs.map((run) => run.replace(/^0+(?=\d)/, ''));
    const digits = runs.join('');
    return {
      digits,
      significant: digits.replace(/^0+|0+$/g, ''),
      value: Number(digits),
      parts,
      written,
      isOrdinal: ordinal.test(text.slice(match.index + written.length, match.index + written.length + 4)),
    };
  });
}

/** The ASCII digit of a digit of any script: they come in runs of ten, each beginning with its zero. */
function toDigit(character: string): string {
  if (character >= '0' && character <= '9') return character;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** Those that only one of both has. */
function pairOff(
  wanted: readonly Found[],
  told: readonly Found[],
  hasScale: boolean,
): readonly [lost: readonly Found[], added: readonly Found[]] {
  const left = [...told];
  const lost = wanted.filter((one) => {
    const at = left.findIndex((other) => isSame(one, other, hasScale));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const [wantedParts, toldParts] = [partsOf(wanted), partsOf(told)];
  // What is told twice in one was told in the other: "the 30 … of 30".
  return [
    lost.filter((one) => !told.some((other) => isSame(one, other, hasScale)) && !hasAll(toldParts, one)),
    left.filter((other) => !wanted.some((one) => isSame(one, other, hasScale)) && !hasAll(wantedParts, other)),
  ];
}

function partsOf(numbers: readonly Found[]): ReadonlySet<string> {
  return new Set(numbers.flatMap(({ parts }) => parts));
}

function hasAll(parts: ReadonlySet<string>, { parts: own }: Found): boolean {
  return own.every((part) => parts.has(part));
}

function isSame(one: Found, other: Found, hasScale: boolean): boolean {
  if (one.digits === other.digits) return true;
  if (hasScale && one.significant !== '' && one.significant === other.significant) return true;
  // Hours: 3 p.m. is 15, 3:30 is 15:30.
  return isHour(one, other) || isHour(other, one);
}

function isHour(one: Found, other: Found): boolean {
  if (one.value > 0 && one.value <= 12 && (other.value === one.value + 12 || other.value === (one.value + 12) * 100))
    return true;
  const is = /^(\d{1,2})\D(\d\d)$/.exec(one.written);
  const was = /^(\d{1,2})\D(\d\d)$/.exec(other.written);
  return is !== null && was !== null && is[2] === was[2] && Number(was[1]) % 12 === Number(is[1]) % 12;
}
