import { collapse } from '../html/query.ts';
import type { Url } from '../model/ids.ts';
import { outletNameOf } from '../url/site.ts';

/** Words that titles of feeds and home pages put beside the name, in the languages outlets use. */
const generic = new Set(
  (
    'rss atom xml json feed feeds rssfeed newsfeed 2.0 1.0 full text all the latest recent new top main breaking news stories story headlines headline articles article posts post ' +
    'entries updates today home homepage front page frontpage index start welcome to official site website web online of from for and a in our ' +
    'aktuell aktuelle aktuelles nachrichten startseite alle artikel schlagzeilen neueste neuesten meldungen ' +
    'portada inicio últimas ultimas noticias noticia titulares todas actualidad accueil une à la actualités actualites infos dernières dernieres ' +
    'notizie ultime prima pagina nieuws laatste voorpagina nyheter siste forsiden etusivu uutiset hlavní zprávy aktualności strona główna wiadomości ' +
    'главная новости лента последние все головна новини останні ana sayfa haberler son haber ' +
    'الرئيسية أخبار الأخبار آخر ニュース トップ 新着 ホーム トップページ 首页 新闻 最新 홈 뉴스'
  ).split(' '),
);

const separators = /\s+[|–—•·»›«:-]+\s+|\s*[｜»›|]\s*|\s*::\s*|:\s+/u;

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}.]+/gu) ?? [];

const isGeneric = (part: string): boolean => wordsOf(part).every((word) => generic.has(word));

/** Letters and digits only, to compare a name with a host. */
const compact = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|[^\p{L}\p{N}]/gu, '');

/** The parts of a title that may be the name: without those that only say "latest news", and without such words at
 *  the end ("RSS Feed"). */
function partsOf(title: string): readonly string[] {
  const parts = collapse(title.slice(0, 300))
    .split(separators)
    .map((part) => part.trim());
  return parts.filter((part) => part !== '' && !isGeneric(part)).map(withoutFeedWords);
}

function withoutFeedWords(part: string): string {
  const bare = part
    .replace(/[\s(,[-]+(?:(?:rss|atom|json|xml)(?:[\s-]*(?:2\.0|1\.0))?(?:[\s-]*feeds?)?|feeds?)[\s)\]]*$/iu, '')
    .trim();
  return bare === '' ? part : bare;
}

export interface NameWitnesses {
  readonly url: Url;
  /** As the home page states them, the surest first. */
  readonly stated: readonly string[];
  readonly feedTitle: string;
  readonly pageTitle: string;
}

/** What a site is called: the name it states, else the part of its titles that several witnesses or its host name
 *  agree on, else what is left of the feed's title; empty when nothing names it. */
export function siteNameOf({ url, stated, feedTitle, pageTitle }: NameWitnesses): string {
  const host = compact(outletNameOf(url));
  const isOfHost = (part: string): boolean => {
    const letters = compact(part);
    return letters.length >= 2 && (letters === host || compact(part.replace(/^the\s+/i, '')) === host);
  };
  const [ofFeed, ofPage] = [partsOf(feedTitle), partsOf(pageTitle)];
  const ofStatements = stated.flatMap((name) => partsOf(name)[0] ?? []);
  const all = [...ofStatements, ...ofFeed, ...ofPage];
  const agreed = ofFeed.find((part) => ofPage.some((other) => compact(other) === compact(part)));
  return ofStatements[0] ?? agreed ?? all.find(isOfHost) ?? ofFeed[0] ?? shortest(ofPage) ?? '';
}

/** A home page's title is "name: slogan" or "slogan: name"; the name is the shorter. */
function shortest(parts: readonly string[]): string | undefined {
  return [...parts].sort((a, b) => a.length - b.length)[0];
}
