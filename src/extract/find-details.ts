import type { ArticleKind, Image } from '../model/article.ts';
import { cutText } from '../text/cut-text.ts';
import { repairText } from '../text/repair.ts';
import { toUrl } from '../url/normalize.ts';
import { isNode, pathKey, textOfLd, typesOf, valuesOf } from './json-ld.ts';
import type { LdNode } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

/** The lead image that the page names, with its size where told. Sources: schema.org/image, Open Graph. */
export function findLeadImage(witnesses: Witnesses): Found<Image> | undefined {
  const { facts, articles } = witnesses;
  const og = metaOf(
    facts,
    'og:image:secure_url',
    'og:image',
    'og:image:url',
    'twitter:image',
    'twitter:image:src',
    'parsely-image-url',
    'sailthru.image.full',
    'thumbnail',
  );
  const told = ldImage(articles, witnesses.nodes);
  const size = {
    width: pixels(metaOf(facts, 'og:image:width')?.value),
    height: pixels(metaOf(facts, 'og:image:height')?.value),
    alt: metaOf(facts, 'og:image:alt', 'twitter:image:alt')?.value ?? '',
  };
  const list: readonly (readonly [
    string,
    string,
    number,
    { width?: number | undefined; height?: number | undefined; alt: string },
  ])[] = [
    [og?.value ?? '', `meta ${og?.name ?? ''}`, 0.9, size],
    [told?.url ?? '', 'json-ld image', 0.9, { width: told?.width, height: told?.height, alt: told?.alt ?? '' }],
    [facts.links.find((link) => link.rel === 'image_src')?.href ?? '', 'link image_src', 0.7, { alt: '' }],
  ];
  for (const [address, from, confidence, { width, height, alt }] of list) {
    const url = address === '' ? null : toUrl(address, facts.baseUrl);
    if (url === null || /\.svg(?:$|\?)|(?:default|placeholder|logo|fallback)[^/]*\.(?:png|jpe?g|gif|webp)/i.test(url))
      continue;
    const image: Image = {
      url,
      alt: repairText(alt),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    };
    return chosen('image', found(image, from, confidence), witnesses, (value) => value.url);
  }
  return undefined;
}

interface LdImage {
  readonly url: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly alt: string;
}

function ldImage(articles: readonly LdNode[], nodes: readonly LdNode[]): LdImage | undefined {
  for (const value of valuesOf(articles.slice(0, 2), 'image')) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') return { url: first, alt: '' };
    if (!isNode(first)) continue;
    const id = first['@id'];
    const target =
      first['url'] === undefined && typeof id === 'string'
        ? (nodes.find((node) => node['@id'] === id) ?? first)
        : first;
    const url = textOfLd(target['url'] ?? target['contentUrl']);
    if (url !== '') {
      return {
        url,
        width: pixels(textOfLd(target['width'])),
        height: pixels(textOfLd(target['height'])),
        alt: textOfLd(target['caption'] ?? ''),
      };
    }
  }
  return undefined;
}

function pixels(text: string | undefined): number | undefined {
  const value = Number.parseInt(text ?? '', 10);
  return value > 0 && value < 100_000 ? value : undefined;
}

export function findSection({ facts, articles }: Witnesses): string {
  const meta = metaOf(
    facts,
    'article:section',
    'parsely-section',
    'og:article:section',
    'section',
    'cxenseparse:section',
    'sailthru.section',
  );
  const told = articles[0]?.['articleSection'];
  return cutText(textOfLd(Array.isArray(told) ? told[0] : told) || meta?.value || '', 100);
}

/** False when the page says that it is not free to read. Spec: schema.org/isAccessibleForFree. */
export function isFreeToRead({ facts, articles }: Witnesses): boolean {
  for (const article of articles.slice(0, 3)) {
    const told = article['isAccessibleForFree'];
    if (told !== undefined) return !(told === false || /^(?:false|no|0|locked)$/i.test(textOfLd(told)));
  }
  const tier = metaOf(facts, 'article:content_tier')?.value.toLowerCase();
  if (tier !== undefined) return tier !== 'locked';
  const marked = facts.properties.get('isaccessibleforfree')?.[0]?.value.toLowerCase();
  return marked !== 'false';
}

/** What kind of article it says it is. */
export function findKind(witnesses: Witnesses, textLength: number): ArticleKind {
  const { articles, nodes, facts, url } = witnesses;
  const types = articles.slice(0, 3).flatMap((node) => typesOf(node));
  if (types.includes('LiveBlogPosting')) return 'live-blog';
  if (types.includes('OpinionNewsArticle')) return 'opinion';
  const path = pathKey(url);
  const section = findSection(witnesses).toLowerCase();
  const og = metaOf(facts, 'og:type')?.value.toLowerCase() ?? '';
  if (/\/(?:live-?blog|live-?ticker|liveticker)(?:[/-]|$)/.test(path)) return 'live-blog';
  if (
    /(?:^|\W)(?:opinions?|commentary|kommentar|meinung|editorials?|op-ed|opinión|tribune|columns?)(?:\W|$)/.test(
      section,
    ) ||
    /\/(?:opinions?|commentisfree|meinung|kommentare?|editorials?|tribunes?)\//.test(`${path}/`)
  )
    return 'opinion';
  const isShort = textLength < 1500;
  if (
    isShort &&
    (og.startsWith('video') ||
      nodes.some((node) => typesOf(node).includes('VideoObject') && articles.length === 0) ||
      /\/videos?\//.test(path))
  )
    return 'video';
  if (
    isShort &&
    (types.includes('ImageGallery') ||
      nodes.some((node) => typesOf(node).includes('ImageGallery')) ||
      /\/(?:gallery|galleries|galerie|fotostrecke|photos?|slideshow|diaporama|bildergalerie)(?:[/-]|$)/.test(path))
  )
    return 'gallery';
  return 'article';
}
