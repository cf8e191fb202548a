import type { Url } from '../model/ids.ts';

/** Path words of pages that list, sell or explain, in the languages outlets use. */
const listWords = new Set(
  (
    'tag tags topic topics thema themen tema temas sujet sujets category categories categoria categorias kategorie kategorien rubrik rubriken author authors autor autoren autores ' +
    'auteur auteurs autore byline bylines contributor contributors profile profiles people team staff columnist columnists search suche buscar busca recherche cerca haku login ' +
    'signin sign-in signup sign-up register registration account accounts konto profil user users subscribe subscription subscriptions abo abonnement abonnements suscripcion ' +
    'assinatura checkout cart shop store boutique privacy datenschutz privacidad privacidade confidentialite terms agb nutzungsbedingungen conditions legal impressum imprint ' +
    'mentions-legales contact contacts kontakt contacto contato about about-us ueber-uns quienes-somos help faq support hilfe ayuda aide advertise advertising mediadaten anzeigen ' +
    'publicidad jobs careers karriere newsletter newsletters rss feed feeds sitemap archive archives archiv archivo page pages seite pagina cookie cookies cookie-policy ' +
    'accessibility weather wetter horoscope horoskop crosswords games puzzles podcasts app apps widget share print email amp cdn-cgi wp-login.php wp-admin comments epaper e-paper ' +
    'corrections masthead ethics donate membership live-tv tv-guide radio person persons personen persona personas specials series dossier dossiers collection collections'
  ).split(' '),
);

const articleWords = new Set(
  'article articles artikel articolo articulo artigo story stories noticia noticias notizia news-story nyheter nyhet nachricht haber haberi actualite actu uutinen artykul clanek cikk post posts p a news-item newsitem detail'.split(
    ' ',
  ),
);

const fileForm =
  /\.(?:jpe?g|png|gif|webp|svg|avif|pdf|mp[34]|m4[av]|webm|zip|gz|xml|rss|atom|json|css|js|ico|woff2?|docx?|xlsx?|pptx?|epub|txt)$/i;
const dateForms =
  /\/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2]|[a-z]{3})[/-](?:[0-3]?\d)(?=[/\-_.]|$)|(?:^|[/\-_])20[0-3]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?=[/\-_.t]|$)/i;
const monthForm = /\/(?:19|20)\d\d\/(?:0?[1-9]|1[0-2])(?=\/|$)/;

export interface AddressScore {
  /** Above 2: an article's address most likely; below 0: most likely not. */
  readonly score: number;
  readonly because: string;
}

/** How much an address looks like that of an article, by its shape alone: a date, a long slug or a number speak for
 *  it; short paths and words like `tag` against. */
export function scoreAddress(url: Url): AddressScore {
  const { pathname, search } = new URL(url);
  const path = decodePath(pathname);
  const segments = path.split('/').filter((segment) => segment !== '');
  const last = (segments.at(-1) ?? '').replace(/\.(?:html?|shtml|php|aspx?|jsp|cms|ece|story)$/i, '');
  const identifier =
    /[?&](?:id|p|article|articleid|artid|news_?id|story_?id|aid|idx?n?o?|no|seq|doc_?id)=[\w-]*\d{2,}/i.test(search);
  if (segments.length === 0 && !identifier) return { score: -10, because: 'root of the site' };
  if (fileForm.test(path)) return { score: -10, because: 'a file, not a page' };
  const reasons: string[] = [];
  let score = 0;
  const add = (points: number, reason: string): void => {
    score += points;
    reasons.push(reason);
  };
  if (dateForms.test(path)) add(3, 'date in the path');
  else if (monthForm.test(path)) add(1.5, 'month in the path');
  const words = slugWords(last);
  if (words >= 4) add(3, 'long slug');
  else if (words === 3) add(1.5, 'slug');
  else if (words === 2) add(0.5, 'short slug');
  if (segments.some((segment) => /\d{5,}/.test(segment) || isCode(segment))) add(2, 'identifier in the path');
  else if (/(?:^|-)[a-z]?\d{3,4}$/i.test(last) && segments.length > 1) add(1, 'number in the path');
  if (identifier) add(2, 'identifier in the query');
  if (/\.(?:html?|shtml|ece|story)$/i.test(path) && segments.length > 1) add(0.5, 'page suffix');
  const names = segments.map((segment) => segment.toLowerCase());
  if (names.slice(0, -1).some((name) => articleWords.has(name))) add(1.5, 'article folder');
  if (names.some((name) => listWords.has(name))) add(-5, 'word of a list page');
  if (segments.length <= 2 && words <= 2 && !/\d/.test(last) && !identifier) add(-2, 'short path');
  return { score, because: reasons.join(', ') };
}

/** A number or code that a system gave: `3f2a9c01-…`, `a-slug-c16879335`, `a-slug-k3x9q1zz`. */
function isCode(segment: string): boolean {
  const end = segment.slice(segment.lastIndexOf('-') + 1);
  return (
    /^[\da-f]{8,}(?:-[\da-f]{4,})*$/i.test(segment) ||
    (/^[\da-z]{8,12}$/i.test(end) && /\d/.test(end) && /[a-z]/i.test(end))
  );
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray percent sign: as it is
  }
}

/** Words of a slug; in scripts without spaces, every five characters count as one. */
function slugWords(slug: string): number {
  const words = slug.split(/[-_+ ,]+/).filter((word) => /\p{L}{2,}/u.test(word));
  const dense = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]/.test(slug) ? Math.floor(slug.length / 5) : 0;
  return Math.max(words.length, dense);
}

/** The address with what differs between articles of one kind left out: `/news/2025/02/a-long-slug-123` → `/news/#/#/w-#`. */
export function patternOf(url: Url): string {
  return new URL(url).pathname
    .split('/')
    .map((segment, index, all) => {
      if (/^\d+$/.test(segment)) return '#';
      if (index < all.length - 1 && !/-.*-/.test(segment)) return segment;
      return /\d{3,}/.test(segment)
        ? 'w-#'
        : segment.includes('-') || segment.includes('%')
          ? 'w'
          : segment === ''
            ? ''
            : 'x';
    })
    .join('/');
}
