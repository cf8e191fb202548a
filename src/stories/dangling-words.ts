import { tellsNames } from './sentence-terms.ts';

/** Words at the beginning of a sentence that lean on the one before it, by language: pronouns, and what joins two sentences. */
const lists: Readonly<Record<string, string>> = {
  en: "he she it they we i you this that these those him her his its their there but and or so yet however also meanwhile instead still then thus therefore hence moreover furthermore nevertheless nonetheless besides otherwise similarly likewise afterwards later both neither such another others here additionally consequently though although too it's he's she's they're that's there's we're i'm",
  de: 'er sie es wir ich ihr dies diese dieser dieses diesem diesen das dort hier dabei damit daher darum deshalb deswegen dann danach dazu davon daraufhin darauf dagegen dadurch aber doch und oder jedoch auch zudem außerdem allerdings trotzdem dennoch zugleich gleichzeitig stattdessen denn also so sein seine seinen ihre ihren beide ebenso zuvor später schließlich nun',
  fr: "il elle ils elles on nous je vous ce cet cette ces cela ça celui-ci celle-ci ceux-ci c'est c’est mais et ou or donc cependant toutefois pourtant aussi ainsi alors puis ensuite enfin de en par son sa ses leur leurs lui là ici néanmoins également",
  es: 'él ella ellos ellas yo nosotros esto este esta estos estas eso ese esa esos esas aquello pero y e o sin embargo además también así entonces luego después asimismo por su sus ahí allí aquí mientras tampoco no obstante',
  pt: 'ele ela eles elas eu nós isto isso este esta estes estas esse essa esses essas aquilo mas e ou porém contudo entretanto também além assim então depois por seu sua seus suas lá ali aqui já',
  it: 'lui lei egli ella essi esse loro io noi questo questa questi queste quello quella ciò ma e ed o però tuttavia inoltre anche così allora poi quindi dunque infine suo sua suoi sue lì là qui intanto invece',
  nl: 'hij zij ze het wij we ik dit dat deze die daar hier maar en of echter ook bovendien daarom daarna daarbij toch dus toen dan zijn haar hun intussen ondertussen verder',
  sv: 'han hon den det de vi jag denna detta dessa där här men och eller dock också dessutom därför sedan då så hans hennes deras dess samtidigt däremot',
  da: 'han hun den det de vi jeg denne dette disse der her men og eller dog også desuden derfor siden så hans hendes deres samtidig derimod',
  no: 'han hun den det de vi jeg denne dette disse der her men og eller også dessuten derfor siden så hans hennes deres samtidig derimot likevel',
  fi: 'hän he se ne me minä tämä nämä tuo siellä täällä mutta ja tai kuitenkin myös lisäksi siksi sitten niin hänen heidän samalla',
  pl: 'on ona ono oni one to ten ta te ci tam tu ale i a lub jednak także również ponadto dlatego potem więc jego jej ich zaś natomiast tymczasem',
  cs: 'on ona ono oni to ten ta tento tato tyto tam zde tady ale a nebo však také navíc proto potom pak tak jeho její jejich zatímco přesto',
  ru: 'он она оно они мы я это этот эта эти тот та те там здесь тут но и а или однако также кроме поэтому потом затем так его её ее их при тем',
  uk: 'він вона воно вони ми я це цей ця ці той та ті там тут але і й а або однак також крім тому потім так його її їх при водночас',
  tr: 'o onlar bu şu bunlar şunlar ben biz orada burada ama fakat ancak ve veya ayrıca bu yüzden sonra böylece onun onların',
  el: 'αυτός αυτή αυτό αυτοί αυτές αυτά εκεί εδώ αλλά και ή όμως επίσης επιπλέον έτσι τότε μετά',
  ro: 'el ea ei ele acesta aceasta acestea aceștia acolo aici dar și sau însă totuși de asemenea astfel apoi',
  hu: 'ő ők ez az ezek azok ott itt de és vagy azonban is emellett ezért aztán így',
  ar: 'هو هي هم هذا هذه ذلك تلك هناك هنا لكن ولكن كما وقال وأضاف وأضافت وأوضح وتابع وأكد وأشار ثم',
  hi: 'वह वे यह ये इस उस उन इन वहाँ यहाँ लेकिन और या हालांकि साथ इसलिए फिर उन्होंने इसके उनके',
  ko: '그는 그녀는 이는 이것은 그것은 그러나 하지만 그리고 또 또한 이어 이에 그는 따라서 한편',
};

/** Scripts without spaces: what sentences begin with. */
const beginnings: Readonly<Record<string, RegExp>> = {
  zh: /^(?:他|她|它|这|那|此|该|但|而|并|且|不过|然而|同时|此外|另外|因此|所以|随后|其)/u,
  ja: /^(?:彼|これ|それ|この|その|あの|しかし|また|そして|だが|一方|さらに|このため|そのため|同時に|ただ|なお)/u,
};

/** Who is meant must have been said before. */
const pronouns: Readonly<Record<string, string>> = {
  en: 'he she they',
  de: 'er sie',
  fr: 'il elle ils elles',
  es: 'él ella ellos ellas',
  pt: 'ele ela eles elas',
  it: 'lui lei egli ella loro',
  nl: 'hij zij ze',
  sv: 'han hon',
  da: 'han hun',
  no: 'han hun',
  fi: 'hän he',
  pl: 'on ona oni one',
  cs: 'on ona oni',
  ru: 'он она они',
  uk: 'він вона вони',
  tr: 'o onlar',
  el: 'αυτός αυτή αυτοί',
  hi: 'वह वे उन्हें उन्होंने',
  ko: '그는 그녀는 그의 그가',
  ar: 'هو هي وهو وهي فهو فهي إنه إنها أنه أنها',
};

const pronounsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(pronouns).map(([language, list]) => [language, new Set(list.split(' '))]),
);
const unspacedPronoun = /^.{0,14}(?:他|她|彼(?!岸))/u;
const leastBetween = 6;

/** Whether a sentence speaks of somebody by a pronoun before it names anybody: "By the register, he is the owner." `language`: a primary
 *  subtag. Where capitals do not tell names, a pronoun among the first words. */
export function hasDanglingPronoun(sentence: string, language: string): boolean {
  if (language === 'zh' || language === 'ja') return unspacedPronoun.test(sentence);
  const known = pronounsOf.get(language);
  if (known === undefined) return false;
  const words = sentence.match(/[\p{L}\p{M}]+/gu) ?? [];
  const at = words.findIndex((word) => known.has(word.toLowerCase()));
  if (at === -1) return false;
  if (!tellsNames(language)) return at < leastBetween;
  // "Orsk said he": the first word may be a name.
  return at !== 2 && !words.slice(1, at).some((word) => /^\p{Lu}/u.test(word));
}

/** What leans on the sentence before it wherever it stands. */
const leaning: Readonly<Record<string, RegExp>> = {
  en: /,? (?:however|meanwhile|nevertheless|nonetheless|therefore|moreover)[,. ]/u,
  de: / (?:jedoch|allerdings|hingegen|dagegen|dennoch|indes|demnach|zudem|außerdem|deshalb|daher)[,. ]/u,
  fr: / (?:cependant|toutefois|pourtant|néanmoins|en revanche|par ailleurs)[,. ]/u,
  es: / (?:sin embargo|no obstante|en cambio|por su parte|asimismo)[,. ]/u,
  pt: / (?:no entanto|porém|contudo|por sua vez|todavia)[,. ]/u,
  it: / (?:tuttavia|però|invece|inoltre|infatti)[,. ]/u,
  nl: / (?:echter|daarentegen|bovendien|daarom)[,. ]/u,
  ru: / (?:однако|впрочем|кроме того|между тем)[,. ]/u,
};

/** Whether a sentence has a word that joins it to the one before. `language`: a primary subtag. */
export function leansOnOther(sentence: string, language: string): boolean {
  return leaning[language]?.test(sentence) ?? false;
}

/** What somebody says of themselves; reporters hardly do. As they are written there: `US` is a country. */
const firstPerson: Readonly<Record<string, RegExp>> = {
  en: /(?<![\p{L}.])(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|I['’]m|[Ww]e['’]re)(?![\p{L}.])/u,
  de: /(?<!\p{L})(?:ich|[Ww]ir|mein\w*|unser\w*|uns|mir|mich)(?!\p{L})/u,
  fr: /(?<!\p{L})(?:[Jj]e|[Nn]ous|[Jj]['’]|mon|notre|nos)(?!\p{Ll}{2})/u,
  es: /(?<!\p{L})(?:yo|nosotr[oa]s|nuestr[oa]s?|nos)(?!\p{L})/u,
  pt: /(?<!\p{L})(?:eu|nós|noss[oa]s?|minha)(?!\p{L})/u,
  it: /(?<!\p{L})(?:io|noi|nostr[oaie])(?!\p{L})/u,
  nl: /(?<!\p{L})(?:[Ii]k|[Ww]ij|[Ww]e|mijn|ons|onze)(?!\p{L})/u,
  ru: /(?<!\p{L})(?:[Яя]|[Мм]ы|наш\p{L}*|нас|нам)(?!\p{L})/u,
};

/** Whether somebody speaks of themselves in a text. `language`: a primary subtag. */
export function isFirstPerson(text: string, language: string): boolean {
  return firstPerson[language]?.test(text) ?? false;
}

const byLanguage: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, list]) => [language, new Set(list.split(' '))]),
);

/** Whether a sentence begins with a word that leans on what was said before. `language`: a primary subtag. */
export function hasDanglingStart(sentence: string, language: string): boolean {
  const start = beginnings[language];
  if (start !== undefined) return start.test(sentence);
  const [word = ''] = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/u.exec(sentence) ?? [];
  return byLanguage.get(language)?.has(word.toLowerCase()) ?? false;
}
