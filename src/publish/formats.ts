import type { Plural } from './strings/strings-form.ts';
import { fill } from './strings.ts';

/** Dates, numbers and names as people of a language write them. */
export interface Formats {
  number(value: number): string;
  /** The text for a count, in the plural form of the language. */
  plural(forms: Plural, count: number): string;
  list(names: readonly string[], language: string): string;
  /** A day (`YYYY-MM-DD`) in full, with its weekday. */
  day(day: string): string;
  shortDay(day: string): string;
  /** A month (`YYYY-MM`) with its year. */
  month(month: string): string;
  monthName(month: string): string;
  /** Date and time with the zone, in the zone of the site. */
  moment(epochMs: number, language: string): string;
  /** A day (`YYYY-MM-DD`) alone, in the language of an article. */
  date(day: string, language: string): string;
  /** A date as exact as it is: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  partialDate(date: string): string;
  /** A length of time in one unit, from minutes to days, as "3 hours". */
  duration(ms: number): string;
  /** The name of a country (ISO 3166-1) in the language of the interface. */
  countryName(code: string): string;
  /** The name of a language, without its region, in the language of the interface. */
  languageName(tag: string): string;
  /** The name of a language in itself. */
  ownLanguageName(tag: string): string;
}

/** Makes the formats of an interface language. Formatters are kept: making one takes a thousand times as long as using it. */
export function createFormats(language: string, timeZone: string): Formats {
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  const days = dayFormat(language, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
  const shortDays = dayFormat(language, { year: 'numeric', month: 'short', day: 'numeric' });
  const months = dayFormat(language, { year: 'numeric', month: 'long' });
  const monthNames = dayFormat(language, { month: 'long' });
  const lists = keep((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }), language);
  const moments = keep((tag) => momentFormat(tag, timeZone), language);
  const dates = keep((tag) => dayFormat(tag, { year: 'numeric', month: 'long', day: 'numeric' }), language);
  const languages = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });
  const countries = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  const years = dayFormat(language, { year: 'numeric' });
  const units = keep((unit) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }), 'minute');
  const names = keep((tag) => languages.of(baseLanguage(tag)) ?? tag, 'und');
  const ownNames = keep(
    (tag) => new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' }).of(tag) ?? tag,
    language,
  );
  return {
    number: (value) => numbers.format(value),
    plural: (forms, count) => fill(forms[plurals.select(count)] ?? forms.other, { n: numbers.format(count) }),
    list: (items, tag) => lists(tag).format(items),
    day: (day) => writeDay(days, day),
    shortDay: (day) => writeDay(shortDays, day),
    month: (month) => writeDay(months, `${month}-01`),
    monthName: (month) => writeDay(monthNames, `${month}-01`),
    moment: (epochMs, tag) => moments(tag).format(epochMs),
    date: (day, tag) => writeDay(dates(tag), day),
    partialDate: (date) => {
      if (date.length === 4) return writeDay(years, `${date}-01-01`);
      return date.length === 7 ? writeDay(months, `${date}-01`) : writeDay(shortDays, date);
    },
    duration: (ms) => {
      const [unit, count] = inUnit(ms);
      return units(unit).format(count);
    },
    countryName: (code) => (/^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? code) : code),
    languageName: names,
    ownLanguageName: (tag) => ownNames(tag),
  };
}

function inUnit(ms: number): readonly [unit: string, count: number] {
  const minutes = ms / 60_000;
  if (minutes < 90) return ['minute', Math.round(minutes)];
  return minutes < 36 * 60 ? ['hour', Math.round(minutes / 60)] : ['day', Math.round(minutes / 1440)];
}

/** Remembers what was made for each language; `und` gets that of the interface. */
function keep<T>(make: (tag: string) => T, fallback: string): (tag: string) => T {
  const made = new Map<string, T>();
  return (tag) => {
    const known = made.get(tag);
    if (known !== undefined) return known;
    const fresh = make(tag === 'und' ? fallback : tag);
    made.set(tag, fresh);
    return fresh;
  };
}

function dayFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC', calendar: 'gregory' });
}

function momentFormat(language: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
    calendar: 'gregory',
  });
}

function writeDay(format: Intl.DateTimeFormat, day: string): string {
  const epochMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(epochMs) ? day : format.format(epochMs);
}

/** A language tag that every part of the platform takes: canonical BCP 47, or `und`. */
export function toLanguageTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'und';
  } catch {
    return 'und'; // RangeError: not a language tag
  }
}

/** A language tag without region and variants: `de` of `de-AT`, `zh-Hant` of `zh-Hant-TW`. */
export function baseLanguage(tag: string): string {
  return tag
    .split('-')
    .filter((part, index) => index === 0 || (index === 1 && part.length === 4))
    .join('-');
}

const rightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi']);

/** The direction a language is written in; a script in the tag (`az-Arab`) decides before the language does. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const [language = '', script = ''] = tag.toLowerCase().split('-');
  if (script.length === 4)
    return ['arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm', 'rohg'].includes(script) ? 'rtl' : 'ltr';
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

/** Whether a text is in another language than what stands around it; false when nobody knows. */
export function isOtherLanguage(tag: string, around: string): boolean {
  return tag !== 'und' && tag.split('-', 1)[0] !== around.split('-', 1)[0];
}
