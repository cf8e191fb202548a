/** Frequent short words, by language: enough of a text is made of them to tell its language. Languages that are written
 *  in a script of their own are told by that. */
const functionWords: Readonly<Record<string, string>> = {
  af: "die van nie het en wat vir sy dat om ook word hulle aan met op 'n ’n is was sê ’n deur",
  ar: 'في من على إلى أن عن مع التي الذي هذا هذه كان بعد ما لا قد بين كما وقد حيث',
  az: 'və bir bu üçün ilə olan da də ki o olub edib daha var çox olaraq isə ona sonra qədər',
  be: 'і на што з у не ад для як гэта па да быў каб але яго за пра таксама',
  bg: 'и на да се в за от с че е по не са до като ще това които беше при',
  bs: 'i u na je da se su za od s koji što nije ali kako bi ili biti te će',
  ca: 'de la que i el en a els les per amb una un és del ha dels no més al',
  cs: 'a se na v je že o s z do i to za by podle které také jsou ale který',
  cy: 'yn y yr mae wedi ei gan sy bod ar o i am fod oedd eu hefyd ac',
  da: 'og i at det er en på til af for med de den har ikke som et var blev der',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als',
  el: 'και το να του η της με για που την από στο τα είναι ο οι δεν τον θα των',
  en: 'the of and to in a is that for on was with as by at it from are he be',
  es: 'de la que el en y a los se del las un por con una para no es al lo',
  et: 'ja on ei et see ka kui oli ning mis oma aga või nii selle pärast tema kes ta veel',
  eu: 'eta da du ez bat izan zuen dute egin dira baina ere den zen hau dela beste egun dituzte behar',
  fa: 'و در به از که این را با است برای آن یک خود تا بر هم شده کرد می ها',
  fi: 'ja on ei että se oli hän ovat mutta myös kun mukaan joka tai sen ole jo niin kuin sekä',
  fr: 'de la le et les des en à un du une que est pour dans qui par sur au pas',
  ga: 'agus an na go ar sa bhí atá leis gur ag don ón faoi níos ach',
  gl: 'de a o que e do da en un os unha para as por non cun máis dos na ao',
  ha: 'da na ya cikin wannan kuma domin amma cewa a ta ba an wata yadda',
  hi: 'के में की है और से का को ने पर कि यह भी एक हैं नहीं इस लिए कर था',
  hr: 'i u je na da se su za od s koji što nije ali kako bi te će kao koja',
  hu: 'a az és hogy nem is egy meg volt de ez csak már van még mint el azt ha lesz',
  id: 'yang dan di dengan untuk ini dari dalam itu pada tidak akan juga ke karena bahwa oleh tersebut adalah telah',
  is: 'og að í á er sem til við með var en um hann það ekki þess af fyrir frá hefur',
  it: 'di e il la che in a per un è del con una non i della si da le al',
  kk: 'және мен бойынша деп бұл үшін болған да де бір жылы туралы қазақстан бар деді еді оның осы',
  lb: 'an de net ass dass vun fir mat och et gëtt méi datt hunn eng op wéi',
  lt: 'ir į kad yra su buvo iš tai bet kaip už jo o taip nuo ne dėl po apie ar',
  lv: 'un ir ar uz par no ka kas arī to bet nav pie lai kā pēc tika gada bija tā',
  mk: 'и во на од да се дека за со ќе што не како ги го е кои',
  mr: 'आहे या आणि च्या ते हे होते की आहेत मध्ये त्या केली झाली करण्यात होती असे तर मात्र व',
  ms: 'yang dan di dengan untuk ini dari dalam itu pada tidak akan juga ke kerana bahawa oleh daripada adalah telah',
  mt: "li ta' ta u ma minn għal dwar dan il se kien biex aktar ukoll",
  nl: 'de van het een en in is dat op te zijn met voor niet die aan er ook om door',
  no: 'og i det er på som en at til for av med de har ikke den var å et seg',
  pl: 'i w na z że się do nie jest o to jak po od za przez ale dla są tym',
  pt: 'de a que o e do da em um para com não uma os no se na por mais as',
  ro: 'și de în a la pe cu că din care nu o pentru mai să este au un fost ce',
  ru: 'и в не на что с по он как это из за от для его к но о было также',
  sk: 'a sa na v je že o s z do aj to za by podľa ktoré ako sú ale ktorý',
  sl: 'in je v na da se za so ki z pa tudi ne bi po kot od ni še pri',
  so: 'waxaa ayaa oo iyo uu ka ku inuu waa soo ee la ay aan si',
  sq: 'të e në dhe për me që një nga i ka është se nuk më do u kanë si ishte',
  sr: 'и у је на да се су за од са који није али као што би или бити те ће',
  sv: 'och i att det som en på är av för med den till inte har de om ett han var',
  sw: 'na ya wa kwa katika ni la za kuwa cha hiyo huo pia yake hayo ili kama huyo wake alisema',
  tl: 'ang ng sa na mga ay at ito si hindi para kay niya nang ni kung siya rin ko pa',
  tr: 've bir bu için ile da de olarak çok daha olan ancak gibi ise sonra kadar ne her en ya',
  uk: 'і на що в у з не до за та про як від для це його але він після також',
  ur: 'کے میں کی ہے اور سے کا کو نے پر کہ یہ بھی ایک ہیں نہیں اس لیے کر تھا',
  vi: 'và của là các được trong cho có một với không người đã này khi những về đến tại từ',
  xh: 'ukuba kwaye xa okanye kunye kwi kodwa apho abantu yakhe ngokuba nto kananjalo le utshilo oko kule loo',
  zu: 'ukuthi futhi uma noma kanye ngoba kodwa lapho abantu yakhe kusho nje khona uthe ngesikhathi into emva le ukuze',
};

const agglutinating: ReadonlySet<string> = new Set(['zu', 'xh']);
const tables = Object.entries(functionWords).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}));

const byLanguage: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  tables.map(({ language, words }) => [language, words]),
);

/** The languages (primary subtags) whose words are known here. */
export const languagesWithWords: readonly string[] = Object.keys(functionWords);

/** Whether a word is one of the frequent short ones of its language, which tell nothing of what a text is about. `word`: lower case;
 *  `language`: a primary subtag. */
export function isFunctionWord(word: string, language: string): boolean {
  return byLanguage.get(language)?.has(word) ?? false;
}

const byWord = new Map<string, string[]>();
for (const { language, words } of tables) {
  for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), language]);
}

/** The languages in which a word is a frequent one. `word`: lower case. */
export function languagesOfWord(word: string): readonly string[] {
  return byWord.get(word) ?? [];
}

/** What a text's frequent words say of its language. */
export interface WordVote {
  /** Empty when no language has enough words in the text. */
  readonly language: string;
  /** No other language comes near. */
  readonly isSure: boolean;
}

/** The language whose frequent words make up most of a text; good for texts of some sentences. */
export function voteByFunctionWords(text: string): WordVote {
  const words = text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  if (words.length < 15) return { language: '', isSure: false };
  const counts = new Map<string, number>();
  for (const word of words) if (word.length < 16) counts.set(word, (counts.get(word) ?? 0) + 1);
  let best = { language: '', share: 0 };
  let second = 0;
  for (const { language, words: known } of tables) {
    let hits = 0;
    let distinct = 0;
    for (const word of known) {
      const count = counts.get(word);
      if (count === undefined) continue;
      hits += count;
      distinct++;
    }
    // Languages that put words together write few short ones.
    const share = (hits / words.length) * (agglutinating.has(language) ? 4 : 1);
    if (distinct < 4) continue;
    if (share > best.share) {
      second = best.share;
      best = { language, share };
    } else if (share > second) second = share;
  }
  const isSure = best.share > second * 1.08 + 0.005;
  if (best.share < (isSure ? 0.07 : 0.1)) return { language: '', isSure: false };
  return { language: best.language, isSure };
}
