/** A script with the languages written in it, the most likely one first; Latin names none, as it has too many. */
export interface Script {
  readonly languages: readonly string[];
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** What a letter tells, beside one of an alphabet. */
  readonly weight: number;
}

const kana: Script = { ranges: [[0x3040, 0x30ff]], languages: ['ja'], weight: 2 };
const han: Script = { ranges: [[0x4e00, 0x9fff]], languages: ['zh', 'ja', 'yue', 'ko', 'wuu'], weight: 2 };
const latin: Script = {
  ranges: [
    [0x41, 0x5a],
    [0x61, 0x7a],
    [0x00c0, 0x024f],
    [0x1e00, 0x1eff],
  ],
  languages: [],
  weight: 1,
};

function script(from: number, to: number, languages: string): Script {
  return { ranges: [[from, to]], languages: languages.split(' '), weight: 1 };
}

const scripts: readonly Script[] = [
  latin,
  kana,
  { ranges: [[0xac00, 0xd7af]], languages: ['ko'], weight: 2 },
  han,
  script(
    0x0400,
    0x04ff,
    'ru uk bg sr mk be kk ky mn tg uz tt az ba bs sh ce cv os sah av lez myv mhr mrj kv krc tyv xal bxr rue',
  ),
  script(0x0370, 0x03ff, 'el grc'),
  script(0x0590, 0x05ff, 'he yi lad'),
  script(0x0600, 0x06ff, 'ar fa ur ps ckb ku sd ug prs az ks pnb dv azb mzn lrc'),
  script(0x0900, 0x097f, 'hi mr ne sa bho mai kok awa new doi dty'),
  script(0x0980, 0x09ff, 'bn as bpy'),
  script(0x0a00, 0x0a7f, 'pa'),
  script(0x0a80, 0x0aff, 'gu'),
  script(0x0b00, 0x0b7f, 'or'),
  script(0x0b80, 0x0bff, 'ta'),
  script(0x0c00, 0x0c7f, 'te'),
  script(0x0c80, 0x0cff, 'kn'),
  script(0x0d00, 0x0d7f, 'ml'),
  script(0x0d80, 0x0dff, 'si'),
  script(0x0e00, 0x0e7f, 'th'),
  script(0x0e80, 0x0eff, 'lo'),
  script(0x0f00, 0x0fff, 'bo dz'),
  script(0x1000, 0x109f, 'my'),
  script(0x10a0, 0x10ff, 'ka xmf'),
  script(0x0530, 0x058f, 'hy'),
  script(0x1200, 0x137f, 'am ti'),
  script(0x1780, 0x17ff, 'km'),
  script(0x0780, 0x07bf, 'dv'),
];

const besidesLatin = new Set('sr sh bs az uz tt ku kk tg ug lad ks kok'.split(' '));
const neverLatin: ReadonlySet<string> = new Set(
  scripts.flatMap(({ languages }) => languages).filter((language) => !besidesLatin.has(language)),
);

/** The script that most of a text's letters are of; null when it has none of a known script. */
export function findScript(text: string): Script | null {
  const counts = new Array<number>(scripts.length).fill(0);
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const index = indexOfScript(text.charCodeAt(at));
    if (index === -1) continue;
    counts[index] = (counts[index] ?? 0) + 1;
    letters++;
  }
  // A Japanese text holds more Chinese characters than its own.
  if ((counts[1] ?? 0) > letters * 0.08) return kana;
  let best: Script | null = null;
  let most = 0;
  scripts.forEach((candidate, index) => {
    const count = (counts[index] ?? 0) * candidate.weight;
    if (count <= most) return;
    most = count;
    best = candidate;
  });
  return best;
}

/** Whether a language (its primary subtag) can be written in a script. */
export function isWrittenIn(language: string, { languages }: Script): boolean {
  return languages.length === 0 ? !neverLatin.has(language) : languages.includes(language);
}

/** Whether a word has a letter of a script; of Japanese, also Chinese characters. */
export function hasLetterOf(word: string, own: Script): boolean {
  for (let at = 0; at < word.length; at++) {
    const index = indexOfScript(word.charCodeAt(at));
    if (index !== -1 && (scripts[index] === own || (own === kana && scripts[index] === han))) return true;
  }
  return false;
}

/** The place in `scripts` of each UTF-16 code unit's script, and one more; 0 for signs and digits. */
const places = new Uint8Array(0x10000);
scripts.forEach(({ ranges }, index) => {
  for (const [from, to] of ranges) places.fill(index + 1, from, to + 1);
});

/** The place in `scripts` of a UTF-16 code unit's script; -1 for signs and digits. */
function indexOfScript(code: number): number {
  return (places[code] ?? 0) - 1;
}
