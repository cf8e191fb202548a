/** Characters that Chinese writes foreign names with. */
const characters = new Set(
  '阿埃艾爱安昂奥澳巴白拜班邦保鲍贝本比彼毕宾波伯博布查昌彻达大戴丹当德登邓迪蒂丁东杜多顿俄恩尔法凡范菲费芬丰佛夫弗福富盖甘冈高戈哥格葛根贡古瓜哈海汉豪赫黑亨洪胡华怀霍基吉加贾简杰金京喀卡凯坎康考科克肯孔库奎昆拉莱兰朗劳勒雷黎李里利理立丽莉连廉良列林琳刘留卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙米密敏明缪摩莫墨默姆穆拿那纳娜乃奈南尼内宁牛纽农努诺欧帕派潘庞培佩彭皮匹平珀蒲普齐奇契恰乔切琴钦青琼丘荣儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣施石史什舒斯司丝思斯松苏孙索塔泰坦汤唐陶特腾提田廷亭通图吐托陀瓦万旺威维韦卫魏文沃乌伍武西希锡席夏香肖谢辛欣兴休许雪逊雅亚扬杨耶叶伊依易因英雍尤约云扎赞泽曾詹章珍芝治朱祖佐茨娅娃兹巡厄伽孟梵',
);
const longest = 5;

/** What may be foreign names in text without spaces: words in katakana; in Chinese, up to five characters in a row that foreign names are
 *  written with, at every place. */
export function transcribed(run: string, language: string): readonly string[] {
  if (language === 'ja')
    return (run.match(/[\p{Script=Katakana}ー]{3,}/gu) ?? []).map((word) => word.replaceAll('ー', ''));
  const found: string[] = [];
  let row: string[] = [];
  for (const character of [...run, '']) {
    if (character !== '' && characters.has(character)) {
      row.push(character);
      continue;
    }
    if (row.length === 2) found.push(row.join(''));
    for (let from = 0; from < row.length; from += 1)
      for (let length = 3; length <= longest && from + length <= row.length; length += 1)
        found.push(row.slice(from, from + length).join(''));
    row = [];
  }
  return found;
}
