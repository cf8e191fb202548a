import { collapse } from '../html/query.ts';
import { plainText } from './json-ld.ts';
import { squeeze } from '../text/squeeze.ts';

const nameWord =
  "(?:(?:[dl]['’])?\\p{Lu}[\\p{L}\\p{M}.'’-]*|de|van|von|der|den|bin|bint|ibn|al|el|da|dos|das|do|di|del|della|la|le|ter|ten|af|av|zu|y|e)";
const western = new RegExp(`^(?=\\p{Lu})(?=(?:.* )?(?:[dl]['’])?\\p{Lu}[^ ]*$)${nameWord}(?: ${nameWord}){1,4}$`, 'u');

/** True for what reads like a person's name: two to five words that begin with capitals, or a few letters of a script
 *  without them. */
export function looksLikePerson(name: string): boolean {
  return (
    western.test(name) ||
    /^[\u3040-\u9fff\uac00-\ud7af]{1,5}[ \u3000]?[\u3040-\u9fff\uac00-\ud7af]{1,5}$/.test(name) ||
    /^[\u0590-\u06ff\u0900-\u0dff]+(?: [\u0590-\u06ff\u0900-\u0dff]+){1,3}$/.test(name)
  );
}

const byLead =
  /^(?:by\b|(?:ver(?:ö|oe)ffentlicht|verfasst|geschrieben|erstellt|ein (?:beitrag|gastbeitrag|kommentar|interview)) von|(?:view all posts|posts|more (?:posts|articles|stories)|(?:zeige )?alle (?:beiträge|artikel)|archiv|afficher tous les articles|ver todas las entradas|ver más|über|about|über den autor) (?:by|von|de|par)?|interview\s*:|écrit par|publié par|escrito por|publicado por|scritto da|geschreven door|autorin\/autor|autor(?:\*|:|_)?in(?:nen)?\b:?|авторы?:?|текст:?|كتب(?:ت)?\s*:|بقلم\s*:?|取材・文|文・|written by|story by|report(?:ed)? by|posted by|words by|text by|von\b|par\b|por\b|di\b(?= \p{Lu})|door\b|av\b|af\b|text(?:e|o)?:|autor(?:in|a|es)?:|auteure?:|autore:|author:|foto:|автор:?|yazan:?|oleh:?|penulis:?|作者[:：]?|記者[:：]?|记者[:：]?|文[:：]|a cura di)\s*[:：]?\s*/iu;
const splitter =
  /\s*(?:[;|•·\n،、，]|,(?=\s)|\/|\s&\s|\s(?:and|And|und|et|y|e|en|og|och|ja|i|и|та|ve|dan|with|mit|con|avec)\s(?=\p{Lu}))\s*/u;
const role =
  /^(?:(?:senior |chief |staff |deputy |associate |managing |executive |political |foreign |science |health |business |sports? |special |digital |news |lead |freelance )*(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|producer|photographer|author|analyst|critic|intern|fellow|anchor|presenter|guest)(?:[\s-](?:in[\s-]chief|at large))?\b.*|(?:chef)?redakt(?:eur|ion|ør|eurin|or|orin|ør|ör).*|korrespondent.*|journaliste?.*|autor(?:in)?|redaktor|redacción|reda[cç][aã]o|rédaction|redazione|published|updated|posted|follow|more by.*|\d.*|.*\b(?:min read|ago|gmt|utc)\b.*|(?:in|aus|at|for|from)\s.*)$/iu;

/** "@name" after a name. */
const handleTail = /\s+@\w+$/;
/** What papers in Chinese, Japanese and Korean add to a reporter's name. */
const pressTail = /(?<=[\u3040-\u9fff\uac00-\ud7af])\s?(?:記者|记者|기자|特派員|編集委員|論説委員|통신원|특파원)$/;

/** The paper a name is written for. */
const outletTail = / (?:for|For) (?:the|The) \p{Lu}.*$| im Gespräch.*$/u;

/** Single names out of bylines as written; without titles, repetitions and things that are no names. */
export function cleanAuthors(written: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const line of written.slice(0, 30)) {
    let text = collapse(plainText(line))
      .slice(0, 400)
      .replace(/\u00ad/g, '');
    if (/^https?:|@\w+\.\w|[{}<>]/.test(text)) text = text.replace(/https?:\S+|\S+@\S+\.\w+|[{}<>]/g, ' ');
    text = text
      .replace(byLead, '')
      .replace(/\s*\((?:[^()]{0,80})\)\s*/g, ' ')
      .replace(/\s*\[[^[\]]{0,60}\]\s*/g, ' ');
    for (const part of text.split(splitter)) {
      const name = part
        .replace(byLead, '')
        .replace(handleTail, '')
        .replace(pressTail, '')
        .replace(outletTail, '')
        .replace(/^[\s@,.–—-]+|[\s,:–—→»>-]+$/gu, '');
      if (isName(name) && !names.some((other) => squeeze(other) === squeeze(name))) names.push(name);
    }
  }
  return names.slice(0, 20);
}

/** Networks, picture agencies and words of credits. */
const foreignName =
  /^(?:twitter|facebook|instagram|linkedin|youtube|whatsapp|follow|comments?)$|\b(?:files?|file photo|getty(?: images)?|shutterstock|istock(?:photo)?|unsplash|pixabay|handout|screenshot)\b|^(?:courtesy|photo|foto|image|bild) /iu;

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 60 || role.test(name)) return false;
  if (!/\p{L}{2}|\p{Lo}/u.test(name) || name.split(' ').length > 7) return false;
  if (
    /^(?:admin|administrator|root|editor|staff|user|guest|unknown|n\/?a|none|null|undefined|author|redaktion|web ?master|default|anonymous|false|true|agencies|no author|various|ph\.?d\.?|m\.?d\.?|mba|esq\.?|jr\.?|text|interview|foto|fotos|photos?|video)$/iu.test(
      name,
    )
  )
    return false;
  if (/(?:^|\s)(?:uhr|lesedauer|login|menü|menu|podcast|newsletter|alle|more|mehr|privacy|policy)(?:\s|$)/iu.test(name))
    return false;
  if (foreignName.test(name)) return false;
  return !/^(?:https?|www)\b|\.(?:html?|php)$/i.test(name);
}
