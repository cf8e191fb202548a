/** Short word lists, by meaning. Structure decides first; these only name what structure cannot tell. */

/** Lines that lead away from the article. */
const relatedLead = new RegExp(
  `^[\\s>»▶►→•|*\\-–—:【\\[(]*(?:${[
    'read (?:more|also|next|on|the full|full|our|all)',
    'also read',
    'see (?:also|more)',
    'more (?:on|from|about|in|stories|news|like|reading)\\b',
    'related(?: (?:stor(?:y|ies)|articles?|posts?|news|topics?|content|links?|coverage|reading|videos?))?(?:\\s*[:|]|$)',
    "(?:recommended|trending|most (?:read|popular)|editor'?s picks?|top stories|latest (?:news|stories)|popular posts|don'?t miss|must.read|up next|further reading|you (?:may|might) (?:also |be )?(?:like|interested))",
    '(?:watch|listen|click here|full story|full coverage|explore more)(?:\\s*:| to | for )',
    'previous (?:post|article|story)|next (?:post|article|story)',
    'lesen sie (?:auch|hier|mehr|dazu)|lies? (?:auch|mehr)|mehr (?:zum thema|dazu|lesen|infos|aus )|weiterlesen|auch interessant|das könnte (?:sie|dich)|passend dazu|zum thema',
    'lire (?:aussi|la suite|également|plus)|à lire(?: aussi| également)?|voir aussi|sur le même sujet',
    '(?:lea|lee|leer|ver|mira|vea)(?: también| además| más)|(?:te|le) (?:puede|podría) interesar|noticias? relacionadas?|más (?:información|noticias|sobre)|relacionad[ao]s?\\s*:?$',
    '(?:leia|veja|saiba|confira)(?: também| mais)|notícias relacionadas',
    'leggi (?:anche|tutto|di più)|potrebbe interessarti|articoli correlati',
    'lees (?:ook|meer|verder)|bekijk ook|meer over',
    'läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)',
    'czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|przeczytaj',
    'přečtěte si|čtěte (?:také|dále|více)|související|prečítajte si|citește și|olvassa el|διαβάστε (?:επίσης|ακόμη)',
    'читайте (?:также|ще|також|ещё|еще)|читать (?:далее|также)|смотрите также|по теме\\s*:|прочетете',
    'bunu da oku|devamını oku|ayrıca oku|ilgili haber|baca juga|simak juga|xem thêm|đọc thêm|soma (?:pia|zaidi)',
    '相关(?:阅读|新闻|报道|文章)|延伸阅读|推荐阅读|関連(?:記事|ニュース)|あわせて読みたい|관련\\s?기사|इसे भी पढ़ें|यह भी पढ़ें|आरो पढ़ें|اقرأ (?:أيضا|أيضًا|المزيد)|قد يهمك|بیشتر بخوانید|קראו (?:גם|עוד)',
  ].join('|')})`,
  'iu',
);

/** Headings after which no article text comes. */
const endHeading = new RegExp(
  `^(?:\\d+\\s+)?(?:${[
    'comments?|leave a (?:comment|reply)|join the (?:conversation|discussion)|(?:post|add|write) a comment|what do you think|replies|responses|discussion',
    'about the authors?|about (?:us|me)|author bio|written by|our sponsors?|share (?:this|on|via).*|tags?|topics?|categories|filed under|follow us.*|newsletter.*|subscribe.*|sign up.*|references?(?: and notes)?$|most (?:read|popular|viewed).*|trending.*|latest.*|popular.*|recent (?:posts|articles|comments).*|you (?:may|might).*|related.*|recommended.*|more (?:from|on|in|stories|news|articles).*|read (?:more|next|also).*|similar .*|other (?:articles|stories|news).*',
    '(?:leser)?kommentare?.*|schreib(?:en sie|e) (?:einen|den ersten) kommentar|diskussion|über (?:den|die) autor.*|zum autor.*|mehr (?:zum thema|aus|von|artikel|zu).*|weitere (?:artikel|themen|beiträge|meldungen|nachrichten).*|ähnliche.*|das könnte.*|auch interessant.*|lesen sie auch.*|meist ?gelesen.*|verwandte.*|schlagw(?:orte|örter).*|themen\\s*:?$|teilen.*|neueste.*|aktuelle (?:beiträge|artikel|nachrichten).*|beliebt(?:e|este).*|empfehlungen.*',
    'commentaires?.*|laisser un commentaire.*|à lire aussi.*|sur le même sujet.*|articles (?:similaires|liés|récents).*|à propos de l.auteur.*|les plus lus.*|partager.*',
    'comentarios?.*|deja (?:un|tu) comentario.*|deja una respuesta.*|noticias relacionadas.*|art[ií]culos relacionados.*|relacionad[ao]s?.*|lo más (?:leído|visto).*|te puede interesar.*|sobre (?:el|la) autora?.*|compartir.*|etiquetas.*|últimas noticias.*',
    'comentários?.*|deixe (?:um|seu) comentário.*|veja também.*|leia também.*|mais lidas.*|compartilhe.*|commenti.*|lascia un commento.*|articoli correlati.*|leggi anche.*|potrebbe.*|i più letti.*|condividi.*',
    'reacties?.*|lees ook.*|meer over.*|gerelateerd.*|komentarze?.*|czytaj (?:też|także).*|zobacz (?:też|także).*|komentáře.*|související.*|комментарии.*|коментарі.*|читайте также.*|похожие.*|yorumlar?.*|ilgili haberler.*|komentar.*|baca juga.*|berita terkait.*',
    '评论|相关(?:阅读|新闻|报道|文章).*|コメント.*|関連(?:記事|ニュース).*|댓글.*|관련\\s?기사.*|التعليقات.*|مواضيع ذات صلة.*|تعليقات.*',
  ].join('|')})\\s*[:?!…]*$`,
  'iu',
);

/** Lines about the site, not the story: sharing, newsletters, rights, advertising. Only for short lines. */
const siteLine = new RegExp(
  [
    '^(?:©|\\(c\\)|copyright\\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|todos os direitos)',
    '(?:all rights reserved|reprinted? (?:with|in) |republish(?:ed)? (?:with|without)|may not be (?:published|reproduced|republished)|written permission)',
    '^(?:advertisements?|advertising|sponsored|promoted|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklama?|advertentie|annons|annonce|mainos|реклама|广告|広告|إعلان)\\s*[:.]?$',
    '^(?:share|tweet|pin|email|print|save|copy link|link copied|whatsapp|facebook|twitter|linkedin|telegram|reddit|pinterest|comment|comments|teilen|drucken|partager|compartir|condividi|compartilhar|delen|dela|del|paylaş|поделиться|分享)(?:[\\s|,/·•]+(?:share|tweet|pin|email|print|on|via|to|this|article|story|facebook|twitter|whatsapp|linkedin|telegram|reddit|pinterest|x|\\d+))*\\s*[:.]?$',
    '(?:subscribe|sign up|signing up|register) (?:to|for|now|today|here|and)\\b.{0,80}(?:newsletter|email|inbox|updates|alerts|channel|access|podcast)',
    '(?:our|free|daily|weekly|the) newsletters?\\b|newsletter (?:abonnieren|anmelden|bestellen)|(?:unseren?|kostenlosen?) newsletter|notre newsletter|(?:nuestro|nuestra|nosso) (?:newsletter|boletín)|nostra newsletter|onze nieuwsbrief|подпи(?:шитесь|сывайтесь) на|bülten',
    '(?:follow|like|join|find) (?:us|me|him|her|them|[\\p{L} ]{2,30}) on (?:facebook|twitter|x\\b|instagram|linkedin|telegram|whatsapp|google news|youtube|tiktok|threads|bluesky)',
    '(?:folgen sie uns|suivez-nous|síguenos|siga-nos|seguici|volg ons|följ oss|takip ed|подписывайтесь)',
    '^(?:support (?:us|our|independent)|donate\\b|become a (?:member|subscriber|patron)|download (?:our|the) app|get (?:the|our) app|click here to|enable javascript|please enable|javascript)',
    '^(?:this (?:article|story|post|piece) (?:was |has been |is )?(?:originally |first )?(?:appeared|published|posted)\\b)',
    '^(?:posted in|filed under|tagged(?: with)?|tags?|categories|category|topics|labels|schlagwort\\w*|themen|stichworte|mots-clés|etiquetas|tag)\\s*:',
    '^(?:\\d+\\s*(?:comments?|kommentare?|commentaires?|comentarios?|shares?|likes?|views?|min(?:ute)?s?\\.? (?:read|lesezeit|de lecture|de lectura)))\\s*$',
    '^(?:lesezeit|reading time|estimated reading time|temps de lecture|tiempo de lectura|tempo di lettura)\\b',
    '^(?:log ?in|sign ?in|anmelden|einloggen|se connecter|iniciar sesión|accedi|inloggen|skip to|back to top|nach oben|zurück|zur startseite|go back|home|next|previous|weiter|close|schließen|loading|mehr anzeigen|show more|load more|view (?:all|more)|see all|alle anzeigen)\\s*[.…»›>]*$',
    '^(?:war (?:dieser|der) (?:artikel|beitrag|text|inhalt) hilfreich|hat (?:ihnen|dir|euch) (?:der|dieser) (?:artikel|beitrag|text) (?:gefallen|geholfen)|(?:was|did you find) this (?:article|page|story|content|information)? ?(?:helpful|useful|interesting)|cet article vous a[- ]t[- ]il|¿?te ha (?:gustado|resultado útil)|questo articolo (?:ti è stato|è stato) utile|(?:ja|yes|oui|sí|sì|да)\\s*[/|·]?\\s*(?:nein|no|non|нет)$)',
    '(?:share your (?:thoughts|opinions?|views|experiences?)|let (?:us|me) know|tell us|have your say|join the (?:conversation|discussion)|sound off|leave a comment)\\b.{0,120}\\bcomments?\\b|(?:schreib|teil|diskutier)\\w* .{0,60}(?:in den|in die|unten in den) kommentare|(?:dites|partagez) .{0,60}(?:dans les|en) commentaires?|(?:cuéntanos|déjanos|comparte) .{0,60}comentarios',
    '(?:extern(?:e[rns]?|al) (?:inhalt|content)|(?:inhalt|content|video|post|beitrag) (?:von|from|auf|on) (?:youtube|x|twitter|facebook|instagram|tiktok)|contenus? externes?|contenido externo|contenut[oi] estern[oi]|conteúdo externo).{0,200}(?:anzeigen|angezeigt|zustimm|einverstanden|einwillig|geladen|consent|accept|agree|cookie|datenschutz|afficher|accepter|mostrar|aceptar|visualizza|accetta|aceitar)',
    '^(?:ich bin (?:damit )?einverstanden|i agree|j.accepte|acepto|accetto|aceito)\\b.{0,40}\\b(?:externe[rns]?|external|externos?|estern[oi])\\b',
    '^(?:latest|more|related|popular|featured) videos?(?: from\\b.*)?$|^(?:neueste|weitere) videos$',
    '(?:consider (?:making a (?:donation|contribution)|donating|supporting|subscribing|becoming a (?:member|subscriber))|(?:make|give) a donation (?:to|today|now)|your (?:support|donation|contribution) (?:helps|makes|keeps|allows)|(?:we rely|depend) on (?:the support of )?(?:our )?(?:readers|donations)|(?:unterstützen|unterstütze) (?:sie )?(?:uns|unsere? (?:arbeit|redaktion|journalismus))|(?:jetzt|hier) (?:spenden|mitglied werden|abonnieren)|werden sie (?:jetzt )?(?:mitglied|abonnent)|(?:faites|faire) un don\\b|soutenez[- ](?:nous|notre)|(?:hazte|házte) (?:socio|miembro)|(?:apoya|apóyanos|dona a) (?:nuestro|a nuestro)|sostieni(?:ci| il nostro))',
    'error (?:in|on) (?:the|this) (?:text|article)|report (?:an|this) (?:error|correction|typo)|fehler (?:gefunden|entdeckt|melden)|ctrl\\s*\\+\\s*enter',
  ]
    .map((part) => `(?:${part})`)
    .join('|'),
  'iu',
);

/** Credits of pictures and agencies standing alone. */
const creditLine =
  /^(?:(?:photo(?:graph)?s?|image|images|picture|pictures|pic|credit|credits|source|file photo|foto|fotos|bild|bilder|quelle|crédit|crédits|fuente|imagen|fonte|immagine|zdjęcie|фото|источник|写真|图|图片|图源)(?: credits?| by| courtesy| von| de| di| source)?\s*[:/©|]|(?:getty|getty images|reuters|afp|ap photo|dpa|shutterstock|istock|unsplash|pixabay|imago)\b.{0,40}$|\(?\s*(?:photo|foto|image|bild|picture)\s*(?:by|von|de|:))/iu;

const bylineLead =
  /^(?:by|von|par|por|di|da|door|av|af|od|autor|autorin|autora|auteur|autore|author|written by|reported by|text|texte|texto|redaktion|автор|yazan|oleh|作者|記者|记者|기자|文)(?:\s*[:：]\s*[\p{Lu}\p{Lo}]|\s+\p{Lu})/u;
const authorLabel =
  /^(?:autorin\/autor|autorinnen|author|autorin|autor|auteure?|autora?|autore|автор(?:ы)?|автори|redaktion|text|texte|texto|words|story|作者|記者|记者|取材・文|文|글|بقلم|كتب)(?:\s*[:：]\s*|(?<=autor|author|autorin)\s+)(?=[\p{Lu}\p{Lo}])/iu;
const dateLine =
  /(?:^|[^\d])(?:(?:19|20)\d\d[-./年]\s?\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:19|20)?\d\d|\d{1,2}(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:de\s+|del\s+)?(?:19|20)\d\d|\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{1,2}:\d\d)/u;
const updatedLead =
  /^(?:published|updated|posted|last (?:updated|modified)|first published|modified|veröffentlicht|aktualisiert|stand|publié|mis à jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|publicerad|uppdaterad|opublikowano|aktualizacja|опубликовано|обновлено|yayınlanma|güncelleme|发布|更新|来源)\b/iu;

const maxLine = 400;

/** What stands before the values in a list about the page itself: "Date 3 May", "Print", "Permalink https://…". */
const pageLabel =
  /^(?:date|datum|fecha|data|дата|print(?: this)?|imprimer|drucken|imprimir|stampa|печать|perma-?link|permalien|kurz-?link|short ?link|author|auteur|autorin\/autor|autor(?:in)?|autore|автор|themenseiten|related (?:subjects|topics)|thèmes associés|keywords?|mots-clés|schlagw(?:ö|o)rte?r?|tags?|feedback|send|envoyer|teilen|share|partager|compartir|temas relacionados)(?:\s*[:：]|\s|$)/iu;

/** True for one entry of a list about the page itself. */
export function isPageLabel(text: string): boolean {
  return text.length < 160 && pageLabel.test(text);
}
/** True for a line that leads to other articles ("Read also: …"), in any of the common languages. */
export function isRelatedLead(text: string): boolean {
  return text.length < maxLine && relatedLead.test(text);
}
/** True for a heading after which other things than the article come ("Comments", "More from …"). */
export function isEndHeading(text: string): boolean {
  return text.length < 90 && endHeading.test(text);
}
/** True for a short line about the site: sharing, newsletter, rights, advertising, tags. */
export function isSiteLine(text: string): boolean {
  return text.length < maxLine && siteLine.test(text);
}
/** True for a line that only credits a picture or agency. */
export function isCreditLine(text: string): boolean {
  return text.length < 160 && creditLine.test(text);
}
/** True for a short line that names an author. */
export function isBylineLine(text: string): boolean {
  return text.length < 140 && bylineLead.test(text);
}
/** True for a line that begins with a word for author as a label ("Autor: …", "Author Mara Holt"). */
export function isLabelledByline(text: string): boolean {
  return text.length < 120 && authorLabel.test(text);
}
/** True for a short line that is little more than a date. */
export function isDateLine(text: string): boolean {
  return text.length < 100 && (updatedLead.test(text) || (text.length < 60 && dateLine.test(text)));
}
/** True for a line that says when something was published or changed ("Updated: 3 May 2024, 10:15"). */
export function isStampLine(text: string): boolean {
  return text.length < 90 && updatedLead.test(text) && dateLine.test(text);
}
