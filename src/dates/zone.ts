const partsOf = /(\d+)-(\d+)-(\d+)[T ](\d+):(\d+)(?::(\d+))?/;

/** Formatters by zone name. Bounded: only names that Intl knows get in, and there are some six hundred of them. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      era: 'short',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** True for a name of the IANA time zone database, as `Europe/Berlin` or `UTC`. */
export function isTimeZone(name: string): boolean {
  if (formatters.has(name)) return true;
  if (name.length > 40 || !/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false; // RangeError: Intl does not know the name, which is the answer
  }
}

/** Minutes by which local time in the zone is ahead of UTC at an instant (epoch ms). Throws RangeError for an unknown zone. */
function offsetMinutesAt(epochMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const field: Record<string, number> = {};
  for (const part of formatterOf(timeZone).formatToParts(epochMs)) {
    if (part.type === 'era') field['sign'] = part.value.startsWith('B') ? -1 : 1;
    else if (part.type !== 'literal') field[part.type] = Number(part.value);
  }
  const year = field['sign'] === -1 ? 1 - (field['year'] ?? 1) : (field['year'] ?? 1970);
  const local = toEpochMs({
    year,
    month: field['month'] ?? 1,
    day: field['day'] ?? 1,
    hour: field['hour'] ?? 0,
    minute: field['minute'] ?? 0,
    second: field['second'] ?? 0,
  });
  return Math.round((local - Math.floor(epochMs / 1000) * 1000) / 60_000);
}

export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Epoch ms of a civil time read as UTC; years below 100 mean themselves, unlike in `Date.UTC`. */
export function toEpochMs(time: CivilTime): number {
  const date = new Date(0);
  date.setUTCFullYear(time.year, time.month - 1, time.day);
  date.setUTCHours(time.hour, time.minute, time.second);
  return date.getTime();
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** A civil time with its offset as RFC 3339: `2025-02-09T23:25:00+05:30`; `Z` for offset 0. */
export function toRfc3339(time: CivilTime, offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const zone = offsetMinutes === 0 ? 'Z' : `${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return `${formatCivil(time, 'T')}${zone}`;
}

function formatCivil(time: CivilTime, between: string): string {
  const day = `${pad(time.year, 4)}-${pad(time.month)}-${pad(time.day)}`;
  return `${day}${between}${pad(time.hour)}:${pad(time.minute)}:${pad(time.second)}`;
}

/** The civil time of an instant (epoch ms) at an offset. */
export function toCivil(epochMs: number, offsetMinutes: number): CivilTime {
  const date = new Date(epochMs + offsetMinutes * 60_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** An instant (RFC 3339) as local time of a zone, `YYYY-MM-DD HH:MM:SS`. Throws RangeError for a bad instant or zone. */
export function formatInZone(instant: string, timeZone: string): string {
  const epochMs = Date.parse(instant);
  if (Number.isNaN(epochMs)) throw new RangeError(`not an instant: ${instant}`);
  return formatCivil(toCivil(epochMs, offsetMinutesAt(epochMs, timeZone)), ' ');
}

/** Local time of a zone (`YYYY-MM-DD HH:MM:SS`) as RFC 3339 with the zone's offset. In the hour that a clock change
 *  leaves out the offset before the change is taken; in the hour that comes twice, the first one. Throws RangeError. */
export function fromZone(local: string, timeZone: string): string {
  const match = partsOf.exec(local);
  if (!match) throw new RangeError(`not a local time: ${local}`);
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  const time = {
    year: year ?? 0,
    month: month ?? 1,
    day: day ?? 1,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
  };
  return toRfc3339(time, offsetOfLocal(time, timeZone));
}

/** Minutes ahead of UTC of a zone at a local time. */
export function offsetOfLocal(time: CivilTime, timeZone: string): number {
  const asUtc = toEpochMs(time);
  const dayMs = 86_400_000;
  const before = offsetMinutesAt(asUtc - dayMs, timeZone);
  const after = offsetMinutesAt(asUtc + dayMs, timeZone);
  if (before === after) return before;
  if (offsetMinutesAt(asUtc - before * 60_000, timeZone) === before) return before;
  return offsetMinutesAt(asUtc - after * 60_000, timeZone) === after ? after : before;
}
