import type { Element } from '../html/query.ts';

/** What a block's own names (class, id, role, itemprop, …) say it is. */
export const hintKinds = [
  'body',
  'content',
  'standfirst',
  'key-points',
  'caption',
  'media',
  'title',
  'comments',
  'related',
  'share',
  'newsletter',
  'advert',
  'navigation',
  'byline',
  'tags',
  'author',
  'paywall',
  'consent',
  'aside',
  'unseen',
] as const;
export type HintKind = (typeof hintKinds)[number];

/** `kind` is the strongest statement; empty when the names say nothing. */
export interface Hint {
  readonly kind: HintKind | '';
  readonly name: string;
}

export const noHint: Hint = { kind: '', name: '' };

/** Names as written by many sites, tested on `-word-word-` made of all the names of an element. In order: first wins. */
const rules: readonly (readonly [HintKind, RegExp])[] = [
  [
    'unseen',
    /-(?:sr-only|visually-hidden|visuallyhidden|screen-reader(?:-text)?|screenreader|assistive-text|a11y-hidden|hidden-visually|u-hidden|is-hidden|print-only|only-print|noprint-only|amp-access-hide)-/,
  ],
  [
    'body',
    /-(?:articlebody|article-body(?:-(?:content|text|copy|inner|wrapper))?|story-?body(?:-text)?|entry-?content|post-?content|post-?body|post-?text|article-?content|article-?text|article-?copy|article-main-text|story-?content|story-?text|storytext|body-?copy|body-?text|content-?body|news-?body|news-?text|news-?content|newstext|single-content|page-content-body|text-?body|richtext-article|article-?fulltext|rich-text-article|main-text|detail-?text|blog-?content|artikel-?text|artikel-?inhalt|cuerpo|texto-noticia|corps-article|testo-articolo)-/,
  ],
  [
    'comments',
    /-(?:comments?(?:-(?:list|section|area|wrapper|container|form|block|thread|box|respond))?|commentlist|comment-?list|disqus(?:-thread)?|respond|replies|kommentare?|leserkommentare?|commentaires?|comentarios?|commenti|discussion|fb-comments|coral|livefyre|viafoura|spot-im|openweb)-/,
  ],
  [
    'related',
    /-(?:related(?:-?\w+)?|(?:\w+-)?recommend(?:ed|ation|ations|er)?|similar|read-?more|read-?also|read-?next|more-?(?:stories|news|articles|from|on|like|posts|headlines|in|reading)|also-?(?:read|like|see)|see-?also|up-?next|next-?(?:article|story|post|up)|prev(?:ious)?-?(?:article|story|post)|post-?navigation|nav-links|most-?(?:read|popular|viewed|recent|shared|commented)|popular|trending|trends|latest(?:-(?:news|posts|stories|articles))?|recent-?(?:posts|news|articles)|top-?stories|outbrain|taboola|zergnet|revcontent|mgid|teasers?(?:-?\w+)?|teaser-?list|river|story-?cards?|further-?reading|weiterlesen|mehr-zum-thema|lesen-sie-auch|verwandte|empfehlungen|relacionad[ao]s?|relacionado|lea-tambien|a-lire-aussi|lire-aussi|articles-lies|correlati|leggi-anche|leia-mais|leia-tambem|lees-ook|promo(?:-?\w+)?|crosslinks?|readmore|inline-links?|article-links|link-?box|linkbox|interstitial-link|you-may-(?:also-)?like|jp-relatedposts|yarpp(?:-related)?|onward|fc-container|bundle)-/,
  ],
  [
    'newsletter',
    /-(?:newsletters?(?:-?\w+)?|mailing-?list|sign-?up(?:-\w+)?|subscri(?:be|ption|ptions)(?:-?\w+)?|opt-?in|email-?(?:form|capture|signup)|mc4wp(?:-\w+)?|mailchimp|inline-signup|abonnieren|donat(?:e|ion|ions)(?:-\w+)?|support-us|membership(?:-\w+)?|app-?(?:promo|banner|download)|call-?to-?action|cta)-/,
  ],
  [
    'share',
    /-(?:shar(?:e|es|ing)(?:-?\w+)?|social(?:-?(?:\w+))?|sharedaddy|sharethis|addthis(?:-\w+)?|addtoany(?:-\w+)?|a2a|follow(?:-us|-\w+)?|teilen|partage|compartir|condividi|toolbar|tool-?bar|article-?tools|tools|actions?|action-?bar|print-?(?:button|link)|bookmark|like-?button|reactions?|rating|ratings|vote|audio-?player|listen|text-to-speech|tts|speechify|font-size|sticky-bar)-/,
  ],
  [
    'advert',
    /-(?:ads?|advert(?:s|isement|isements|ising|orial)?|adslot|ad-?(?:slot|wrapper|container|unit|box|block|label|placeholder|zone|banner|space)|dfp|gpt-?ad|google-ad|adsbygoogle|sponsor(?:ed|s|ship)?(?:-\w+)?|banner-?ad|werbung|anzeige|publicidad|publicite|pub|pubblicita|reklam[ae]?|commercial|affiliate(?:-\w+)?|product-?(?:box|card|list|carousel)|shop(?:ping)?-?\w*|deals?|price-?(?:box|comparison)|outstream|native-ad|partner-?(?:box|links))-/,
  ],
  [
    'consent',
    /-(?:cookies?(?:-?\w+)?|consent(?:-?\w+)?|gdpr|onetrust(?:-\w+)?|privacy-(?:banner|notice)|modal(?:-\w+)?|popup|pop-up|overlay|lightbox-overlay|lightbox-modal|toast|snackbar|notification(?:s|-bar)?|browser-?(?:warning|upgrade)|noscript|no-js|site-?message)-/,
  ],
  [
    'paywall',
    /-(?:paywall-?(?:box|banner|overlay|modal|offer|teaser|message|prompt|container|barrier|info)|regwall|piano(?:-\w+)?|tp-(?:modal|container)|premium-?(?:box|teaser|offer|banner)|offer-?box|abo-?(?:box|teaser)|metered|subscriber-?only-?\w*|meteredcontent-offer|login(?:-?\w+)?|register(?:-?\w+)?|barrier)-/,
  ],
  [
    'navigation',
    /-(?:nav|navbar|navigation|main-?nav|sub-?nav|menus?|mega-?menu|breadcrumbs?|bread-crumbs?|brotkrumen?|migas|pagination|pager|paging|page-?links|skip-?(?:link|to-\w+)|site-?(?:header|footer|nav)|masthead|page-?(?:header|footer)-nav|global-?(?:header|footer|nav)|footer(?:-?\w+)?|colophon|copyright|legal|imprint|topbar|top-?bar|header-?bar|search(?:-?(?:form|box|bar))|language-?(?:switcher|selector)|table-of-contents|toc|ticker|newsticker|carousel-?(?:nav|controls|control)|slick-(?:dots|arrow)|alphabet|hierarchy|noticker)-/,
  ],
  [
    'caption',
    /-(?:(?:img|image|photo|picture|media|figure|gallery|video|wp|foto|bild)?-?(?:caption|captions|credit|credits|bildunterschrift|bildtext|legende|pie-de-foto|didascalia|copyright-text|photographer|caption-text)(?:-text|-wrapper|-credit)?)-/,
  ],
  [
    'media',
    /-(?:(?:content|article|lead|main|hero|inline|body|story|post|featured|header|embedded|top)-?(?:image|img|photo|picture|media|video)|(?:image|img|photo|foto|bild|picture|media)-?(?:box|container|wrapper|wrap|block|holder|frame|element|con|info|embed|module|item|group)|video(?:-?(?:player|box|container|wrapper|embed|detail|block|module|content|title|description|info|js|summary))?|audio-?(?:box|container|wrapper|embed|block)|(?:jw|media|brightcove)-?player|player(?:-?(?:container|wrapper))?|brightcove|slideshow|slide-?show|fotostrecke|bildergalerie|diaporama|photo-?gallery|image-?gallery|gallery|galerie|wp-caption|wp-block-(?:image|gallery|video)|editor-img-box|detail-summary)-/,
  ],
  [
    'byline',
    /-(?:by-?lines?(?:-?\w+)?|dateline|date-?line|article-?(?:meta|info|date|author|byline)|entry-?(?:meta|date|author)|post-?(?:meta|date|author|info|details)|story-?(?:meta|info|date)|meta-?(?:data|info|line|bar|wrapper|row)|metadata|publish(?:ed)?-?(?:date|time|on)?|pub-?date|timestamp|time-?stamp|date-?(?:published|modified|time)|datepublished|datemodified|dtreviewed|last-?updated|updated-?(?:at|on|time|date)?|author-?(?:name|line|date|info-line)|written-?by|read(?:ing)?-?time|time-to-read|signature|firma|autor(?:es)?|auteurs?|autore|date|published|post-?categor(?:y|ies)|entry-?categor(?:y|ies)|kicker|eyebrow|overline|topline|rubrik|section-?(?:label|name)|channel-?name|artikel-?(?:meta|info|datum))-/,
  ],
  [
    'author',
    /-(?:author-?(?:bio|box|card|info|details|description|profile|block|area|about|section|container|wrapper|footer|meta)|about-?(?:the-)?authors?|about-?author|bio|biography|contributors?|profile-?(?:card|box)|writer-?(?:bio|info)|autor-?(?:box|info)|post-?author-?(?:box|bio)|molongui-\w+|saboxplugin(?:-\w+)?|abh-box|authorbox)-/,
  ],
  [
    'tags',
    /-(?:tags?|tag-?(?:list|links|cloud|s-list)|tagcloud|article-?tags|post-?tags|entry-?(?:tags|footer|utility)|topics?|topic-?(?:list|tags|links)|keywords?|categories|cat-?links|labels|themen|schlagworte?|temas|etiquetas|mots-cles|filed-under|subjects)-/,
  ],
  [
    'key-points',
    /-(?:key-?(?:points?|takeaways?|facts)|takeaways?|highlights?-(?:list|box)|story-?highlights?|summary-?(?:list|bullets|points)|bullet-?summary|tldr|tl-dr|in-brief|at-a-glance|nutshell)-/,
  ],
  [
    'aside',
    /-(?:sidebar|side-?bar|side-?col(?:umn)?|right-?(?:col|column|rail|bar|side)|left-?(?:rail|bar)|rail|aside|widgets?(?:-?area)?|widget-\w+|secondary|complementary|rightcol|sponsor-?box|infobox-links|fact-?box-links|poll|quiz|survey|weather|stocks?|market-?data|lottery|horoscope|event-?calendar|jobs?-?(?:box|list)|pagelet)-/,
  ],
  [
    'standfirst',
    /-(?:standfirst|stand-first|sub-?title|sub-?head(?:line|ing)?|dek|deck|lead-?(?:text|in|paragraph)|article-?(?:lead|intro|summary|description|excerpt|teaser-text|subtitle|subheadline|chapo|sapo)|intro(?:-?text|duction)?|vorspann|anreisser|chapo|chapeau|entradilla|bajada|sumario|occhiello|sommario|ingress|lede|lead|excerpt|description|headline-sub|synopsis|abstract)-/,
  ],
  ['title', /-(?:headline|article-?title|entry-?title|post-?title|page-?title|story-?(?:title|headline)|titulo|titre|titel|ueberschrift)-/],
  [
    'content',
    /-(?:article|story|post|entry|content|main|hentry|main-?content|content-?main|page-?content|single|single-?post|primary|col-?main|news-?(?:article|detail|item|story)|news|detail|text|body|copy|richtext|rich-text|rte|prose|wysiwyg|noticia|artikel|articolo|nota)-/,
  ],
];

/** What an element's own names say it is. `cache` is per page: the same names come again and again. */
export function hintOf(element: Element, cache: Map<string, Hint>): Hint {
  const a = element.attribs;
  const names = `${a['class'] ?? ''} ${a['id'] ?? ''} ${a['itemprop'] ?? ''} ${a['role'] ?? ''} ${a['data-testid'] ?? ''} ${a['data-component'] ?? ''} ${a['data-type'] ?? ''}`;
  if (names.length === 6) return noHint;
  const known = cache.get(names);
  if (known !== undefined) return known;
  const hint = readNames(names.length > 400 ? names.slice(0, 400) : names);
  cache.set(names, hint);
  return hint;
}

/** What frameworks and content systems add to every element; says nothing of what it is. */
const emptyName =
  /^(?:(?:no|has|is|with|without|not|hide|show|category|status|format|type|term|page-id|wp|js|col|row|elementor|fl|et|vc|wpb|tw|lg|md|sm|xl|xs|css|sc|style|styles)[-_:]|tag-(?!list|links?$|cloud|s?$|container|wrapper)|post-\d|tagStyle)/;

/** Named hidden, and not only for some widths of the screen. */
function isUnseen(words: readonly string[]): boolean {
  if (!words.some((word) => word === 'hidden' || word === 'd-none' || word === 'hide' || word === 'invisible')) return false;
  return !words.some((word) => /(?:[:-]|^)(?:block|flex|grid|inline|table|visible|show)/.test(word));
}

function readNames(names: string): Hint {
  const words = names
    .split(/\s+/)
    .filter((word) => word !== '' && word.length < 60 && word.split(/[-_]/).length < 8 && !emptyName.test(word));
  const forms = words.map((word) => {
    // A modifier says how a block looks, or what stands beside it.
    const cut = word.indexOf('--');
    const plain = (cut > 0 ? word.slice(0, cut) : word)
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-(?:with|has|no|without)-.*$/, '')
      .replace(/^-|-$/g, '');
    return `-${plain}-`;
  });
  const line = forms.join(' ');
  if (isUnseen(words)) return { kind: 'unseen', name: words.join(' ').slice(0, 60) };
  for (const [kind, pattern] of rules) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const at = line.slice(0, match.index + 1).split(' ').length - 1;
    return { kind, name: words[at] ?? kind };
  }
  return noHint;
}
