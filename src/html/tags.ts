/** Element names by how HTML treats them. Spec: WHATWG HTML, 13.1.2 and 13.2.6. */

export const voidTags: ReadonlySet<string> = new Set(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr'.split(' '),
);

/** Tags that flow within a line; every other tag starts a block. */
export const inlineTags: ReadonlySet<string> = new Set(
  (
    'a abbr acronym amp-analytics b bdi bdo big br button cite code data del dfn em font i img input ins kbd label ' +
    'mark math meter nobr output picture progress q rb rp rt rtc ruby s samp select small source span strike strong ' +
    'sub sup svg textarea time tt u var wbr amp-img'
  ).split(' '),
);

/** Formatting whose end tag may cross block boundaries. */
export const formattingTags: ReadonlySet<string> = new Set(
  'a b big code em font i nobr s small strike strong tt u'.split(' '),
);

/** Tags whose start closes an open paragraph. */
export const closesParagraph: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul li dd dt'
  ).split(' '),
);

/** No end tag reaches past these. */
export const scopeTags: ReadonlySet<string> = new Set(
  'applet caption html table td th marquee object template body'.split(' '),
);

/** What may stand in `head`; anything else ends it. */
export const headTags: ReadonlySet<string> = new Set(
  'base basefont bgsound link meta noframes noscript script style template title'.split(' '),
);

/** HTML that ends a foreign (SVG, MathML) part when it was not closed. */
export const leavesForeign: ReadonlySet<string> = new Set(
  (
    'article aside blockquote body br center div dl dt dd em footer h1 h2 h3 h4 h5 h6 header hr i img li main menu ' +
    'meta nav ol p pre section small span strong sub sup table u ul'
  ).split(' '),
);

export const headingTags: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
