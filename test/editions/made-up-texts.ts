import { createRandom } from '../../bench/create-random.ts';
import type { SearchDocument } from '../../src/publish/search/search-document.ts';

/** A made-up language: syllables of a real script, and what stands between words and ends a sentence. */
export interface MadeUpLanguage {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly syllables: readonly string[];
  readonly space: string;
  readonly stop: string;
}

const language = (tag: string, syllables: string, marks: Partial<MadeUpLanguage> = {}): MadeUpLanguage => ({
  tag,
  direction: 'ltr',
  syllables: syllables.split(' '),
  space: ' ',
  stop: '. ',
  ...marks,
});

/** Every so many characters from one on, as scripts with thousands of them have. */
function characters(first: number, step: number, count: number): string {
  return Array.from({ length: count }, (_, i) => String.fromCharCode(first + i * step)).join(' ');
}

export const madeUpLanguages: readonly MadeUpLanguage[] = [
  language(
    'en',
    'an ter lo mi ren sta vo tel ing dor hu sil pra ed ka th es con re pro ble ti ous mer na si ge un der wo fi ly',
  ),
  language('de', 'ge schä ung ße ver lich auf ü ber mö en kei ster haft zu rück bau pfl ent ßen äh wör tig nis'),
  language('fr', 'é tion ment ça le ré où pré cœ ur ê tre al lè que mon dé fi ç ois ni sé ain eau'),
  language('tr', 'lı ır İs ğü şe çö mek lar yor da ıy sı ül tan gi bi rı ak'),
  language('ru', 'про ва ть ся ёл ки го ро дом ный ст ра щ ий вы бор не пе чат ком'),
  language('el', 'κα λη μέ ρα τος ά πο λη ή της γρα φή δη μό σιος ως νη σί'),
  language('ar', 'ال مد ينة أخ با ر سو قَ إل ى مؤ تم ر جد يد شا رع ؤو ل', { direction: 'rtl', stop: '. ' }),
  language('he', 'של ום עי ר כת בה מי ם חד ש יו ן רכ בת ול', { direction: 'rtl' }),
  language('hi', 'न ग र की का स मा चा र दि ल्ली में प्र धा न मं त्री', { stop: '। ' }),
  language('ja', `電 車 が 再 開 し た 港 町 の は 春 祭 り を ガー デン ${characters(0x4e00, 13, 900)}`, {
    space: '',
    stop: '。',
  }),
  language('zh', `北 京 市 新 聞 港 口 渡 輪 開 放 ${characters(0x4e07, 17, 1100)}`, { space: '', stop: '。' }),
  language('ko', `한 국 어 신 문 항 구 도 시 의 회 를 에서 는 ${characters(0xac00, 29, 380)}`, { stop: '. ' }),
  language('th', 'ภา ษา ไทย ข่าว เมือง ท่า เรือ ใหม่ น้ำ ตลาด เช้า', { space: '', stop: ' ' }),
];

/** The word of a rank: the more frequent, the shorter; each rank has its own. Neighbors in rank begin differently. */
export function madeUpWord({ syllables }: MadeUpLanguage, rank: number): string {
  let word = '';
  for (let left = rank; ; left = Math.floor(left / syllables.length) - 1) {
    word += syllables[left % syllables.length] ?? '';
    if (left < syllables.length) return word;
  }
}

export interface MadeUpOptions {
  readonly language: MadeUpLanguage;
  /** Words of the text; in scripts without spaces a word is one to three characters. */
  readonly length: number;
  /** How many frequent words the language has, nine of ten in a text. They follow Zipf's law; the others are rarer than that, so
   *  that texts have about as many different words as news has (30,000 of 600,000, 77,000 of 4,000,000, for 5,000). */
  readonly frequent: number;
  readonly perDay: number;
}

const newest = Date.UTC(2026, 10, 26, 20);

/** A made-up document; the same for the same number. Number 0 is the newest. */
export function makeSearchDocument(n: number, options: MadeUpOptions): SearchDocument {
  const random = createRandom(n + 1);
  const publishedMs = newest - Math.floor((n * 86_400_000) / options.perDay);
  const day = new Date(publishedMs).toISOString().slice(0, 10);
  const outlet = `outlet-${n % 20}`;
  const span = Math.log(options.frequent);
  const cache = wordsKept(options.language);
  const text = (words: number): string => {
    const pieces: string[] = [];
    for (let i = 0; i < words; i += 1) {
      const rank = Math.floor(random() < 0.1 ? options.frequent / (random() + 1e-6) : Math.exp(random() * span)) - 1;
      let word = cache.get(rank);
      if (word === undefined) {
        word = madeUpWord(options.language, rank);
        cache.set(rank, word);
      }
      pieces.push(word, i % 13 === 12 || i === words - 1 ? options.language.stop : options.language.space);
    }
    return pieces.join('').trimEnd();
  };
  return {
    folder: `post/${outlet}/${day.replaceAll('-', '/')}/item-${n}`,
    title: text(8),
    summary: text(25),
    day,
    isDateStated: n % 9 !== 0,
    publishedMs,
    language: options.language.tag,
    direction: options.language.direction,
    outlet,
    tags: [`topic-${Math.floor(random() * 50)}`, `place-${Math.floor(random() ** 3 * 3000)}`],
    text: text(options.length),
  };
}

const kept = new Map<MadeUpLanguage, Map<number, string>>();

function wordsKept(of: MadeUpLanguage): Map<number, string> {
  const known = kept.get(of) ?? new Map<number, string>();
  kept.set(of, known);
  return known;
}
