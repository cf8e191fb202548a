import type { StatedDate } from '../model/article.ts';
import { foldDateText } from './month-names.ts';
import { toCivil, toRfc3339 } from './zone.ts';

/** Words as they are written, between blanks; folded as the texts that they are looked for in. */
const toWords = (written: string): readonly string[] => foldDateText(written).split(' ');

const unitWords: readonly (readonly [minutes: number, words: string])[] = [
  [1, 'min mins minute minutes minuto minutos minuti minuten minut minuty minuta minutu minuter minutter минуту минуты минут хв хвилин хвилини dakika menit phút 分钟 分鐘 分 분 دقيقة دقائق मिनट'],
  [60, 'h hr hrs hour hours hora horas ore ora stunde stunden heure heures uur hod hodin hodiny hodinami godzin godziny godzine час часа часов годин години timmar timer tuntia saat jam giờ 小时 小時 時間 시간 ساعة ساعات घंटे घंटा'],
  [1440, 'd day days dia dias giorno giorni tag tage tagen jour jours dag dagen dagar dage dni dny день дня дней дні днів päivää gün hari ngày 天 日 일 يوم أيام दिन'],
]; // prettier-ignore
const unitMinutes = new Map(
  unitWords.flatMap(([minutes, words]) => toWords(words).map((word) => [word, minutes] as const)),
);

// `il` is that of "il y a".
const agoBefore = new Set(toWords('vor il hace ha před przed منذ for قبل'));
const agoAfter = new Set(
  toWords('ago fa atrás geleden temu назад тому önce sedan siden sitten lalu trước 前 以前 전 पहले'),
);
const daysBack = new Map([
  ...toWords('today heute aujourd’hui aujourdhui hoy hoje oggi vandaag dziś dzisiaj сегодня сьогодні bugün idag dnes 今天 今日 오늘 اليوم आज').map((word) => [word, 0] as const),
  ...toWords('yesterday gestern hier ayer ontem ieri gisteren wczoraj вчера вчора dün igår včera 昨天 昨日 어제 أمس कल').map((word) => [word, 1] as const),
]); // prettier-ignore

/** Reads `5 minutes ago`, `vor 2 Stunden`, `3 days ago`, `yesterday` in a folded text, against `now`; `null` for anything else.
 *  Minutes and hours give a time, days a day; nothing is read when `now` is not finite. */
export function parseRelativeDate(
  folded: string,
  options: { readonly now: number; readonly defaultOffsetMinutes?: number | undefined },
): StatedDate | null {
  if (folded.length > 60 || !Number.isFinite(options.now)) return null;
  const offset = options.defaultOffsetMinutes ?? 0;
  const dayBefore = (days: number): StatedDate => {
    const civil = toCivil(options.now - days * 86_400_000, offset);
    return { instant: toRfc3339({ ...civil, hour: 0, minute: 0, second: 0 }, offset), precision: 'day' };
  };
  const named = daysBack.get(folded.replace(/[.,:;|\s]+$/, ''));
  if (named !== undefined) return dayBefore(named);
  const words = folded.match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  const at = words.findIndex((word) => /^\d{1,3}$/.test(word));
  if (at < 0 || words.some((word, index) => index !== at && /^\d/.test(word))) return null;
  let unit = words[at + 1] ?? '';
  let isPast = words.some((word, index) => (index < at ? agoBefore.has(word) : agoAfter.has(word)));
  const glued = [...agoAfter].find((ago) => unit.endsWith(ago) && unitMinutes.has(unit.slice(0, -ago.length)));
  if (glued !== undefined) {
    unit = unit.slice(0, -glued.length);
    isPast = true;
  }
  const minutes = unitMinutes.get(unit);
  if (!isPast || minutes === undefined) return null;
  const count = Number(words[at]);
  if (minutes === 1440) return dayBefore(count);
  const civil = toCivil(options.now - count * minutes * 60_000, offset);
  return { instant: toRfc3339(civil, offset), precision: 'time' };
}
