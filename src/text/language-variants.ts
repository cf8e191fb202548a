/** Characters of everyday Chinese that have another form in the other way of writing: the same places are the same words. */
const simplified =
  '们这个来说时会对为国过还没发经动现进问关开点长东车见门马书语让认话该应给数样总报务员产业议设据证简单';
const traditional =
  '們這個來說時會對為國過還沒發經動現進問關開點長東車見門馬書語讓認話該應給數樣總報務員產業議設據證簡單';

/** Words that one of some near languages has and the others lack, nor others that are written with the same letters. */
const telling: Readonly<Record<string, string>> = {
  no: 'etter noe noen sier hva mellom uten hadde gjør nå være blitt både gjennom blir av',
  nn: 'ikkje noko nokon noka frå eit vere vore kva korleis kvifor seier vart saman gjer mykje fleire blir av',
  da: 'efter noget nogen nogle siger hvad uden havde gør være blevet gennem bliver',
  sv: 'efter något någon säger mellan utan hade gör vara blivit också genom blir av',
  cs: 'přes jsou který která které více také při řekl než není podle',
  sk: 'cez sú ktorý ktorá ktoré viac tiež povedal lebo alebo čo podľa',
  id: 'baru karena bahwa polisi bisa uang sedangkan mereka kantor',
  ms: 'baharu kerana bahawa daripada boleh wang manakala iaitu ialah mereka pejabat',
  ru: 'через это что была были будет она они только также чтобы если нет её его',
  uk: 'через це що був була було були буде він вона вони тільки також після щоб якщо немає її його від як або',
  be: 'праз гэта што быў была было былі будзе ён яна яны толькі таксама пасля каб калі няма яе яго ад як або',
  es: 'dijo también muy según hay los las',
  pt: 'disse também muito não são uma há',
  gl: 'unha unhas dixo máis tamén moi dende polo hai',
};
const tellingByWord = new Map<string, readonly string[]>();
for (const [language, words] of Object.entries(telling)) {
  for (const word of words.split(' ')) tellingByWord.set(word, [...(tellingByWord.get(word) ?? []), language]);
}

/** The languages that a word tells from those near them. `word`: lower case. */
export function languagesToldBy(word: string): readonly string[] {
  return tellingByWord.get(word) ?? [];
}

const brazilian =
  /(?<![\p{L}])(?:vocês?|ônibus|tre[mn]s?|equipes?|celular(?:es)?|esportes?|fatos?|contatos?|registros?|usuári[oa]s?|prefeit[oa]s?|prefeituras?|bilhões|planejamento|[a-z]*[ôê](?:mic|nic|nim|ner|min|men|met|mi|ni)\p{L}+|est(?:á|ão|ava|avam) \p{L}+ndo)(?![\p{L}])/giu;
const european =
  /(?<![\p{L}])(?:factos?|equipas?|autocarros?|comboios?|telemóve(?:l|is)|desportos?|contactos?|registos?|utilizador(?:es)?|autarcas?|mil milhões|ecrãs?|[a-z]*[óé](?:mic|nic|nim|ner|min|met|mi|ni)\p{L}+|est(?:á|ão|ava|avam) a \p{L}+[aei]r)(?![\p{L}])/giu;

const ekavian =
  /(?<![\p{L}])(?:vreme\p{L}*|gde|ovde|posle|pre|deo|uvek|reč\p{L}*|lep\p{L}*|dete|mest\p{L}*|čovek\p{L}*|primer\p{L}*|sled\p{L}+|nedelj\p{L}*|ceo|cel[aoeiu]|svet\p{L}*|predsednik\p{L}*|hteo|videl\p{L}*|takođe|ko|šta|dve|ponedeljak)(?![\p{L}])/giu;
const ijekavian =
  /(?<![\p{L}])(?:vrijeme\p{L}*|gdje|ovdje|poslije|prije|dio|uvijek|riječ\p{L}*|lijep\p{L}*|dijete|mjest\p{L}*|čovjek\p{L}*|primjer\p{L}*|slijed\p{L}+|sljed\p{L}+|tjed\p{L}+|cijel\p{L}*|svijet\p{L}*|predsjedni\p{L}*|htio|vidjel\p{L}*|također|tko|što|dvije|ponedjeljak)(?![\p{L}])/giu;

/** How Chinese is written; empty when the text does not tell. */
export function writingOfChinese(text: string): 'Hans' | 'Hant' | '' {
  let balance = 0;
  for (const character of text) {
    if (simplified.includes(character)) balance++;
    else if (traditional.includes(character)) balance--;
  }
  return balance > 0 ? 'Hans' : balance < 0 ? 'Hant' : '';
}

/** Where Portuguese is written; empty when the words do not tell. */
export function regionOfPortuguese(text: string): 'BR' | 'PT' | '' {
  const [here, there] = [countOf(text, brazilian), countOf(text, european)];
  if (here >= 2 && here > 2 * there) return 'BR';
  return there >= 2 && there > 2 * here ? 'PT' : '';
}

/** The share of Serbian in a Serbo-Croatian text of Latin letters, 0–1: Croatian and Bosnian keep the old long vowel as `ije`, Serbian
 *  as `e`. */
export function shareOfSerbian(text: string): number {
  const [serbian, other] = [countOf(text, ekavian), countOf(text, ijekavian)];
  return (serbian + 0.3) / (serbian + other + 0.9);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
