/** Frequent words of languages that the detector does not know, to tell them from the neighbors it takes them for. */
const functionWords: Readonly<Record<string, string>> = {
  af: "die van nie het en wat vir sy dat om ook word hulle aan met op 'n ’n is was sê",
  cy: 'yn y yr mae wedi ei gan sy bod ar o i am fod oedd eu hefyd ac',
  ga: 'agus an na go ar sa bhí atá leis gur ag don ón faoi níos ach',
  ha: 'da na ya cikin wannan kuma domin amma cewa a ta ba an wata yadda',
  lb: 'an de net ass dass vun fir mat och et gëtt méi datt hunn eng op wéi',
  mk: 'и во на од да се дека за со ќе што не како ги го',
  mt: "li ta' ta u ma minn għal dwar dan il se kien f’ biex aktar ukoll",
  so: 'waxaa ayaa oo iyo uu ka ku inuu waa soo ee la ay aan si',
  sw: 'na ya wa kwa katika ni la za kuwa cha hiyo huo pia yake hayo ili kama huyo wake alisema',
  xh: 'ukuba kwaye xa okanye kunye kwi kodwa apho abantu yakhe ngokuba nto kananjalo le utshilo oko kule loo',
  zu: 'ukuthi futhi uma noma kanye ngoba kodwa lapho abantu yakhe kusho nje khona uthe ngesikhathi into emva le ukuze',
};

const tables = Object.entries(functionWords).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}));
const leastShare = 0.12;
const leastDistinct = 5;

/** The language whose frequent words make up much of a text, of those the detector does not know; empty for none.
 *  Agglutinating languages write few short words, so a smaller share is enough for them. */
export function findByFunctionWords(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  if (words.length < 40) return '';
  let best = '';
  let bestShare = 0;
  for (const { language, words: known } of tables) {
    const hits = words.filter((word) => known.has(word));
    const isAgglutinating = language === 'zu' || language === 'xh';
    const share = (hits.length / words.length) * (isAgglutinating ? 3 : 1);
    if (share < leastShare || new Set(hits).size < (isAgglutinating ? 4 : leastDistinct) || share <= bestShare)
      continue;
    best = language;
    bestShare = share;
  }
  return bestShare > 0.17 || best === 'zu' || best === 'xh' ? best : '';
}
