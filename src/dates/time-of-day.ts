import type { TokenReading } from './date-tokens.ts';
import { isTimeZone } from './zone.ts';
import { zoneNames } from './zone-names.ts';

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Index of the first token after it. */
  readonly end: number;
}

const morning = new Set(['am', '오전', '上午', '午前', '早上', '凌晨', 'πμ', 'ص', 'صباحا', 'oo', 'sa']);
const evening = new Set(['pm', '오후', '下午', '午後', '晚上', '中午', 'μμ', 'م', 'مساء', 'os', 'ch']);
const hourMarks = new Set(['h', 'u', '時', '时', '點', '点', '시']);
const minuteMarks = ['分', '분', 'm', 'min'];
const secondMarks = ['秒', '초', 's'];
const dottedTimeWords = new Set(['kl', 'klo', 'ora', 'ore', 'um', 'hodin', 'o', 'at', 'alle', 'as']);

/** The first time of day in the tokens: `10:14:55.5`, `3pm`, `14h30`, `14.30 Uhr`, `14時30分`, `오후 11:23`. `null`: none is
 *  written; `'bad'`: one is written that no clock shows. */
export function findTimeOfDay(reading: TokenReading): TimeOfDay | 'bad' | null {
  for (let at = 0; at < reading.tokens.length; at++) {
    const found = timeAt(reading, at) ?? compactTimeAt(reading, at);
    if (found) return found;
  }
  return null;
}

function timeAt(reading: TokenReading, at: number): TimeOfDay | 'bad' | null {
  const hour = reading.numberAt(at, 2);
  if (Number.isNaN(hour)) return null;
  const next = reading.textAt(at + 1);
  const minute = reading.numberAt(at + 2, 2);
  if (next === ':') return Number.isNaN(minute) ? 'bad' : finish(reading, at, hour, minute, at + 3, ':');
  if (hourMarks.has(next)) {
    if (Number.isNaN(minute)) return finish(reading, at, hour, 0, at + 2, '');
    const end = minuteMarks.includes(reading.textAt(at + 3)) ? at + 4 : at + 3;
    return finish(reading, at, hour, minute, end, 'word');
  }
  if (next === '.' && !Number.isNaN(minute) && !reading.isApart(at + 2) && reading.textAt(at + 3) !== '.') {
    const isMarked =
      dottedTimeWords.has(reading.textAt(at - 1)) || /^(uhr|hodin|h|u|ora)$/.test(reading.textAt(at + 3));
    const half = halfOfDay(reading, at + 3);
    if (reading.textAt(at + 2).length === 2 && (isMarked || half)) return finish(reading, at, hour, minute, at + 3, '');
  }
  return halfOfDay(reading, at + 1) && hour <= 12 ? finish(reading, at, hour, 0, at + 1, '') : null;
}

/** `T101455` or `T1014` of the ISO 8601 basic form. */
function compactTimeAt(reading: TokenReading, at: number): TimeOfDay | 'bad' | null {
  const digits = reading.textAt(at);
  const isBasic = reading.textAt(at - 1) === 't' && !reading.isApart(at) && /^(\d{4}|\d{6})$/.test(digits);
  if (!isBasic) return null;
  reading.use(at - 1, at);
  return check(
    Number(digits.slice(0, 2)),
    Number(digits.slice(2, 4)),
    Number(digits.slice(4) || 0),
    skipFraction(reading, at + 1),
  );
}

function skipFraction(reading: TokenReading, at: number): number {
  const isFraction = /^[.,]$/.test(reading.textAt(at)) && !reading.isApart(at) && !reading.isApart(at + 1);
  if (!isFraction || reading.tokens[at + 1]?.kind !== 'number') return at;
  reading.use(at, at + 1);
  return at + 2;
}

function finish(
  reading: TokenReading,
  start: number,
  hour: number,
  minute: number,
  minuteEnd: number,
  style: string,
): TimeOfDay | 'bad' {
  let second = 0;
  let end = minuteEnd;
  if (style === ':' && reading.textAt(end) === ':') {
    second = reading.numberAt(end + 1, 2);
    if (Number.isNaN(second) || reading.textAt(end + 2) === ':') return 'bad';
    end = skipFraction(reading, end + 2);
  } else if (style === 'word' && secondMarks.includes(reading.textAt(end + 1))) {
    second = reading.numberAt(end, 2);
    end += 2;
  }
  for (let at = start; at < end; at++) reading.use(at);
  const before = reading.textAt(start - 1);
  if (before === 't' && !reading.isApart(start)) reading.use(start - 1);
  const half = halfOfDay(reading, end);
  const side = half?.side ?? (morning.has(before) ? 'am' : evening.has(before) ? 'pm' : '');
  if (half) {
    for (let at = end; at < half.end; at++) reading.use(at);
    end = half.end;
  } else if (side) {
    reading.use(start - 1);
  }
  if (/^(uhr|hodin|h|hs|hrs|hours|น|น\.)$/.test(reading.textAt(end))) reading.use(end++);
  const hour24 = side === 'pm' && hour < 12 ? hour + 12 : side === 'am' && hour === 12 ? 0 : hour;
  return check(hour24, minute, second, end);
}

function halfOfDay(reading: TokenReading, at: number): { readonly side: 'am' | 'pm'; readonly end: number } | null {
  const word = reading.textAt(at);
  if (reading.textAt(at + 1) === '.' && reading.textAt(at + 2) === 'm' && (word === 'a' || word === 'p')) {
    return { side: word === 'a' ? 'am' : 'pm', end: reading.textAt(at + 3) === '.' ? at + 4 : at + 3 };
  }
  if ((word === 'a' || word === 'p') && reading.textAt(at + 1) === 'm')
    return { side: word === 'a' ? 'am' : 'pm', end: at + 2 };
  if (word.length < 2) return null;
  const side = morning.has(word) ? 'am' : evening.has(word) ? 'pm' : null;
  return side && { side, end: at + 1 };
}

function check(hour: number, minute: number, second: number, end: number): TimeOfDay | 'bad' {
  if (!(hour <= 24 && minute < 60 && second <= 60) || (hour === 24 && minute + second > 0)) return 'bad';
  return { hour, minute, second: Math.min(second, 59), end };
}

/** A stated offset in minutes, or the IANA zone whose offset it is. */
export type StatedZone = number | string;

/** The zone written from `at` on: `Z`, `+05:30`, `-0800`, `GMT+2`, `EST`, `Europe/Brussels`. `null`: none is written there. */
export function findZone(reading: TokenReading, at: number): StatedZone | 'bad' | null {
  const sign = reading.textAt(at);
  if (sign === '+' || sign === '-') return offsetAt(reading, at);
  if (sign === '(') return zoneWord(reading, at + 1);
  return zoneWord(reading, at);
}

function zoneWord(reading: TokenReading, at: number): StatedZone | 'bad' | null {
  if (!reading.isWord(at)) return null;
  const word = reading.textAt(at);
  const slash = ianaName(reading, at);
  if (slash) {
    for (let index = at; index < slash.end; index++) reading.use(index);
    return slash.name;
  }
  const zone = zoneNames.get(word);
  if (zone === undefined) return null;
  reading.use(at);
  const sign = reading.textAt(at + 1);
  if (zone === 0 && (sign === '+' || sign === '-') && !Number.isNaN(reading.numberAt(at + 2)))
    return offsetAt(reading, at + 1);
  return zone;
}

/** `Area/City` or `Area/Region/City`; words of a city are joined by `_`. Intl does not mind the case. */
function ianaName(reading: TokenReading, at: number): { readonly name: string; readonly end: number } | null {
  if (reading.textAt(at + 1) !== '/' || reading.isApart(at + 1)) return null;
  let name = '';
  let end = at;
  while (end < reading.tokens.length && end - at < 9 && (end === at || !reading.isApart(end))) {
    if (!reading.isWord(end) && !/^[/_+-]$|^\d{1,2}$/.test(reading.textAt(end))) break;
    name += reading.textAt(end++);
  }
  return isTimeZone(name) ? { name, end } : null;
}

function offsetAt(reading: TokenReading, at: number): number | 'bad' | null {
  const sign = reading.textAt(at) === '-' ? -1 : 1;
  const digits = reading.textAt(at + 1);
  if (reading.isWord(at + 1) && !reading.isApart(at + 1)) return 'bad';
  if (!/^\d{1,4}$/.test(digits) || reading.isUsed(at + 1) || reading.isApart(at + 1)) return null;
  const hours = Number(digits.length > 2 ? digits.slice(0, -2) : digits);
  let minutes = digits.length > 2 ? Number(digits.slice(-2)) : 0;
  let end = at + 2;
  if (digits.length <= 2 && reading.textAt(end) === ':') {
    minutes = reading.numberAt(end + 1, 2);
    if (Number.isNaN(minutes)) return 'bad';
    end += 2;
  }
  // "2025-02-09 10:00 -2025": four digits that no zone has are not an offset.
  if (hours > 15 || minutes > 59) return 'bad';
  for (let index = at; index < end; index++) reading.use(index);
  if (reading.textAt(end) === 'z' && !reading.isApart(end)) reading.use(end);
  return sign * (hours * 60 + minutes) || 0; // not -0
}
