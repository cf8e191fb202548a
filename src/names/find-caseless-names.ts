import type { NameKind } from '../model/story.ts';
import { baseOf } from '../text/stem.ts';
import type { NameMention } from './name-mention.ts';
import { placeNamesOf } from './places.ts';

const rolesAfter =
  '(?:氏|さん|首相|大統領|知事|市長|町長|村長|容疑者|被告|選手|監督|議員|教授|社長|会長|大臣|外相|長官|総統|씨|대통령|총리|장관|의원|시장|교수|감독|선수)';

/** Characters that foreign names are written with in Chinese. */
const foreign =
  '阿艾安奥巴鲍贝比彼宾波伯博布查达戴丹道德迪蒂杜多厄恩尔法菲费芬弗福佛盖戈格古哈海汉赫亨胡华霍基吉加贾杰金卡凯坎康考科克肯孔库奎拉莱兰朗劳勒雷里利莉丽列林琳卢鲁路露伦罗洛马玛迈麦曼梅门蒙米密明莫姆穆纳娜南内尼妮诺努欧帕潘佩蓬皮珀普奇乔切琴丘萨塞桑瑟森沙莎珊舍圣施史斯苏索塔泰坦汤唐特提廷图托瓦威韦维温沃乌武西希锡夏辛雅亚扬耶伊因尤约泽扎詹珍朱兹祖' +
  '愛奧鮑貝賓達爾費蓋漢華賈凱萊蘭勞萊麗盧魯倫羅馬瑪邁麥門納內歐龐喬薩聖蘇湯圖萬韋維溫烏亞約詹茲';

/** What is marked as a name in scripts without capital letters: foreign names with a dot between their parts, words before a title, the
 *  endings of organisations. Group `n` is the name. */
const marked: readonly (readonly [languages: readonly string[], pattern: RegExp, kind: NameKind])[] = [
  [['ja'], /(?<![\p{Script=Katakana}ー])(?<n>[\p{Script=Katakana}ー]{2,}(?:[・＝=][\p{Script=Katakana}ー]+)+)/gu, 'person'],
  [['ja'], new RegExp(`(?<n>(?<![\\p{Script=Katakana}ー])[\\p{Script=Katakana}ー]{3,}|(?<!\\p{Script=Han})\\p{Script=Han}{2,4})${rolesAfter}`, 'gu'), 'person'],
  [['zh', 'yue'], new RegExp(`(?<n>[${foreign}]{1,7}(?:[·•‧][${foreign}]{1,7})+)`, 'gu'), 'person'],
  [['ko'], new RegExp(`(?<![\\p{Script=Hangul}])(?<n>\\p{Script=Hangul}{2,4}) (?=${rolesAfter})`, 'gu'), 'person'],
  [['ja', 'zh', 'yue'], /(?<![\p{Script=Han}\p{Script=Katakana}])(?<n>[\p{Script=Han}\p{Script=Katakana}ー]{1,6}(?:大学|大學|银行|銀行|委員会|委员会|委員會|新聞社|株式会社))/gu, 'organisation'],
  [['ko'], /(?<![\p{Script=Hangul}])(?<n>\p{Script=Hangul}{1,6}(?:대학교|은행|위원회|신문사))/gu, 'organisation'],
]; // prettier-ignore

/** Before these kinds of scripts no letter may stand: their words have spaces. */
const spaced =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Hangul}\p{Script=Georgian}\p{Script=Ethiopic}]/u;

/** Names that are marked, and countries. Precision first: most names of these scripts are not found. */
export function findCaselessNames(text: string, language: string): readonly NameMention[] {
  const mentions: NameMention[] = [];
  const taken = new Uint8Array(text.length);
  const add = (start: number, form: string, kind: NameKind): void => {
    const end = start + form.length;
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    mentions.push({ span: { start, end }, form, kind });
  };
  const base = baseOf(language);
  for (const [languages, pattern, kind] of marked) {
    if (!languages.includes(base)) continue;
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.['n'] ?? '';
      add(match.index + match[0].indexOf(name), name, kind);
    }
  }
  const places = placePattern(language);
  if (places) for (const match of text.matchAll(places)) add(match.index, match[0], 'place');
  return mentions.sort((a, b) => a.span.start - b.span.start);
}

const patterns = new Map<string, RegExp | undefined>();

function placePattern(language: string): RegExp | undefined {
  if (patterns.has(language)) return patterns.get(language);
  const names = placeNamesOf(language).written.filter((name) => /^[^\x00-\x7f][^\x00-\x40]*$/.test(name));
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const isSpaced = names.some((name) => spaced.test(name));
  const edge = isSpaced ? '(?<![\\p{L}\\p{M}])' : '';
  const end = isSpaced && baseOf(language) !== 'ko' ? '(?![\\p{L}\\p{M}])' : '';
  const made = names.length === 0 ? undefined : new RegExp(`${edge}(?:${escaped.join('|')})${end}`, 'gu');
  if (patterns.size < 100) patterns.set(language, made);
  return made;
}
