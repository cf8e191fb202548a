/** When a host said nothing usable. */
export const defaultBackoffMs = 60_000;

const latestInstant = 8.64e15; // the last one a Date can hold

/** The instant (epoch ms) a Retry-After value names, seconds or HTTP-date, never earlier than `now`;
 *  a minute from `now` when there is no usable value. Never cut short. Spec: RFC 9110 10.2.3, 5.6.7. */
export function retryAtOf(value: string | undefined, now: number): number {
  const text = value?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(latestInstant, now + Math.ceil(Number(text) * 1000));
  const date = parseHttpDate(text, now);
  return date === null ? now + defaultBackoffMs : Math.max(now, date);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** IMF-fixdate, RFC 850 date or asctime date, as HTTP allows; `null` for anything else. */
export function parseHttpDate(text: string, now: number): number | null {
  const fixed = /^[a-z]{3,9}, (\d{1,2})[ -]([a-z]{3})[ -](\d{4}|\d{2}) (\d\d:\d\d:\d\d) (?:gmt|utc)$/i.exec(text);
  const asctime = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/i.exec(text);
  const [day, month, year, time] = fixed
    ? fixed.slice(1)
    : asctime
      ? [asctime[2], asctime[1], asctime[4], asctime[3]]
      : [];
  const monthIndex = months.indexOf(month?.toLowerCase() ?? '');
  if (day === undefined || year === undefined || time === undefined || monthIndex === -1) return null;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  if (hours > 23 || minutes > 59 || seconds > 60) return null;
  const instant = Date.UTC(fullYear(year, now), monthIndex, Number(day), hours, minutes, seconds);
  return new Date(instant).getUTCDate() === Number(day) || seconds === 60 ? instant : null;
}

/** A year of two digits is the one nearest below 50 years ahead. Spec: RFC 9110 5.6.7. */
function fullYear(text: string, now: number): number {
  const year = Number(text);
  if (text.length === 4) return year;
  const thisYear = new Date(now).getUTCFullYear();
  const sameCentury = thisYear - (thisYear % 100) + year;
  return sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury;
}
