import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { repairText } from './repair.ts';

const good = [
  'Die Fähre fährt wieder – „endlich“, sagt Jörg Häußler aus Übersee.',
  '« Où est-il ? » demande l’élève de Saint-Étienne, âgé de 7 ans…',
  'A Câmara votou às 15h; “não há acordo”, diz João da Conceição.',
  'AMANHÃ, SÃO PAULO – “IRMÔ DE JOSÉ: VOCÊ…',
  'Él dijo: «¿Qué pasó en Logroño?» 25 °C, 3 × 4, 10 €',
  'În luna aceasta, orașul Iași a câștigat premiul „Cea mai verde”.',
  'Příliš žluťoučký kůň úpěl ďábelské ódy. Żółć, gęślą jaźń.',
  'Árvíztűrő tükörfúrógép; çok güzel İstanbul’da ılık bir gün.',
  'Паром снова ходит на остров — «наконец-то», говорит Пётр Щёкин.',
  'Київ, її об’єднання: РІК ЗА РОКОМ, СІЧ І РІЧКА, Ґанок № 5',
  'Το πλοίο ξαναφεύγει για το νησί· «επιτέλους», είπε η Ελένη.',
  'המעבורת חזרה לפעול אחרי 11 שבועות, אמרה רונה. ₪ 25',
  'عادت العبّارة إلى الجزيرة بعد ١١ أسبوعًا، كما قالت رنا.',
  'フェリーは11週間ぶりに運航を再開した。「やっと」と話した。',
  '渡轮停航十一周后恢复通航。“终于”，她说。',
  'เรือข้ามฟากกลับมาแล้ว',
  'Phà lại chạy tới đảo Ố Đế sau mười một tuần.',
  'Å være eller ikke være, Ærø – SMØRREBRØD®, NESTLɮ'.replace('ɮ', 'É®'),
  'E = mc², √2 ≈ 1.41, ∆T = 5 °C, π·r², ½ ± ¼, ¬p ∨ q, §§ 12–15, © 2025 ™',
  '┌──┐ │a│ └──┘ ░▒▓',
  'OK 👍🏽 👩‍👩‍👧 ❤️ ☕️',
  'no\u00a0break, soft\u00adhyphen, zero\u200bwidth, C:\\x\t1\nline two\r\nline three',
];

describe('good text', () => {
  it.each(good)('stays as it is: %s', (text) => {
    expect(repairText(text)).toBe(text);
  });
});

describe('broken text', () => {
  const rows = [
    ['an apostrophe read as windows-1252', 'the islandâ€™s school', 'the island’s school'],
    ['the same as ISO 8859-1', 'the islandâ\u0080\u0099s school', 'the island’s school'],
    ['an accent', 'un caf\u00c3\u00a9 \u00c3\u00a0 la carte', 'un café à la carte'],
    ['a no-break space that became Â and one', '\u00c2\u00a0', '\u00a0'],
    ['the same with a plain space', 'week.\u00c2 Then', 'week.\u00a0Then'],
    ['à before a plain space', 'jusqu\u2019'.replace('\u2019', "'") + 'Ã la mer, la mÃªme', "jusqu'à la mer, la même"],
    ['two layers', 'nÃƒÂ© en mai', 'né en mai'],
    ['three layers', 'doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t', 'doesn’t'],
    ['Russian read as windows-1251', 'РџР°СЂРѕРј', 'Паром'],
    ['a dash read as windows-1251', 'Part 2 вЂ“ the sea', 'Part 2 – the sea'],
    ['French read as MacRoman', 'un caf√© cr√®me', 'un café crème'],
    ['Czech read as windows-1250', 'lodÄ›, pĹ™Ă­stav', 'lodě, přístav'],
    ['an emoji', 'good ðŸ˜€', 'good 😀'],
    ['a control character of windows-1252', 'she said \u0093yes\u0094 \u0096 twice\u0085', 'she said “yes” – twice…'],
    ['stray controls', 'a\u0000b\u0008c\u000bd\u007fe\u009f', 'abc deŸ'],
    ['a lost byte', 'â€œyesâ€\ufffd', '“yes\ufffd'],
    ['a sequence in a text that is right otherwise', '“Itâ€™s late” – said Zoë', '“It’s late” – said Zoë'],
  ] as const;
  it.each(rows)('is repaired: %s', (_name, broken, fixed) => {
    expect(repairText(broken)).toBe(fixed);
  });
});

describe('any text', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(fc.constantFrom(...'ÃÂâ€™œ”‘Å¡©¬√∫─îРС“Ñ„ћЏ ?aéZß\u00a0\u0081\u009d\u0085\ufffdíð½¸'), { maxLength: 20 })
      .map((all) => all.join('')),
  );

  it('is not changed by a second repair', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const once = repairText(text);
        expect(repairText(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back from being misread once or twice', () => {
    const names = ['windows-1252', 'windows-1250', 'windows-1251', 'macintosh', 'cp437'];
    const texts = good.filter((text) => !/[\u00ad\u200b✓┌]|√2|👩/.test(text) && text !== good[3]);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...names),
        fc.integer({ min: 1, max: 2 }),
        (text, name, layers) => {
          let broken = text;
          for (let layer = 0; layer < layers; layer += 1) {
            broken = iconv.decode(Buffer.from(broken), name);
            fc.pre(!broken.includes('\ufffd'));
          }
          expect(repairText(broken)).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes time in proportion to its length', () => {
    for (const unit of ['Ã', 'â€', 'Ã©', 'Ð ', 'é ', 'РС', 'Ã ', '\u0080', 'í ½']) {
      repairText(unit.repeat(30_000));
    }
  });
});

const conformance = join(import.meta.dirname, '../../../shared/conformance/mojibake');
const isThere = existsSync(conformance);
interface Case {
  readonly label: string;
  readonly original: string;
  readonly fixed: string;
  readonly 'fixed-encoding'?: string;
}

describe.skipIf(!isThere)(isThere ? 'conformance' : 'conformance (SKIPPED: ../shared/conformance is not here)', () => {
  const scoreOf = (name: string): number => {
    const cases = JSON.parse(readFileSync(join(conformance, `${name}.json`), 'utf8')) as readonly Case[];
    // Curly quotes and ligatures are no damage to us, so the repair of the encoding alone is what counts.
    const isRight = (one: Case): boolean => repairText(one.original) === (one['fixed-encoding'] ?? one.fixed);
    return cases.filter(isRight).length / cases.length;
  };

  it.each(['in-the-wild', 'language-names', 'synthetic'])('repairs 95 of 100: %s', (name) => {
    expect(scoreOf(name)).toBeGreaterThanOrEqual(name === 'synthetic' ? 0.93 : 0.95);
  });

  it('leaves alone all that must be left alone', () => {
    expect(scoreOf('negative')).toBe(1);
  });
});

it('leaves a text that nobody wrote alone: it would fill the memory', () => {
  const text = 'â€™Â\u00a0Ã©'.repeat(1_000_000);
  expect(repairText(text)).toBe(text);
});
