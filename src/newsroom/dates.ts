interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: string;
  readonly offset: string;
}

/** The parts of an RFC 3339 instant as written. */
export function localTime(instant: string): LocalTime {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)$/.exec(instant);
  if (match === null) throw new Error(`not an RFC 3339 instant: ${instant}`);
  const [, year, month, day, hour, minute, second = '', offset = ''] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second,
    offset,
  };
}

export const two = (value: number): string => String(value).padStart(2, '0');

/** `HH:MM`, local. */
export function clockTime(instant: string): string {
  const { hour, minute } = localTime(instant);
  return `${two(hour)}:${two(minute)}`;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'January February March April May June July August September October November December'.split(' ');

/** As RSS wants it: `Mon, 21 Sep 2026 07:30:00 +0100`. Spec: RFC 5322. */
export function mailDate(instant: string): string {
  const { year, month, day, second, offset } = localTime(instant);
  const weekday = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const zone = offset === 'Z' ? 'GMT' : offset.replace(':', '');
  return `${weekday}, ${two(day)} ${months[month - 1]?.slice(0, 3)} ${year} ${clockTime(instant)}:${second} ${zone}`;
}

/** `21 September 2026` with the month named in any language (January first). */
export function dayMonthYear(instant: string, names: readonly string[] = months, between = ' '): string {
  const { year, month, day } = localTime(instant);
  return `${day}${between}${names[month - 1]}${between}${year}`;
}

export function monthDayYear(instant: string): string {
  const { year, month, day } = localTime(instant);
  return `${months[month - 1]} ${day}, ${year}`;
}

/** `7:30 a.m.` */
export function twelveHour(instant: string): string {
  const { hour, minute } = localTime(instant);
  return `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}

export const lastChange = (piece: { readonly published: string; readonly modified?: string }): string =>
  piece.modified ?? piece.published;

/** The latest of some instants, by the clock and not by the letters. */
export function latest(instants: readonly string[]): string {
  return instants.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a));
}
