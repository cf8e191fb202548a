import { isCalendarDay } from '../dates/calendar-day.ts';
import { formatInZone, isTimeZone } from '../dates/zone.ts';

/** A day as the number of days since 1970-01-01. */
export type DayNumber = number;

const dayMs = 86_400_000;

/** `undefined` for a day that the calendar does not have. */
export function toDayNumber(year: number, month: number, day: number): DayNumber | undefined {
  if (day < 1 || !isCalendarDay({ year, month, day })) return undefined;
  return Math.round(Date.UTC(year, month - 1, day) / dayMs);
}

/** 0 is Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function partsOfDay(day: DayNumber): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD`. */
export function formatDay(day: DayNumber): string {
  const parts = partsOfDay(day);
  return `${formatMonth(parts.year, parts.month)}-${String(parts.day).padStart(2, '0')}`;
}

/** `YYYY-MM`; months outside 1 to 12 are of the years beside. */
export function formatMonth(year: number, month: number): string {
  const index = year * 12 + month - 1;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The day of an instant (epoch ms) in a zone: an IANA name or an offset as `+05:30`. A zone that nobody knows is UTC. */
export function dayInZone(epochMs: number, zone: string): DayNumber {
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (offset) {
    const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
    return Math.floor((epochMs + minutes * 60_000) / dayMs);
  }
  if (!isTimeZone(zone)) return Math.floor(epochMs / dayMs);
  const [year = 0, month = 0, day = 0] = formatInZone(new Date(epochMs).toISOString(), zone).split(/[- ]/).map(Number);
  return toDayNumber(year, month, day) ?? Math.floor(epochMs / dayMs);
}
