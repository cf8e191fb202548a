/** What an ending looks like at the end of a word, what stands there instead, and how many letters must be before it. */
export type Ending = readonly [ending: RegExp, instead: string, least: number];

export interface LanguageEndings {
  /** One after the other; of each the first ending that fits. */
  readonly steps: readonly (readonly Ending[])[];
  /** Words that look as if they had an ending. */
  readonly keep: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Rules of our own, for words without accents (`ñ` is `n`, `й` is `и`, `ß` stays): endings that inflect, from long to short. Where a
 *  language tells two words apart by the vowel that an ending would take (Spanish `caso`, `casa`), the vowel stays. */
export const endings: Readonly<Record<string, LanguageEndings>> = {
  en: {
    steps: [
      [
        [/(?<=[a-z])ies$/, 'y', 2],
        [/(?<=s|x|z|ch|sh)es$/, '', 3],
        [/(?<![sui])s$/, '', 3],
      ],
      [
        [/ied$/, 'y', 2],
        [/(?<=[aeiouy].*[^e])ed$/, '', 3],
        [/(?<=[aeiouy].*)ing$/, '', 3],
      ],
      [
        [/e$/, '', 3],
        [/(?<=([bdfglmnprst]))\1$/, '', 3],
      ],
    ],
    keep: words(
      'news series species always perhaps thus during evening morning nothing something anything everything wedding united hundred ' +
        'sacred christmas paris texas kansas james lens gas',
    ),
  },
  de: {
    steps: [
      [
        [/(?<=inn)en$/, '', 4],
        [/(?<=e)[nm]$/, '', 3],
        [/(?<=e[rl])[ns]$/, '', 3],
        [/(?<=e)s$/, '', 3],
        [/(?<=[bdfghklmnrt])s$/, '', 4],
        [/(?<=o)s$/, '', 3],
      ],
      [
        [/(?<=in)n$/, '', 4],
        [/er$/, '', 3],
        [/e$/, '', 3],
      ],
    ],
    keep: words('bereits mittels abends aber oder unter hinter immer wieder'),
  },
  es: {
    steps: [
      [
        [/ces$/, 'z', 2],
        [/(?<=[bdfgjlmnprstvyz])es$/, '', 3],
        [/(?<=[aeo])s$/, '', 3],
      ],
      [
        [/ce$/, 'z', 2],
        [/(?<=[bdfgjlmnprstvyz])e$/, '', 3],
      ],
    ],
    keep: words('entonces antes lunes martes jueves viernes menos mas'),
  },
  fr: {
    steps: [
      [
        [/eaux$/, 'eau', 1],
        [/(?<!e)aux$/, 'al', 3],
        [/(?<=[eo]u)x$/, '', 2],
        [/(?<![sui])s$/, '', 3],
        [/(?<=[^aeiou][iu]|eu|ou|ai|oi)s$/, '', 4],
      ],
    ],
    keep: words(
      'deux mieux ceux fils jamais mais francais anglais depuis temps corps pays moins dans sans vers alors toujours paris mois fois puis apres tres',
    ),
  },
  pt: {
    steps: [
      [
        [/oes$/, 'ao', 2],
        [/ais$/, 'al', 3],
        [/eis$/, 'el', 3],
        [/(?<=[aeiou])ns$/, 'm', 1],
        [/(?<=[rzs])es$/, '', 2],
        [/(?<=[aeo])s$/, '', 3],
      ],
      [[/(?<=[rzs])e$/, '', 3]],
    ],
    keep: words('antes depois apenas mais seis jamais menos'),
  },
  it: {
    // Number and gender are told by the last vowel alone: it goes where the word is long enough to be known without.
    steps: [
      [
        [/(?<=[cg])h[ie]$/, '', 3],
        [/i?[aeio]$/, '', 4],
      ],
    ],
    keep: words('prima dopo sopra sotto molto sempre quando perche anche'),
  },
  ru: {
    steps: [
      [
        [/(?:иями|ьями)$/u, '', 3],
        [/(?:ями|ами|ыми|ими|ого|его|ому|ему|иях|иям|ием|иеи|ьях|ьям|ьем)$/u, '', 3],
        [
          /(?:ов|ев|еи|ои|ии|ыи|ия|ию|ие|ье|ьи|ья|ью|ях|ах|ям|ам|ем|ом|им|ым|их|ых|ую|юю|ая|яя|ое|ее|ые|ою|ею)$/u,
          '',
          3,
        ],
        [/[аяоеиыуюь]$/u, '', 3],
      ],
      [[/и$/u, '', 3]],
    ],
    keep: words('было были есть если чтобы также после перед более менее'),
  },
  nl: {
    steps: [
      [
        [/heden$/, 'heid', 3],
        [/(?<=[^aeiou])en$/, '', 3],
        [/(?<=er|el|en|em|aar|ing|ist)s$/, '', 3],
        [/(?<=[^aeiou])e$/, '', 4],
      ],
      [[/(?<=([bdfgklmnprst]))\1$/, '', 3]],
    ],
    keep: words('tegen samen binnen buiten morgen zeven negen leven eerste laatste'),
  },
  sv: {
    steps: [
      [[/(?<=en|et|na|ar|er|or|an)s$/, '', 4]],
      [
        [/(?:arna|erna|orna)$/, '', 3],
        [/(?:ar|er|or|en|et|an)$/, '', 3],
        [/(?<=[^aeiouy])[ae]$/, '', 3],
      ],
      [[/(?<=([lmn]))\1$/, '', 3]],
    ],
    keep: words('efter under over aven sedan redan innan mellan eller andra'),
  },
  tr: {
    steps: [
      [
        [/(?<=l[ae]r)(?:[ıi]n[ae]|[ıi]nd[ae]n?|[ıi]n[ıi]n|d[ae]n|d[ae]|[ıi]n|[ıi]|[ae])$/u, '', 5],
        [/[nd]?[ıiu]nd[ae]n?$/u, '', 4],
        [/n?[ıiu]n$/u, '', 4],
        [/[dt][ae]n?$/u, '', 4],
      ],
      [[/l[ae]r$/u, '', 2]],
    ],
    keep: words('neden kadın altın bugun yarin uzun butun sadece sonra'),
  },
};
