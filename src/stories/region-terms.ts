import { foldWord } from './fold-word.ts';

/** How a language names countries: each by the beginning of its name, so that cases and adjectives are found as well. */
export interface RegionNames {
  /** ISO 3166-1 alpha-2 by the beginning of a folded word. */
  readonly beginnings: ReadonlyMap<string, string>;
  /** Whole names, for scripts without spaces. */
  readonly names: readonly (readonly [name: string, code: string])[];
}

const codes = (
  'AF AL DZ AO AR AM AU AT AZ BH BD BY BE BJ BO BA BW BR BG BF BI KH CM CA CF TD CL CN CO CD CG CR CI HR CU CY CZ DK DJ DO EC EG SV ' +
  'ER EE SZ ET FI FR GA GM GE DE GH GR GT GN HT HN HK HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KP KR XK KW KG LA LV LB LS LR LY LT ' +
  'LU MG MW MY ML MT MR MX MD MC MN ME MA MZ MM NA NP NL NZ NI NE NG MK NO OM PK PS PA PG PY PE PH PL PT QA RO RU RW SA SN RS SL SG ' +
  'SK SI SO ZA SS ES LK SD SE CH SY TW TJ TZ TH TG TN TR TM UG UA AE GB US UY UZ VE VN YE ZM ZW'
).split(' ');
const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Somebody may have written anything into a file; the platform throws for what is no tag. */
const isSubtag = /^[a-z]{2,3}$/;
const known = new Map<string, RegionNames>();

/** `language`: a primary subtag. The names are those of the platform (CLDR); a language that it does not know has none. */
export function regionNamesOf(language: string): RegionNames {
  let names = known.get(language);
  if (names === undefined) known.set(language, (names = readNames(language)));
  return names;
}

function readNames(language: string): RegionNames {
  const beginnings = new Map<string, string>();
  const names: [string, string][] = [];
  const said = new Map<string, number>();
  const told =
    !isSubtag.test(language) || Intl.DisplayNames.supportedLocalesOf([language]).length === 0
      ? undefined
      : new Intl.DisplayNames([language], { type: 'region' });
  const list = codes.map((code) => [(told?.of(code) ?? '').replace(/\(.*\)/, ''), code] as const);
  const wordsOf = (name: string): readonly string[] =>
    name
      .split(/[\s-]+/)
      .map(foldWord)
      .filter((word) => word.length > 2);
  for (const [name] of list) for (const word of wordsOf(name)) said.set(word, (said.get(word) ?? 0) + 1);
  for (const [name, code] of list) {
    if (isUnspaced.test(name)) {
      names.push([name, code]);
      continue;
    }
    // A word that other countries have too ("South", "Republic") tells of none.
    const own = wordsOf(name).filter((word) => said.get(word) === 1);
    const [longest] = [...own].sort((a, b) => b.length - a.length);
    if (longest === undefined) continue;
    const beginning = longest.slice(0, Math.max(4, longest.length - (longest.length > 6 ? 3 : 2)));
    beginnings.set(beginning, beginnings.has(beginning) && beginnings.get(beginning) !== code ? '' : code);
  }
  return { beginnings, names };
}

/** The country that a folded word names or belongs to; undefined for none. */
export function regionOfWord(word: string, { beginnings }: RegionNames): string | undefined {
  for (let length = Math.min(word.length, 12); length >= 4; length -= 1) {
    const code = beginnings.get(word.slice(0, length));
    if (code !== undefined) return code === '' ? undefined : code;
  }
  return undefined;
}
