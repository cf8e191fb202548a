import type { TokenReading } from './date-tokens.ts';
import { monthsNamed, weekdaysNamed } from './month-names.ts';

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  /** 0 when only the month is written. */
  readonly day: number;
}

export interface DayOptions {
  readonly dayFirst?: boolean | undefined;
  /** True for a day that can be meant; the first reading that passes wins. */
  readonly accepts: (day: CalendarDay) => boolean;
}

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 0)) return false;
  if (day === 29 && month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (monthLengths[month - 1] ?? 0);
}

/** Years of two digits as in RFC 2822, section 4.3; Buddhist years as Thai pages write them. */
function fullYear(value: number, digits: number): number {
  if (digits <= 2) return value < 50 ? 2000 + value : 1900 + value;
  return value > 2400 && value < 2700 ? value - 543 : value;
}

/** The day that the tokens not understood yet write, with the tokens it used marked. `null`: none. */
export function findCalendarDay(reading: TokenReading, options: DayOptions): CalendarDay | null {
  return findEastAsian(reading, options) ?? findWithMonthName(reading, options) ?? findNumeric(reading, options);
}

const yearMarks: Readonly<Record<string, string>> = { 年: '月', 년: '월' };
const eras: readonly (readonly [string, number])[] = [
  ['令和', 2018],
  ['平成', 1988],
  ['昭和', 1925],
  ['民國', 1911],
];

/** `2025年2月9日`, `2025년 2월 9일`, `令和7年2月9日`. */
function findEastAsian(reading: TokenReading, options: DayOptions): CalendarDay | null {
  for (let at = 0; at < reading.tokens.length; at++) {
    const value = reading.numberAt(at);
    const monthMark = yearMarks[reading.textAt(at + 1)];
    if (Number.isNaN(value) || monthMark === undefined) continue;
    const month = reading.numberAt(at + 2, 2);
    if (Number.isNaN(month) || !reading.textAt(at + 3).startsWith(monthMark)) continue;
    const day = reading.numberAt(at + 4, 2);
    const era = eras.find(([name]) => reading.textAt(at - 1).endsWith(name))?.[1] ?? 0;
    const year = era > 0 ? era + value : fullYear(value, reading.textAt(at).length);
    const found = { year, month, day: Number.isNaN(day) ? 0 : day };
    if (!isCalendarDay(found) || !options.accepts(found)) continue;
    for (let index = at; index < at + (found.day > 0 ? 6 : 4); index++) reading.use(index);
    return found;
  }
  return null;
}

/** Folded words that stand between the parts of a date: ordinal endings, articles, "of", "year". */
const fillers = new Set(
  'st nd rd th er ere re eme o a de del d of the den der di dne do pa e ta ten gada g gg m г года році року рік година год и го א của cua nam thang ngay в ב'.split(
    ' ',
  ),
);

function isFiller(text: string): boolean {
  return fillers.has(text) || /^[.,'\-/°]$/.test(text);
}

/** The next number to the left (-1) or right (1) of an index, over marks and fillers only. */
function numberBeside(reading: TokenReading, from: number, step: -1 | 1): number | null {
  for (let at = from + step, skips = 0; skips < 5; at += step, skips++) {
    const token = reading.tokens[at];
    if (!token || reading.isUsed(at)) return null;
    if (token.kind === 'number') return token.text.length <= 4 ? at : null;
    if (!isFiller(token.text)) return null;
  }
  return null;
}

function findWithMonthName(reading: TokenReading, options: DayOptions): CalendarDay | null {
  const named: { at: number; months: readonly number[]; isWeekday: boolean }[] = [];
  reading.tokens.forEach((token, at) => {
    if (token.kind !== 'word' || reading.isUsed(at) || named.length > 6) return;
    const months = token.text === 'thang' ? vietnameseMonth(reading, at) : monthsNamed(token.text);
    if (months.length > 0) named.push({ at, months, isWeekday: weekdaysNamed(token.text).length > 0 });
  });
  // "mar., 01 déc." – a word that may be a weekday gives way to one that may not.
  named.sort((a, b) => Number(a.isWeekday) - Number(b.isWeekday));
  for (const { at, months } of named) {
    for (const month of months) {
      const found = readAround(reading, at, month, options);
      if (found) return found;
    }
  }
  return null;
}

/** "tháng 2": the month's number follows; it is marked used only when the date is whole. */
function vietnameseMonth(reading: TokenReading, at: number): readonly number[] {
  const month = reading.numberAt(at + 1, 2);
  if (!(month >= 1 && month <= 12)) return [];
  reading.use(at + 1);
  return [month];
}

function readAround(reading: TokenReading, at: number, month: number, options: DayOptions): CalendarDay | null {
  const left = numberBeside(reading, at, -1);
  const right = numberBeside(reading, reading.isUsed(at + 1) ? at + 1 : at, 1);
  const further = right === null ? null : numberBeside(reading, right, 1);
  const lone = right === null ? null : loneYear(reading, right);
  const tries: readonly (readonly [year: number | null, day: number | null])[] = [
    [right, left],
    [further, right],
    [left, right],
    [lone, right],
    [loneYear(reading, at), left],
    // A month alone: only where no number claims to be its day.
    [left === null ? right : null, null],
    [right === null ? left : null, null],
  ];
  for (const [yearAt, dayAt] of tries) {
    if (yearAt === null || yearAt === dayAt) continue;
    const yearText = reading.textAt(yearAt);
    const isShort = yearText.length <= 2;
    if (yearText.length === 3 || (isShort && (dayAt === null || yearAt < dayAt))) continue;
    const day = dayAt === null ? 0 : reading.numberAt(dayAt, 2);
    if (dayAt === null ? yearText.length !== 4 : !(day >= 1)) continue;
    const found = { year: fullYear(Number(yearText), yearText.length), month, day };
    if (!isCalendarDay(found) || !options.accepts(found)) continue;
    reading.use(at, yearAt, ...(dayAt === null ? [] : [dayAt]));
    return found;
  }
  return null;
}

/** A year that stands apart from the rest, as in `Sun Jan 4 16:29:06 2004`: the only number of four digits left. */
function loneYear(reading: TokenReading, but: number): number | null {
  let found: number | null = null;
  for (let at = 0; at < reading.tokens.length; at++) {
    if (at === but || reading.textAt(at).length !== 4 || Number.isNaN(reading.numberAt(at))) continue;
    if (found !== null) return null;
    found = at;
  }
  return found;
}

/** Runs of numbers: `2025-02-09`, `09.02.2025`, `2/9/2025`, `9 2 2025`, `20250209`, `2025-040`, `2025-02`. */
function findNumeric(reading: TokenReading, options: DayOptions): CalendarDay | null {
  for (let at = 0; at < reading.tokens.length; at++) {
    const digits = reading.textAt(at);
    if (reading.isUsed(at) || reading.tokens[at]?.kind !== 'number') continue;
    const found = digits.length > 4 ? compactDay(digits, options) : null;
    if (found) {
      reading.use(at);
      return found;
    }
    if (digits.length > 4) continue;
    const separator = /^[-/.]$/.test(reading.textAt(at + 1)) ? reading.textAt(at + 1) : '';
    const step = separator ? 2 : 1;
    const hasThird =
      (separator === '' || reading.textAt(at + 3) === separator) && reading.tokens[at + 2 * step]?.kind === 'number';
    const day =
      hasThird && !reading.isUsed(at + 2 * step)
        ? threeNumbers(reading, at, step, separator, options)
        : twoNumbers(reading, at, separator, options);
    if (day) return day;
  }
  return null;
}

function compactDay(digits: string, options: DayOptions): CalendarDay | null {
  const part = (from: number, to: number): number => Number(digits.slice(from, to));
  let day: CalendarDay | null = null;
  if (digits.length === 8) day = { year: part(0, 4), month: part(4, 6), day: part(6, 8) };
  if (digits.length === 6) day = { year: fullYear(part(0, 2), 2), month: part(2, 4), day: part(4, 6) };
  if (digits.length === 7) day = fromOrdinal(part(0, 4), part(4, 7));
  return day && day.day > 0 && isCalendarDay(day) && options.accepts(day) ? day : null;
}

/** The day of a year by its number; `null` for the 366th of a year that has none. */
function fromOrdinal(year: number, dayOfYear: number): CalendarDay | null {
  if (!(dayOfYear >= 1 && dayOfYear <= 366 && year >= 1)) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, 0, dayOfYear);
  const isOfYear = date.getUTCFullYear() === year;
  return isOfYear ? { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() } : null;
}

function threeNumbers(
  reading: TokenReading,
  at: number,
  step: number,
  separator: string,
  options: DayOptions,
): CalendarDay | null {
  const indexes = [at, at + step, at + 2 * step] as const;
  if (indexes.some((index) => reading.isUsed(index))) return null;
  const [a, b, c] = [reading.textAt(indexes[0]), reading.textAt(indexes[1]), reading.textAt(indexes[2])];
  if (a.length > 4 || b.length > 3 || c.length > 4) return null;
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  const yearFirst = { year: fullYear(first, a.length), month: second, day: third };
  const dayFirst = { year: fullYear(third, c.length), month: second, day: first };
  const monthFirst = { year: fullYear(third, c.length), month: first, day: second };
  const isDayFirst = options.dayFirst ?? separator !== '/';
  const ambiguous = isDayFirst ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  const isOld = separator === '-' && a.length === 2 && c.length === 2 && options.dayFirst === undefined;
  const readings = a.length >= 3 ? [yearFirst] : isOld ? [yearFirst, ...ambiguous] : [...ambiguous, yearFirst];
  // One figure or three is no year.
  const isYear = (year: string): boolean => year.length === 4 || (year.length === 2 && separator !== '');
  const found = readings.find(
    (day) => isYear(day === yearFirst ? a : c) && day.day > 0 && isCalendarDay(day) && options.accepts(day),
  );
  if (!found) return null;
  for (let index = indexes[0]; index <= indexes[2]; index++) reading.use(index);
  return found;
}

/** `2025-02` (a month) and `2025-040` (the 40th day). */
function twoNumbers(reading: TokenReading, at: number, separator: string, options: DayOptions): CalendarDay | null {
  if (separator === '' || reading.textAt(at).length !== 4) return null;
  const second = reading.textAt(at + 2);
  if (!/^\d{2,3}$/.test(second) || reading.isUsed(at + 2)) return null;
  const year = fullYear(Number(reading.textAt(at)), 4);
  const found = second.length === 3 ? fromOrdinal(year, Number(second)) : { year, month: Number(second), day: 0 };
  if (!found || !isCalendarDay(found) || !options.accepts(found)) return null;
  reading.use(at, at + 1, at + 2);
  return found;
}
