import type { StatedDate } from '../model/article.ts';
import { findCalendarDay, isCalendarDay, type CalendarDay } from './calendar-day.ts';
import { TokenReading, toDateTokens } from './date-tokens.ts';
import { foldDateText, monthsNamed, weekdaysNamed } from './month-names.ts';
import { parseRelativeDate } from './relative-date.ts';
import { findTimeOfDay, findZone, type StatedZone, type TimeOfDay } from './time-of-day.ts';
import { offsetOfLocal, toCivil, toEpochMs, toRfc3339, type CivilTime } from './zone.ts';

export interface DateOptions {
  /** Epoch ms; a date more than two days later is refused. */
  readonly now: number;
  /** Minutes ahead of UTC of a time that states no zone; 0 when left out. */
  readonly defaultOffsetMinutes?: number | undefined;
  /** How `02/03/2025` is meant. Left out: a weekday or the calendar decides, then month first with `/`, day first with `.` and `-`. */
  readonly dayFirst?: boolean | undefined;
}

const dayMs = 86_400_000;
const maxLength = 160;

/** Reads a date as the Web writes it: RFC 822 and 2822 with their bad relatives, RFC 3339, ISO 8601, W3CDTF (a missing part is
 *  the first of the year or month), asctime, epoch seconds and milliseconds, relative times, and visible dates with month
 *  names in some sixty languages. Words around the date are passed over; a second number beside it is not.
 *  `null` for anything else and for a date more than two days after `now`. Linear in the length of the text.
 *  Example: `parseDate('Feb 9, 2025 11:25 PM IST', { now })` → `{ instant: '2025-02-09T23:25:00+05:30', precision: 'time' }`. */
export function parseDate(text: string, options: DateOptions): StatedDate | null {
  const trimmed = text.length > 4 * maxLength ? text.slice(0, 4 * maxLength).trim() : text.trim();
  if (trimmed.length === 0 || trimmed.length > maxLength) return null;
  const folded = foldDateText(trimmed);
  if (!/\d/.test(folded)) return parseRelativeDate(folded, options);
  return parseCommon(folded, options) ?? parseTokens(folded, options) ?? parseRelativeDate(folded, options);
}

const isoForm = /^(\d{4})-(\d\d)-(\d\d)(?:t| )(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)? ?(z|[+-]\d\d:?\d\d)?$/;
const dayForm = /^(\d{4})-(\d\d)-(\d\d)$/;
const basicForm = /^(\d{4})(\d\d)(\d\d)t?(\d\d)(\d\d)(\d\d)?(z|[+-]\d\d:?\d\d)?$/;
const mailForm = /^(?:[a-z]{3}, ?)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (gmt|utc|z|[+-]\d{4})$/;

/** The forms that nearly every feed uses, and those that are nothing but digits and signs. */
function parseCommon(text: string, options: DateOptions): StatedDate | null {
  const mail = mailForm.exec(text);
  if (mail) {
    const month = monthsNamed(mail[2] ?? '')[0] ?? 0;
    return stateFields([Number(mail[3]), month, Number(mail[1]), ...mail.slice(4, 7).map(toNumber)], mail[7], options);
  }
  const iso = isoForm.exec(text) ?? basicForm.exec(text);
  if (iso) return stateFields(iso.slice(1, 7).map(toNumber), iso[7], options);
  const [, year, month, day] = dayForm.exec(text) ?? [];
  if (day !== undefined) return stateDay({ year: Number(year), month: Number(month), day: Number(day) }, options);
  return /^[\d.w+-]+$/.test(text) ? parseDigits(text, options) : null;
}

const toNumber = (part: string | undefined): number => Number(part ?? 0);

function stateFields(fields: readonly number[], zone: string | undefined, options: DateOptions): StatedDate | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return null;
  let offset: number | undefined;
  if (zone !== undefined) {
    const [hours, minutes] = /^[+-]/.test(zone) ? [Number(zone.slice(1, 3)), Number(zone.slice(-2))] : [0, 0];
    if (hours > 15 || minutes > 59) return null;
    offset = (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) || 0;
  }
  return state({ year, month, day }, { hour, minute, second: Math.min(second, 59) }, offset, options);
}

function parseDigits(text: string, options: DateOptions): StatedDate | null {
  if (/^\d{9,10}(\.\d{1,9})?$/.test(text)) return stateInstant(Math.floor(Number(text)) * 1000, options);
  if (/^\d{13}$/.test(text)) return stateInstant(Number(text), options);
  const week = /^(\d{4})-?w(\d\d)(?:-?([1-7]))?$/.exec(text);
  if (week) return stateDay(fromWeek(Number(week[1]), Number(week[2]), Number(week[3] ?? 1)), options);
  const month = /^-(\d\d)-?(\d\d)$/.exec(text); // ISO 8601:1988 lets the century be left out: `-0312`, `-03-12`
  if (month) return stateDay({ year: fullYear(Number(month[1]), options), month: Number(month[2]), day: 1 }, options);
  return /^\d{4}$/.test(text) ? stateDay({ year: Number(text), month: 1, day: 1 }, options) : null;
}

/** The latest year of these two digits that is not to come. */
function fullYear(digits: number, { now }: DateOptions): number {
  const thisYear = new Date(now).getUTCFullYear();
  return digits + 100 * Math.floor((thisYear - digits) / 100);
}

/** A week is of the year that its Thursday is in: its other days may be of the year before or after. Spec: ISO 8601. */
function fromWeek(year: number, week: number, weekday: number): CalendarDay | null {
  const january4 = { year, month: 1, day: 4 };
  const monday = 4 - (weekdayOf(january4) || 7) + (week - 1) * 7 + 1;
  const dayAt = (day: number): CalendarDay =>
    toCivil(toEpochMs({ year, month: 1, day, hour: 0, minute: 0, second: 0 }), 0);
  if (week < 1 || dayAt(monday + 3).year !== year) return null;
  return dayAt(monday + weekday - 1);
}

function parseTokens(text: string, options: DateOptions): StatedDate | null {
  const reading = new TokenReading(toDateTokens(text));
  const time = findTimeOfDay(reading);
  if (time === 'bad') return null;
  const zone = time ? findZone(reading, time.end) : null;
  if (zone === 'bad') return null;
  const weekdays = weekdaysIn(reading);
  const fits = (day: CalendarDay): boolean =>
    !isTooLate(toEpochMs({ ...day, day: day.day || 1, hour: 0, minute: 0, second: 0 }), options);
  const agrees = (day: CalendarDay): boolean => fits(day) && weekdays.includes(weekdayOf(day));
  const isNumeric = weekdays.length > 0 && options.dayFirst === undefined && /\d[\s./-]+\d+[\s./-]+\d/.test(text);
  const strict = isNumeric ? findCalendarDay(reading, { dayFirst: options.dayFirst, accepts: agrees }) : null;
  const day = strict ?? findCalendarDay(reading, { dayFirst: options.dayFirst, accepts: fits });
  if (!day || (time && day.day === 0)) return null;
  if (isGarbled(reading)) return null;
  const late = zone ?? findLaterZone(reading);
  if (!time) return stateDay({ ...day, day: day.day || 1 }, options, toOffset(late, day, null) ?? undefined);
  const korean = /[\uac00-\ud7a3]/.test(text) ? 540 : undefined;
  return state(day, time, toOffset(late, day, time) ?? options.defaultOffsetMinutes ?? korean, options);
}

function weekdaysIn(reading: TokenReading): readonly number[] {
  for (const token of reading.tokens.slice(0, 12)) {
    const days = token.kind === 'word' ? weekdaysNamed(token.text) : [];
    if (days.length > 0) return days;
  }
  return [];
}

function weekdayOf(day: CalendarDay): number {
  return new Date(toEpochMs({ ...day, hour: 0, minute: 0, second: 0 })).getUTCDay();
}

/** A zone after the date, as in `26 Sep 2022 GMT`. */
function findLaterZone(reading: TokenReading): StatedZone | null {
  for (let at = 1; at < reading.tokens.length; at++) {
    if (reading.isUsed(at) || !reading.isWord(at) || !reading.isUsed(at - 1)) continue;
    const zone = findZone(reading, at);
    if (zone !== null && zone !== 'bad') return zone;
  }
  return null;
}

/** True when a token that was not understood clings to one that was (`00Textra`), or a number is left beside the date. */
function isGarbled(reading: TokenReading): boolean {
  return reading.tokens.some((token, at) => {
    if (reading.isUsed(at) || token.kind === 'mark') return false;
    const isAfterDash =
      reading.textAt(at - 1) === '-' && reading.isUsed(at - 2) && !reading.isApart(at) && !reading.isApart(at - 1);
    if (token.kind === 'number') {
      const isColon = reading.textAt(at - 1) === ':' || reading.textAt(at + 1) === ':';
      return (
        isAfterDash ||
        isColon ||
        (!token.isApart && reading.isUsed(at - 1)) ||
        (reading.isUsed(at - 1) && reading.isApart(at))
      );
    }
    return (
      isAfterDash || (!token.isApart && reading.isUsed(at - 1) && token.text.length > 3 && /^[a-z]+$/.test(token.text))
    );
  });
}

function toOffset(zone: StatedZone | null, day: CalendarDay, time: TimeOfDay | null): number | null {
  if (zone === null || typeof zone === 'number') return zone;
  return offsetOfLocal(
    { ...day, day: day.day || 1, hour: time?.hour ?? 0, minute: time?.minute ?? 0, second: 0 },
    zone,
  );
}

function stateDay(day: CalendarDay | null, options: DateOptions, offset?: number): StatedDate | null {
  if (!day || day.day < 1 || !isCalendarDay(day)) return null;
  const time = { ...day, hour: 0, minute: 0, second: 0 };
  if (isTooLate(toEpochMs(time), options)) return null;
  return { instant: toRfc3339(time, offset ?? options.defaultOffsetMinutes ?? 0), precision: 'day' };
}

function state(
  day: CalendarDay,
  clock: Pick<TimeOfDay, 'hour' | 'minute' | 'second'>,
  stated: number | undefined,
  options: DateOptions,
): StatedDate | null {
  if (day.day < 1 || !isCalendarDay(day)) return null;
  const offset = stated ?? options.defaultOffsetMinutes ?? 0;
  const { hour, minute, second } = clock;
  let time: CivilTime = { ...day, hour, minute, second };
  // ISO 8601 writes midnight at the end of a day as 24:00.
  if (hour === 24) time = toCivil(toEpochMs({ ...time, hour: 0 }) + dayMs, 0);
  if (isTooLate(toEpochMs(time) - offset * 60_000, options)) return null;
  return { instant: toRfc3339(time, offset), precision: 'time' };
}

function stateInstant(epochMs: number, options: DateOptions): StatedDate | null {
  const offset = options.defaultOffsetMinutes ?? 0;
  return isTooLate(epochMs, options)
    ? null
    : { instant: toRfc3339(toCivil(epochMs, offset), offset), precision: 'time' };
}

function isTooLate(epochMs: number, options: DateOptions): boolean {
  return epochMs > options.now + 2 * dayMs;
}
