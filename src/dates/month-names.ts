import { monthNameLists, otherMonthReadings, weekdayNameLists } from './month-name-data.ts';

/** Code points of the digit 0 in the scripts that news dates are written in. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810, 0xff10,
];

function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = zeros.find((start) => code >= start && code < start + 10);
  return zero === undefined ? digit : String(code - zero);
}

/** Text in the form in which dates are compared: lower case, no accents on letters, ASCII digits, no invisible marks. */
export function foldDateText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/g, '')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ı/g, 'i')
    .replace(/[‐‑−]/g, '-')
    .replace(/[‘’ʼ`´]/g, "'");
}

function toTable(lists: readonly string[], first: number): Map<string, number[]> {
  const table = new Map<string, number[]>();
  lists.forEach((list, index) => {
    for (const name of list.split(' ')) {
      const values = table.get(name);
      if (values) values.push(index + first);
      else table.set(name, [index + first]);
    }
  });
  return table;
}

const months = toTable(monthNameLists, 1);
for (const [name, month] of otherMonthReadings) months.get(name)?.push(month);
const weekdays = toTable(weekdayNameLists, 0);

type SortedNames = readonly (readonly [name: string, values: readonly number[]])[];

function longNames(table: ReadonlyMap<string, readonly number[]>): SortedNames {
  return [...table].filter(([name]) => name.length > 4).sort(([a], [b]) => (a < b ? -1 : 1));
}

const longMonths = longNames(months);
const longWeekdays = longNames(weekdays);

/** The one value of the long names that begin with `word`; shorter words say too little. */
function byPrefix(names: SortedNames, word: string, minLength: number): readonly number[] {
  if (word.length < minLength) return [];
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle]?.[0] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  const found = new Set<number>();
  for (let at = low; names[at]?.[0].startsWith(word); at++) for (const value of names[at]?.[1] ?? []) found.add(value);
  return found.size === 1 ? [...found] : [];
}

/** Months (1 to 12) that a folded word may name, likeliest first; empty when it names none. Hebrew `ב` ("in") may stand before. */
export function monthsNamed(word: string): readonly number[] {
  const bare = word.startsWith('ב') && word.length > 3 ? word.slice(1) : word;
  return months.get(word) ?? months.get(bare) ?? byPrefix(longMonths, word, 3);
}

/** Weekdays (0 is Sunday) that a folded word may name; empty when it names none. */
export function weekdaysNamed(word: string): readonly number[] {
  return weekdays.get(word) ?? byPrefix(longWeekdays, word, 4);
}
