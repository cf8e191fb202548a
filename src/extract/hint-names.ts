/** What a block's own names (class, id, role, itemprop, …) can say it is. */
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

/** Names sites give to blocks, by what the block is, strongest statement first. A name is compared word by word: `article body`
 *  stands for `article-body`, `articleBody`, `article_body` and `articlebody` alike, anywhere in a longer name.
 *  A word ending in `*` also stands for longer words. */
export const hintNames: readonly (readonly [kind: HintKind, names: string])[] = [
  [
    'unseen',
    'sr only, visually hidden, screen reader, screen reader text, screenreader, assistive text, a11y hidden, hidden visually, u hidden, is hidden, print only, only print',
  ],
  [
    'body',
    'article body, story body, entry content, post content, post body, post text, article content, article text, article copy, article main text, story content, story text, body copy, body text, content body, news body, news text, news content, single content, text body, rich text article, article full text, main text, detail text, blog content, artikel text, artikel inhalt, cuerpo, texto noticia, corps article, testo articolo',
  ],
  [
    'comments',
    'comment, comments, commentlist, disqus*, respond, replies, kommentar, kommentare, leserkommentare, commentaire, commentaires, comentarios, commenti, discussion, coral, livefyre, viafoura, spot im, openweb',
  ],
  [
    'related',
    'related*, recommend*, similar, read more, read also, read next, more stories, more news, more articles, more from, more on, more like, more posts, more headlines, more in, more reading, also read, also like, also see, see also, up next, next article, next story, next post, prev article, previous article, prev story, previous story, prev post, previous post, post navigation, nav links, most read, most popular, most viewed, most recent, most shared, most commented, popular, trending, trends, latest, recent posts, recent news, recent articles, top stories, outbrain*, taboola*, zergnet, revcontent, mgid, teaser*, river, story card, story cards, further reading, weiterlesen, mehr zum thema, lesen sie auch, verwandte, empfehlungen, relacionad*, lea tambien, a lire aussi, lire aussi, articles lies, correlati, leggi anche, leia mais, leia tambem, lees ook, promo*, crosslink, crosslinks, inline link, inline links, article links, link box, interstitial link, you may like, you may also like, jp relatedposts, yarpp, onward, fc container, bundle',
  ],
  [
    'newsletter',
    'newsletter*, mailing list, sign up, signup, subscri*, opt in, email form, email capture, email signup, mc4wp*, mailchimp*, abonnieren, donat*, support us, membership, app promo, app banner, app download, call to action, cta',
  ],
  [
    'share',
    'share*, sharing*, shares, social*, addthis*, addtoany*, a2a, follow, follow us, teilen, partage, compartir, condividi, tool bar, toolbar*, article tools, tools, action, actions, action bar, print button, print link, bookmark, like button, reaction, reactions, reactionsbar, rating, ratings, vote, audio player, listen, text to speech, tts, speechify, font size, sticky bar',
  ],
  [
    'advert',
    'ad, ads, advert*, adslot*, adunit*, adwrapper, adcontainer, adbox, adbanner, dfp, gpt, googlead, google ad, adsbygoogle, sponsor*, banner ad, werbung, anzeige, publicidad, publicite, pub, pubblicita, reklam*, commercial, affiliate*, product box, product card, product list, product carousel, shop*, deal, deals, price box, price comparison, outstream, native ad, partner box, partner links',
  ],
  [
    'consent',
    'cookie*, consent*, gdpr*, onetrust*, privacy banner, privacy notice, modal*, popup*, pop up, overlay, toast, snackbar, notification*, browser warning, browser upgrade, no js, site message',
  ],
  [
    'paywall',
    'paywall box, paywall banner, paywall overlay, paywall modal, paywall offer, paywall teaser, paywall message, paywall prompt, paywall container, paywall barrier, paywall info, regwall*, piano, tp modal, tp container, premium box, premium teaser, premium offer, premium banner, offer box, abo box, abo teaser, metered*, subscriber only, login*, register*, barrier',
  ],
  [
    'navigation',
    'nav, navbar*, navigation*, main nav, mainnav, sub nav, subnav, menu, menus, mega menu, breadcrumb*, bread crumb, bread crumbs, brotkrume*, migas, pagination*, pager, paging, page links, skip link, skip to, site header, site footer, masthead, global header, global footer, footer*, colophon, copyright, legal, imprint, top bar, topbar*, header bar, search, searchform*, searchbox, searchbar, language switcher, language selector, table of contents, toc, ticker, newsticker, slick dots, slick arrow, contentinfo',
  ],
  [
    'caption',
    'caption*, credit, credits, bildunterschrift, bildtext, legende, pie de foto, didascalia, copyright text, photographer, figcaption',
  ],
  [
    'media',
    'content image, article image, lead image, main image, hero image, inline image, body image, story image, post image, featured image, header image, embedded image, top image, article img, article photo, article picture, article media, article video, lead media, lead photo, main media, main photo, main video, hero media, inline media, inline photo, inline video, story media, story photo, story video, post media, post thumbnail, featured media, featured video, content media, content video, embedded video, top media, image box, image container, image wrapper, image wrap, image block, image holder, image frame, image element, image info, image embed, image module, image item, image group, img box, img container, img wrapper, img wrap, img block, photo box, photo container, photo wrapper, photo block, foto box, bild box, bild container, picture box, picture container, picture wrapper, media box, media container, media wrapper, media wrap, media block, media holder, media frame, media element, media con, media info, media embed, media module, media item, media group, video, video player, video box, video container, video wrapper, video embed, video detail, video block, video module, video content, video title, video description, video info, video js, video summary, audio box, audio container, audio wrapper, audio embed, audio block, jw player, jwplayer*, media player, brightcove*, player, slideshow*, slide show, fotostrecke, bildergalerie, diaporama, photo gallery, image gallery, gallery, galerie, wp caption, wp block image, wp block gallery, wp block video, editor img box, detail summary',
  ],
  [
    'byline',
    'byline*, by line, by lines, dateline, date line, article meta, article info, article date, article author, article byline, entry meta, entry date, entry author, post meta, post date, post author, post info, post details, story meta, story info, story date, meta data, meta info, meta line, meta bar, metabar, meta wrapper, meta row, metadata*, publish date, publish time, published, published date, published time, published on, pub date, timestamp*, time stamp, date published, date modified, date time, last updated, updated at, updated on, updated time, updated date, updated, author name, author line, author date, written by, read time, reading time, time to read, signature, firma, autor, autores, auteur, auteurs, autore, date, post category, post categories, entry category, entry categories, kicker, eyebrow, overline, topline, rubrik, section label, section name, channel name, artikel meta, artikel info, artikel datum',
  ],
  [
    'author',
    'author bio, author box, author card, author info, author details, author description, author profile, author block, author area, author about, author section, author container, author wrapper, author footer, author meta, about the author, about the authors, about author, about authors, bio, biography, contributor, contributors, profile card, profile box, writer bio, writer info, autor box, autor info, post author box, post author bio, molongui*, saboxplugin*, abh box, authorbox',
  ],
  [
    'tags',
    'tag, tags, tag list, tag links, tag cloud, tagcloud*, taglist*, article tags, post tags, entry tags, entry footer, entry utility, topic, topics, keyword, keywords, categories, cat links, label, labels, themen, schlagwort, schlagworte, temas, etiquetas, mots cles, filed under, subjects',
  ],
  [
    'key-points',
    'key point, key points, key takeaway, key takeaways, key facts, takeaway, takeaways, highlights list, highlights box, story highlight, story highlights, summary list, summary bullets, summary points, bullet summary, tldr, tl dr, in brief, at a glance, nutshell',
  ],
  [
    'aside',
    'sidebar*, side bar, side col, side column, right col, right column, rightcol, right rail, right bar, right side, left rail, left bar, rail, aside, widget, widgets, widget area, secondary, complementary, sponsor box, poll, quiz, survey, weather, stock, stocks, market data, lottery, horoscope, event calendar, job box, job list, jobs box, jobs list',
  ],
  [
    'standfirst',
    'standfirst, stand first, subtitle, sub title, subhead, sub head, subheadline, sub headline, subheading, sub heading, dek, deck, lead text, lead in, lead paragraph, article lead, article intro, article summary, article description, article excerpt, article teaser text, article subtitle, article subheadline, article chapo, article sapo, intro, intro text, introduction, vorspann, anreisser, chapo, chapeau, entradilla, bajada, sumario, occhiello, sommario, ingress, lede, lead, excerpt, description, synopsis, abstract',
  ],
  [
    'title',
    'headline, article title, entry title, post title, page title, story title, story headline, titulo, titre, titel, ueberschrift',
  ],
  [
    'content',
    'article, story, post, entry, content, main, hentry, main content, single, primary, col main, news, detail, text, body, copy, rich text, rte, prose, wysiwyg, noticia, artikel, articolo, nota',
  ],
];
