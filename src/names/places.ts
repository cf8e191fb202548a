import { stemOf } from '../text/stem.ts';
import { foldName } from './fold-name.ts';
import { localeOf } from './locale-of.ts';
import { cities } from './name-words.ts';

/** Names of countries and cities in a language, folded and cut to stems. */
export interface PlaceNames {
  /** Codes of countries (ISO 3166-1 alpha-2) by name; cities have none. */
  readonly names: ReadonlyMap<string, string>;
  /** By the stems of their words: "в Северной Корее". */
  readonly stems: ReadonlyMap<string, string>;
  /** As written, the longest first, for scripts without spaces. */
  readonly written: readonly string[];
}

const known = new Map<string, PlaceNames>();
const maxKnown = 100;
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Without those that were given up for another one: Intl has the name of the other for them, `UK` for `GB`. */
const codes = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => new Intl.Locale(`und-${code}`).region === code);
/** What Intl knows besides countries, and the code of none. */
const noCountries = new Set(['EU', 'UN', 'EZ', 'ZZ', 'QO', 'XA', 'XB', 'AC', 'CP', 'DG', 'EA', 'IC', 'TA', 'CQ']);

/** Which of them are another name of a country. */
const sameCountries: readonly (readonly [code: string, names: RegExp])[] = [
  ['US', /^(?:U\.?S\.?(?:A\.?)?|America|EE|EUA|США|VS|EE\.? ?UU\.?)$/],
  ['GB', /^(?:U\.?K\.?|.*[Bb]rit.*|.*Bret.*|.*Brytania|Великобритания)$/],
  ['KP', /^Северная Корея$/],
  ['KR', /^Южная Корея$/],
  ['TR', /^(?:Turkey|Türkei)$/],
  ['CZ', /^(?:Czech Republic|Tschechien)$/],
  ['NL', /^(?:Holl?|Ol)and[ae]?$/],
  ['CI', /^(?:Ivory Coast|Elfenbeinküste)$/],
  ['MM', /^Burma$/],
  ['PS', /^(?:Palest|Палест|Palästin)/],
  ['VN', /^Vietnã$/],
  ['PL', /^Pol[ôó]nia$/],
  ['IR', /^Ir[ãa]o?$/],
  ['BY', /^Белоруссия$/],
];

function codeOfMore(name: string): string {
  return sameCountries.find(([, names]) => names.test(name))?.[0] ?? '';
}

/** Countries as people call them beside the names that Intl gives. */
const moreCountries: Readonly<Record<string, string>> = {
  en: 'UK|U.K.|US|U.S.|USA|U.S.A.|America|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|Turkey|Ivory Coast|Congo|Palestine|Czech Republic|Gaza|Crimea|Catalonia|Hong Kong|Macau|Burma|Holland',
  de: 'USA|US|Großbritannien|England|Schottland|Wales|Türkei|Gaza|Krim|Palästina|Tschechien|Elfenbeinküste|Bayern|Sachsen|Hessen|Thüringen|Brandenburg|Niedersachsen|Holland',
  es: 'EE UU|EE. UU.|EE.UU.|Inglaterra|Escocia|Gales|Gran Bretaña|Palestina|Gaza|Cataluña|Crimea|Holanda',
  fr: 'Angleterre|Écosse|Grande-Bretagne|Palestine|Gaza|Crimée|Catalogne|Hollande',
  pt: 'EUA|Inglaterra|Escócia|Grã-Bretanha|Palestina|Gaza|Catalunha|Crimeia|Holanda|Irã|Irão|Vietnã|Polônia|Polónia',
  it: 'USA|Inghilterra|Scozia|Gran Bretagna|Palestina|Gaza|Catalogna|Crimea|Olanda',
  ru: 'Северная Корея|Южная Корея|США|Англия|Шотландия|Великобритания|Палестина|Газа|Крым|Белоруссия',
  nl: 'VS|Engeland|Schotland|Groot-Brittannië|Palestina|Gaza|Krim|Holland',
  pl: 'USA|Anglia|Szkocja|Wielka Brytania|Palestyna|Gaza|Krym',
};

export function placeNamesOf(language: string): PlaceNames {
  const found = known.get(language);
  if (found) return found;
  const base = language.toLowerCase().replace(/[-_].*$/s, '');
  const more = (moreCountries[base] ?? '')
    .split('|')
    .filter(Boolean)
    .map((name) => [name, codeOfMore(name)] as const);
  const all = [...countryNames(base), ...more];
  const folded = all.map(([name, code]) => [foldName(name), code] as const);
  const made = {
    names: new Map([...cityNames.map((name) => [name, ''] as const), ...folded]),
    stems: new Map(folded.flatMap(([name, code]) => (name.length > 3 ? [[stemsOf(name, base), code] as const] : []))),
    written: all
      .map(([name]) => name)
      .filter((name) => name.length > 1)
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1)),
  };
  if (known.size < maxKnown) known.set(language, made);
  return made;
}

/** Names and codes. */
function countryNames(language: string): readonly (readonly [name: string, code: string])[] {
  const names = new Intl.DisplayNames(localeOf(language), { type: 'region', fallback: 'none' });
  return codes.flatMap((code) => {
    const name = noCountries.has(code) ? undefined : names.of(code);
    return name === undefined ? [] : [[name.replace(/ ?[(（].*$/u, '').replace(/^.*SAR /, ''), code] as const];
  });
}

/** Cities that time zones are named after, in English; many are called so elsewhere too. */
const cityNames: readonly string[] = Intl.supportedValuesOf('timeZone')
  .filter((zone) => /^(?:Africa|America|Asia|Australia|Europe)\//.test(zone))
  .map((zone) => foldName(zone.replace(/^.*\//, '').replaceAll('_', ' ')))
  .filter(
    (name) =>
      name.length > 3 &&
      !/^(?:center|central|east|west|north|south|eastern|knox|marengo|petersburg|winamac|vincennes|nome|bermuda|troll)$/.test(
        name,
      ),
  );

/** True for the name of a country, or of a city that many know. */
export function isKnownPlace(name: string, language: string): boolean {
  return countryCodeOf(name, language) !== undefined || cities.has(foldName(name));
}

/** The code of a country (ISO 3166-1 alpha-2) by its name in a language, in any case; empty for a city, `undefined` for anything else. */
export function countryCodeOf(name: string, language: string): string | undefined {
  const { names, stems } = placeNamesOf(language);
  const folded = foldName(name);
  const code = names.get(folded) ?? (language === 'de' ? names.get(folded.replace(/s$/, '')) : undefined);
  // Where names have no cases, what has the stem of a country is a people: "Österreicher".
  return code !== undefined || folded.length < 4 || caseless.has(language)
    ? code
    : stems.get(stemsOf(folded, language));
}

const caseless = new Set(['en', 'de', 'es', 'fr', 'pt', 'it', 'nl', 'sv', 'da', 'no', 'nb']);

function stemsOf(name: string, language: string): string {
  return name
    .split(' ')
    .map((word) => stemOf(word, language))
    .join(' ');
}
