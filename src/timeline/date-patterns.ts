import { foldDateText } from '../dates/month-names.ts';
import { baseOf } from '../text/stem.ts';
import { dateWordsOf, type DateWords } from './date-words.ts';

export type DateForm =
  | 'day'
  | 'month'
  | 'year'
  | 'weekday'
  | 'today'
  | 'yesterday'
  | 'tomorrow'
  | 'beforeYesterday'
  | 'afterTomorrow'
  | 'daysAgo'
  | 'monthsAgo'
  | 'yearsAgo'
  | 'inDays'
  | 'nextWeek'
  | 'lastWeek'
  | 'nextMonth'
  | 'lastMonth'
  | 'nextYear'
  | 'lastYear';

/** What a form of date looks like in folded text. Groups: `y`, `ly` and `ny` (last, next year), `m` (a name) or
 *  `n` (a number), `d`, `w`, `q` (a quantity). */
export interface DatePattern {
  readonly form: DateForm;
  readonly regex: RegExp;
  /** `2/3/2025`: the first number is the day, the month, or cannot be told. */
  readonly order?: 'day-first' | 'month-first' | 'unknown';
}

export interface DatePatterns {
  /** By precedence: what one has read, the next ones leave alone. */
  readonly patterns: readonly DatePattern[];
  readonly words: DateWords | undefined;
  /** January first; Sunday first. */
  readonly months: readonly RegExp[];
  readonly weekdays: readonly RegExp[];
  readonly numbers: readonly RegExp[];
  /** Words right before (with a space) and after (with one) a date. */
  readonly before: Readonly<Record<Beside, RegExp>>;
  readonly after: Readonly<Record<Beside, RegExp>>;
  readonly cues: RegExp | undefined;
}

type Beside = 'notAfter' | 'coming' | 'past' | 'unclear' | 'other';

const begins = '(?<![\\p{L}\\p{N}])';
const ends = '(?![\\p{L}\\p{N}])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const monthNumber = '(?:0?[1-9]|1[0-2])';
const year = '(?:1[5-9]\\d\\d|20\\d\\d)';
const notInNumber = '(?<![\\p{L}\\p{N}]|\\d[.,:/-]|[$€£/:-])';
const noMoreNumber = '(?![\\p{L}\\p{N}]|[:.,/-]\\d|\\s?[%€$£°])';

const make = (form: DateForm, source: string, order?: DatePattern['order']): DatePattern => ({
  form,
  regex: new RegExp(source, 'gu'),
  ...(order === undefined ? {} : { order }),
});

const withEastAsian = new Set(['ja', 'zh', 'yue', 'ko']);

/** In figures, whatever the language. */
function numericPatterns(language: string): readonly DatePattern[] {
  const [first, second] = ['(?<a>\\d{1,2})', '(?<b>\\d{1,2})'];
  const tag = language.toLowerCase();
  const order = tag === 'en-us' ? 'month-first' : tag === 'en' || tag === 'und' ? 'unknown' : 'day-first';
  const all = [
    make('day', `(?<![\\d-])(?<y>${year})-(?<n>0[1-9]|1[0-2])-(?<d>\\d\\d)(?![\\d-])`),
    make('day', `${notInNumber}(?<d>${day})\\. ?(?<n>${monthNumber})\\. ?(?<y>${year})${noMoreNumber}`),
    make('day', `${notInNumber}${first}/${second}/(?<y>${year})${noMoreNumber}`, order),
  ];
  if (baseOf(language) === 'nl')
    all.push(make('day', `${notInNumber}(?<d>${day})-(?<n>${monthNumber})-(?<y>${year})${noMoreNumber}`));
  if (!withEastAsian.has(baseOf(language))) return all;
  return [
    ...all,
    make(
      'day',
      `(?:(?<![\\d.])(?<y>${year}) ?[年년] ?)?(?<!\\d)(?<n>${monthNumber}) ?[月월] ?(?<d>${day}) ?[日号號일](?!間|间)`,
    ),
    make('month', `(?<!\\d)(?<y>${year}) ?[年년] ?(?<n>${monthNumber}) ?[月월]`),
    make('year', `(?<![\\d.])(?<y>${year}) ?[年년](?!間|间|代|度| ?간| ?대)`),
    make('yesterday', '昨日|昨天|어제'),
    make('tomorrow', '明日(?!香(?!港))|明天|내일'),
  ];
}

function wordPatterns(words: DateWords): readonly DatePattern[] {
  const fold = (source: string): string => foldDateText(source);
  const months = `(?<m>${fold(words.months).replaceAll(' ', '|')})`;
  const weekdays = `(?<w>${fold(words.weekdays).replaceAll(' ', '|')})`;
  const [ordinal, link, range] = [fold(words.ordinal), fold(words.link), fold(words.range)];
  const before = `(?:${weekdays},? (?:(?:the|der|den|dem|le|el|il|dia|de) )?)?`;
  const otherYear = `(?:(?<ly>${fold(words.lastYear)})|(?<ny>${fold(words.nextYear)}))`;
  const yearAfter = `(?:,? (?:(?:(?:de|del|of|di) )?(?<y>${year})(?: г(?:\\.|ода)?| roku| r\\.)?|(?:of )?${otherYear}))?`;
  const amount = `(?<q>\\d{1,2}|${fold(words.numbers).replaceAll(' ', '|')})`;
  const phrase = (form: DateForm, source: string): DatePattern =>
    make(form, `${begins}(?:${fold(source).replace('#', amount)})${ends}`);
  const all = [
    make(
      'day',
      `${notInNumber}${before}(?:(?<d0>${day})(?:${ordinal}|)(?:${range}))?(?<d>${day})${ordinal} ${link}${months}\\.?${ends}${yearAfter}${ends}`,
    ),
    ...(words.isMonthFirst
      ? [
          make(
            'day',
            `${begins}${before}${months}\\.? (?<d>${day})${ordinal}(?:(?:${range})${day}${ordinal})?${noMoreNumber}${yearAfter}${ends}`,
          ),
        ]
      : []),
    make('month', `${begins}${months}\\.?,? (?:(?:de|del|of|di) )?(?<y>${year})${noMoreNumber}`),
    make('month', `${begins}${months},? (?:of )?${otherYear}${ends}`),
  ];
  const quantities = ['daysAgo', 'monthsAgo', 'yearsAgo', 'inDays'] as const;
  const units = ['nextWeek', 'lastWeek', 'nextMonth', 'lastMonth', 'nextYear', 'lastYear'] as const;
  const days = ['beforeYesterday', 'afterTomorrow', 'today', 'yesterday', 'tomorrow'] as const;
  return [
    ...all,
    ...[...quantities, ...units, ...days].map((form) => phrase(form, words[form])),
    make('weekday', `${begins}${weekdays}(?<own>'s)?${ends}`),
    make('month', `(?<=${begins}(?:${fold(words.beforeMonth)}) |\\bmid-)${months}${ends}(?! \\d)`),
    make(
      'year',
      `(?<=${begins}(?:between|zwischen|entre|tra|fra|tussen)(?: ${year} (?:and|und|y|et|e|en))? )(?<y>${year})${ends}`,
    ),
    make(
      'year',
      `(?<=${begins}(?:${fold(words.beforeYear)}) |\\bmid-)(?<y>${year})${words.afterYear ?? ''}(?![\\p{L}\\p{N}]|\\s?[-–/]\\d|[.,]\\d|\\s?[%€$£]|er\\b|s\\b)`,
    ),
  ];
}

const known = new Map<string, DatePatterns>();
const maxKnown = 60;

/** The patterns of a language (BCP 47). */
export function datePatternsOf(language: string): DatePatterns {
  const found = known.get(language);
  if (found) return found;
  const words = dateWordsOf(language);
  const split = (list: string | undefined): readonly RegExp[] =>
    (list === undefined ? [] : foldDateText(list).split(' ')).map((part) => new RegExp(`^(?:${part})$`, 'u'));
  const beside = (sourceOf: (alternatives: string) => string): Readonly<Record<Beside, RegExp>> => {
    const one = (key: Beside): RegExp => {
      const alternatives = foldDateText(words?.[key] ?? '');
      return alternatives === '' ? /(?!)/u : new RegExp(sourceOf(alternatives), 'u');
    };
    return {
      notAfter: one('notAfter'),
      coming: one('coming'),
      past: one('past'),
      unclear: one('unclear'),
      other: one('other'),
    };
  };
  const made: DatePatterns = {
    words,
    patterns: [...numericPatterns(language), ...(words === undefined ? [] : wordPatterns(words))],
    months: split(words?.months),
    weekdays: split(words?.weekdays),
    numbers: split(words?.numbers),
    before: beside((alternatives) => `${begins}(?:${alternatives})[ ']$`),
    after: beside((alternatives) => `^ (?:${alternatives})${ends}`),
    cues: words && cuesOf(words),
  };
  if (known.size < maxKnown) known.set(language, made);
  return made;
}

function cuesOf(words: DateWords): RegExp {
  const open = words.openCue === undefined ? '' : `(?<open>${words.openCue})|`;
  return new RegExp(`${begins}(?:${open}(?<future>${words.futureCue})|(?<past>${words.pastCue}))${ends}`, 'gu');
}
