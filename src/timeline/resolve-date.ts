import type { DateForm, DatePattern, DatePatterns } from './date-patterns.ts';
import { formatDay, formatMonth, partsOfDay, toDayNumber, weekdayOf, type DayNumber } from './days.ts';
import { isPartOfCount } from './part-of-count.ts';
import type { Tense } from './tense.ts';

/** A form of date found in a text, and what stands around it. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly pattern: DatePattern;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** What resolving needs to know beside the date. */
export interface DateContext {
  /** The day of the article where it was published. */
  readonly today: DayNumber;
  readonly tense: Tense | undefined;
  /** The years that the sentence names. */
  readonly years: readonly number[];
  /** Folded text of the same line before and after the date. */
  readonly before: string;
  readonly after: string;
  /** As written: whether the date begins with a capital letter, and whether the sentence begins with it. */
  readonly isCapital: boolean;
  readonly isFirst: boolean;
  /** A capital letter stands within it: "This Morning". */
  readonly isTitled: boolean;
  /** A word with a capital letter follows: "Saturday Night Live". */
  readonly isBeforeCapital: boolean;
  readonly patterns: DatePatterns;
}

/** Beyond, a day without a year is that of this year or the next only when the tense tells. */
const nearDays = 120;
const farDays = 270;
const contradictionDays = 7;

/** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `undefined` when it cannot be told with confidence. */
export function resolveDate(found: FoundDate, context: DateContext): string | undefined {
  const day = (number: DayNumber | undefined): string | undefined =>
    number === undefined ? undefined : formatDay(number);
  switch (found.pattern.form) {
    case 'day':
      return day(calendarDay(found, context));
    case 'month':
      return monthOf(found, context);
    case 'year':
      return yearOf(found, context);
    case 'weekday':
      return day(weekday(found, context));
    case 'daysAgo':
    case 'monthsAgo':
    case 'yearsAgo':
    case 'inDays':
      return counted(found, context);
    default:
      return relative(found.pattern.form, context);
  }
}

/** The year that is written: in figures, or as the last or the next one. */
function yearIn(groups: FoundDate['groups'], today: DayNumber): number | undefined {
  if (groups['y'] !== undefined) return Number(groups['y']);
  const { year } = partsOfDay(today);
  return groups['ly'] !== undefined ? year - 1 : groups['ny'] !== undefined ? year + 1 : undefined;
}

function indexOf(list: readonly RegExp[], word: string | undefined): number {
  return word === undefined ? -1 : list.findIndex((one) => one.test(word));
}

const named =
  /(?:avenida|plaza|calle|rue du|place du|via|piazza|rua|praca|platz des|strasse des|straße des|улиц[аеыу]|площад[ьи]|avenue du|boulevard du|quartier du|colonia|estadio|stade du) (?:de |del |du )?$/;

const versions = /(?:version|versao|версия|версии|wersja|release|build) $/;

function calendarDay({ groups, pattern }: FoundDate, context: DateContext): DayNumber | undefined {
  const { months, weekdays } = context.patterns;
  let [month, day] = [
    groups['n'] === undefined ? indexOf(months, groups['m']) + 1 : Number(groups['n']),
    Number(groups['d0'] ?? groups['d']),
  ];
  if (groups['a'] !== undefined) {
    const order = orderOf(Number(groups['a']), Number(groups['b']), pattern.order);
    if (order === undefined) return undefined;
    [day, month] = order;
  }
  if (named.test(context.before) || versions.test(context.before)) return undefined;
  if (groups['m'] !== undefined && context.patterns.words?.isCapital === true && !context.isCapital) return undefined;
  const weekdayIndex = indexOf(weekdays, groups['w']);
  const isWeekday = (number: DayNumber): boolean => weekdayIndex < 0 || weekdayOf(number) === weekdayIndex;
  const year = yearIn(groups, context.today);
  if (year !== undefined) {
    // "On May 5, 2000 people marched."
    if (groups['y'] !== undefined && year % 100 === 0 && counters.test(context.after)) return undefined;
    const number = toDayNumber(year, month, day);
    return number !== undefined && isWeekday(number) ? number : undefined;
  }
  return dayWithoutYear(month, day, weekdayIndex < 0 ? undefined : isWeekday, context);
}

/** Day and month of two numbers. */
function orderOf(a: number, b: number, order: DatePattern['order']): [day: number, month: number] | undefined {
  if (a === b || b > 12) return a === b ? [a, b] : [b, a];
  if (a > 12) return [a, b];
  return order === 'day-first' ? [a, b] : order === 'month-first' ? [b, a] : undefined;
}

/** Days by which events are called; what is told of them is not of this year. */
const memorialDays = new Set(['9-11', '11-13', '10-7', '1-6', '3-11', '7-7', '7-14', '10-6']);
const memorial =
  /terror|attack|attent|atent|anschlag|terakt|теракт|aanslag|zamach|massac|massak|capitol|assault|sturm|twin towers|torres gemelas/;

function dayWithoutYear(
  month: number,
  day: number,
  isWeekday: ((day: DayNumber) => boolean) | undefined,
  context: DateContext,
): DayNumber | undefined {
  const { today, tense } = context;
  const { year } = partsOfDay(today);
  if (context.years.some((other) => other !== year)) return undefined;
  const around = `${context.before} ${context.after}`;
  if (memorialDays.has(`${String(month)}-${String(day)}`) && memorial.test(around)) return undefined;
  if (/^ (?:movement|youth|group|bridge|square)/.test(context.after)) return undefined;
  const options = [year - 1, year, year + 1]
    .flatMap((one) => toDayNumber(one, month, day) ?? [])
    .sort((a, b) => Math.abs(a - today) - Math.abs(b - today));
  if (isWeekday) {
    const fitting = options.filter(isWeekday);
    return fitting.length === 1 ? fitting[0] : undefined;
  }
  const [nearest] = options;
  if (nearest === undefined) return undefined;
  const fits = (one: DayNumber): boolean => (tense === 'past' ? one <= today : one >= today);
  if (tense === undefined) return Math.abs(nearest - today) <= nearDays ? nearest : undefined;
  if (fits(nearest)) return nearest;
  // "The vote, announced on Monday, is on December 3": the verb may tell of something else.
  return Math.abs(nearest - today) <= contradictionDays
    ? undefined
    : Math.abs(nearest - today) <= nearDays / 2
      ? undefined
      : options.find((one) => fits(one) && Math.abs(one - today) <= farDays);
}

/** "In June", said in September, is hardly the next one. */
const maxMonthsAhead = 7;

function monthOf({ groups }: FoundDate, context: DateContext): string | undefined {
  const { today, tense, patterns } = context;
  const month = groups['n'] === undefined ? indexOf(patterns.months, groups['m']) + 1 : Number(groups['n']);
  if (month < 1) return undefined;
  if (groups['n'] === undefined && (patterns.words?.isCapital ?? false) && !context.isCapital) return undefined;
  const year = yearIn(groups, today);
  if (year !== undefined) return formatMonth(year, month);
  if (!(patterns.words?.isCapital ?? false) && context.isCapital) return undefined;
  const now = partsOfDay(today);
  if (context.years.some((other) => other !== now.year)) return undefined;
  const isPast = patterns.before.past.test(context.before) || patterns.after.past.test(context.after);
  const isComing = patterns.before.coming.test(context.before) || patterns.after.coming.test(context.after);
  const isUnclear = patterns.before.unclear.test(context.before);
  if (isUnclear || patterns.before.other.test(context.before)) return undefined;
  const direction = isPast ? 'past' : isComing ? 'future' : tense;
  const ahead = (month - now.month + 12) % 12;
  if (direction === 'future' && !isComing && ahead > maxMonthsAhead) return undefined;
  if (direction === 'past') return formatMonth(month < now.month + (isPast ? 0 : 1) ? now.year : now.year - 1, month);
  if (direction === 'future')
    return formatMonth(month > now.month - (isComing ? 0 : 1) ? now.year : now.year + 1, month);
  return undefined;
}

const counters =
  /^(?: de)? (?:metr|eur|dol|people|person|pess|pers|km|kilo|ton|anos|anni|jahre|mensch|mill|met|punt|point|vot|cas|mort|dead|guest|sold|troop|home|hous|job|empl|puest|famil|word|mots|palab|pagin|page|watt|mw|hect|acre|stud|seat|plaz|m\b|mm\b|чел|руб|км|метр)/u;
const firstYear = 1800;
const maxYearsAhead = 60;

const decade = /(?:decada|decennio|annees|anos|anni|decade|siglo|secolo|siecle) (?:de |di |des |d')?$/;

function yearOf({ groups }: FoundDate, { today, before, after }: DateContext): string | undefined {
  const value = Number(groups['y']);
  if (
    value < firstYear ||
    value > partsOfDay(today).year + maxYearsAhead ||
    counters.test(after) ||
    decade.test(before)
  )
    return undefined;
  if (value % 100 === 0 && !/^(?:$|[.,;:)]| (?:and|when|und|y|et|e|и|en|i) )/.test(after)) return undefined;
  return String(value);
}

const maxDaysNumber = 21;
/** By these a weekday counts from another day than the article's, or is a feast. */
const otherAfter =
  /^ (?:siguiente|anterior|suivant|precedent|seguinte|seguente|successiv[oa]|precedente|darauf|zuvor|danach|davor|daarop|ervoor|erna|santo|saint|gras|de cinzas)/;

function weekday({ groups }: FoundDate, context: DateContext): DayNumber | undefined {
  const { today, tense, patterns, before, after } = context;
  const index = indexOf(patterns.weekdays, groups['w']);
  const { words } = patterns;
  if (index < 0 || words === undefined) return undefined;
  if (context.isBeforeCapital && words.isMonthFirst === true) return undefined;
  if (words.isCapital ? !context.isCapital : context.isCapital && !context.isFirst) return undefined;
  if (patterns.before.other.test(before) || otherAfter.test(after)) return undefined;
  // "On the Sunday before his trial"
  if (/(?:^|[^\p{L}])the $/u.test(before) && /^ (?:before|after|following|prior|that)/.test(after)) return undefined;
  const numbered =
    /^,? (?:the |der |den |le |el |dia |\()?(\d{1,2})(?:st|nd|rd|th|\.)?\)?(?![\d:hu%]|[.,]\d| uhr)/.exec(after);
  if (numbered) {
    const days = nearbyDays(today, index, Number(numbered[1]));
    if (days.length === 1) return days[0];
  }
  if (
    words.ordinalWeekday !== undefined &&
    new RegExp(`^${words.ordinalWeekday.normalize('NFKD').replace(/\p{M}/gu, '')}$`, 'u').test(groups['w'] ?? '')
  )
    return undefined;
  // Russian "среду" is an environment too.
  if (/^сред/.test(groups['w'] ?? '') && !/(?:^|[^\p{L}])(?:в|на|за|до|с|прошлую|минувшую|ближайшую) $/u.test(before))
    return undefined;
  const { year } = partsOfDay(today);
  if (context.years.some((other) => other !== year)) return undefined;
  const ahead = (index - weekdayOf(today) + 7) % 7;
  const back = (weekdayOf(today) - index + 7) % 7;
  if (patterns.before.coming.test(before) || patterns.after.coming.test(after))
    return ahead === 1 ? undefined : today + (ahead || 7);
  if (patterns.before.past.test(before) || patterns.after.past.test(after))
    return back === 1 ? undefined : today - (back || 7);
  // "Next Saturday" on a Sunday is the one that comes; on a Wednesday nobody knows.
  if (patterns.before.unclear.test(before) || patterns.after.unclear.test(after))
    return ahead > 0 && mondayIndex(today) + ahead > 6 && ahead > 3 ? today + ahead : undefined;
  // "It will be read from January, after Thursday's agreement": that was before.
  if (groups['own'] !== undefined && /(?:after|since|following) $/.test(before)) return today - back;
  if (tense === undefined || (tense === 'past' && until.test(before))) return undefined;
  return tense === 'past' ? today - back : today + ahead;
}

/** "Postponed until Saturday", "lasted until Saturday": after a verb of the past it may be either. */
const until = /(?:until|till|bis|hasta|jusqu'a|ate|fino a|до|tot|do) (?:the |el |le |zum |al |a |o |в )?$/;

const mondayIndex = (day: DayNumber): number => (weekdayOf(day) + 6) % 7;

/** Days of this weekday and number of the month around a day. */
function nearbyDays(today: DayNumber, weekdayIndex: number, number: number): readonly DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = today - maxDaysNumber; day <= today + maxDaysNumber; day++)
    if (weekdayOf(day) === weekdayIndex && partsOfDay(day).day === number) days.push(day);
  return days;
}

const about =
  /(?:about|around|over|almost|nearly|than|some|least|earliest|fruhestens|spatestens|roughly|rund|etwa|uber|als|fast|knapp|gut|casi|mas de|unos|unas|environ|pres de|plus de|presque|quase|cerca de|mais de|quasi|circa|oltre|piu di|около|почти|более|bijna|ruim|ongeveer|dan|prawie|okolo|ponad) $/u;
const most: Readonly<Record<string, number>> = { daysAgo: 14, inDays: 14, monthsAgo: 3, yearsAgo: 5 };

function counted({ groups, pattern }: FoundDate, context: DateContext): string | undefined {
  const { today, patterns } = context;
  const written = groups['q'] ?? '';
  const count = /^\d/.test(written) ? Number(written) : indexOf(patterns.numbers, written) + 1;
  if (count < 1 || count > (most[pattern.form] ?? 0) || about.test(context.before)) return undefined;
  if (isPartOfCount(context.before, context.after, patterns.numbers)) return undefined;
  const { year, month } = partsOfDay(today);
  if (pattern.form === 'daysAgo') return formatDay(today - count);
  if (pattern.form === 'inDays') return context.tense === 'future' ? formatDay(today + count) : undefined;
  return pattern.form === 'monthsAgo' ? formatMonth(year, month - count) : String(year - count);
}

const shifts: Partial<Record<DateForm, number>> = {
  beforeYesterday: -2,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
  afterTomorrow: 2,
};

function relative(form: DateForm, context: DateContext): string | undefined {
  const { today, tense, before, after, patterns } = context;
  if (context.isTitled) return undefined;
  const shift = shifts[form];
  if (shift !== undefined) {
    if (patterns.before.notAfter.test(before) || /^ en dia/.test(after) || /^'s? /.test(after)) return undefined;
    // In German a morning has a capital; elsewhere a name may be called so.
    if (
      context.isCapital &&
      (!context.isFirst ||
        (form === 'tomorrow' && patterns.words?.isCapital === true && patterns.words.isMonthFirst !== true))
    )
      return undefined;
    return shift === 0 && tense === undefined ? undefined : formatDay(today + shift);
  }
  if (/(?:^|[^\p{L}])(?:the|every|each|this|over|cada|todo|chaque|jede[nsr]?|ogni) $/u.test(before)) return undefined;
  const { year, month } = partsOfDay(today);
  switch (form) {
    case 'nextWeek':
      return monthOfWeek(today + 7);
    case 'lastWeek':
      return monthOfWeek(today - 7);
    case 'nextMonth':
      return formatMonth(year, month + 1);
    case 'lastMonth':
      return formatMonth(year, month - 1);
    default:
      return String(form === 'nextYear' ? year + 1 : year - 1);
  }
}

/** The month that a day's whole week is in. */
function monthOfWeek(day: DayNumber): string | undefined {
  const monday = day - mondayIndex(day);
  const [first, last] = [partsOfDay(monday), partsOfDay(monday + 6)];
  return first.month === last.month ? formatMonth(first.year, first.month) : undefined;
}
