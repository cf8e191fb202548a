/** What engines say beside the translation, or instead of it. */

/** What a language model says to who asked it, at the beginning or the end; in the languages that models answer in. */
const talk: readonly RegExp[] = [
  /\b(?:translate|translating) the (?:following|text|above|sentence)/iu,
  /\bhere(?:'s|’s| is| are) (?:the|your|my|a) (?:\w+ )?translat/iu,
  /\b(?:the|my) translat(?:ion|ed text) (?:is|of|in|into|reads)\b/iu,
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b/iu,
  /\bI(?:'m| am|’m) (?:sorry,? but|unable to|not able to) .{0,40}(?:translat|assist|help)/iu,
  /\bI can(?:'t|not|’t) (?:translate|assist|help)\b/iu,
  /^(?:sure|certainly)[,!.:] (?:here|I)/iu,
  /^(?:translation|translated text|output|answer|note|english|spanish|german|french|portuguese|italian)\s*(?:\([^)]{1,20}\))?\s*[:：]/iu,
  /^(?:traducci[oó]n|traduction|tradu[cç][aã]o|traduzione|[uü]bersetzung|vertaling|t[lł]umaczenie|перевод|переклад|çeviri|översättning|oversettelse|traducere|překlad|fordítás|μετάφραση|ترجمة|الترجمة|翻译|翻譯|译文|翻訳|訳文|번역|अनुवाद)\s*[:：]/iu,
  /(?:aqu[ií] (?:est[aá]|tiene)|esta es) la traducci[oó]n|aqu[ií] est[aá] a tradu[cç][aã]o|voici la traduction|ecco la traduzione|hier ist die [uü]bersetzung|hier is de vertaling|вот перевод|ось переклад|oto tłumaczenie|işte çeviri|以下是.{0,6}翻[译譯]|翻訳(?:は|結果).{0,4}(?:以下|次)|다음은 .{0,10}번역|यह(?:ाँ|ां) अनुवाद|إليك الترجمة/iu,
  /como (?:un )?(?:modelo de (?:lenguaje|linguagem)|(?:una )?inteligencia artificial)|en tant qu(?:'|’)(?:ia\b|intelligence artificielle|assistant (?:ia|virtuel))|als (?:ki|ai)[- ](?:sprach)?model|作为.{0,6}(?:AI|人工智能|语言模型)/iu,
  /\b(?:traduce|traduzca|traduza|traduisez|traduci|übersetze(?:n sie)?|vertaal) (?:el siguiente|o seguinte|le texte suivant|il seguente|den folgenden|de volgende)/iu,
  /^(?:user|assistant|system|human|usuario|asistente|assistent|utilisateur|nutzer|benutzer|пользователь|ассистент|用户|助手|ユーザー|アシスタント)\s*[:：]/imu,
  /<\|[a-z_]{2,20}\|>|\[\/?INST\]|<<\/?SYS>>|^#{2,} ?(?:instruction|response|input|output|translation)/imu,
  /```/u,
];

/** Controls, controls of direction that reorder, what stands for an unreadable character, private use, noncharacters. */
const control =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd\ufffe\uffff\ue000-\uf8ff]/u;
/** Two alphabets in one word. */
const mixed =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;
const markup = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|<!--|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});/iu;

/** What a translation has of a prompt or of an answer to it, or undefined. Plain texts. */
export function findEcho(source: string, output: string): string | undefined {
  // More than names, that a translation may begin with as well.
  const isOfWords = /(?:^|\s)\p{Ll}|\p{Lo}{4}/u.test(source);
  if (isOfWords && output.length > source.length + 4 && output.startsWith(source)) return source;
  for (const pattern of talk) {
    const match = pattern.exec(output);
    if (match !== null && !pattern.test(source) && !isOwnLabel(match, source)) return match[0];
  }
  return undefined;
}

const label = /^[\p{L}\p{M} ]{1,30}[:：]\s*/u;

/** "Note:" is what "Nota:" is in English, and an answer's own only where the source begins with no such word, or with one that follows. */
function isOwnLabel({ 0: found, index, input }: RegExpExecArray, source: string): boolean {
  return (
    index === 0 && /[:：]$/.test(found) && label.test(source) && !label.test(input.slice(found.length).trimStart())
  );
}

/** Control characters, words in two alphabets, and markup that the source has not, or undefined. Plain texts. */
export function findNoise(source: string, output: string): string | undefined {
  const code = control.exec(output);
  if (code !== null && !source.includes(code[0])) return `U+${code[0].charCodeAt(0).toString(16).padStart(4, '0')}`;
  const word = mixed.exec(output);
  if (word !== null && !mixed.test(source)) return word[0];
  const tag = markup.exec(output);
  return tag !== null && !markup.test(source) ? tag[0] : undefined;
}
