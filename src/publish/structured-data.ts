import { absoluteUrl } from './address.ts';
import { encodeImagePath, publishedText } from './article-list.ts';
import { markup, scriptData, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { Post } from './post.ts';
import { engineName } from './translation.ts';

const schemaTypes: Readonly<Record<string, string>> = { 'live-blog': 'LiveBlogPosting', opinion: 'OpinionNewsArticle' };

/** What machines read of an article: the original as canonical address, rights, Open Graph, and NewsArticle as JSON-LD.
 *  Spec: ogp.me; schema.org/NewsArticle. */
export function articleMetadata(context: SiteContext, post: Post, versions: readonly Post[] = []): Markup {
  const { site } = context;
  const page = absoluteUrl(site.url, post.folder);
  const image = post.image && { ...post.image, url: site.url + encodeImagePath(post.image.path) };
  const robots = robotsDirectives(post);
  return markup`${post.canonicalUrl !== '' && markup`<link rel="canonical" href="${post.canonicalUrl}">\n`}${
    robots !== '' && markup`<meta name="robots" content="${robots}">\n`
  }${miningMetadata(post)}<meta property="og:type" content="article">
<meta property="og:title" content="${post.title}">
<meta property="og:description" content="${post.summary}">
<meta property="og:url" content="${page}">
<meta property="og:site_name" content="${site.title}">
${post.language !== 'und' && markup`<meta property="og:locale" content="${post.language.replace('-', '_')}">\n`}${
    post.isDateStated &&
    markup`<meta property="article:published_time" content="${publishedText(post)}">
`
  }${post.modifiedMs !== undefined && markup`<meta property="article:modified_time" content="${new Date(post.modifiedMs).toISOString()}">\n`}${
    image &&
    markup`<meta property="og:image" content="${image.url}">
<meta property="og:image:width" content="${image.width}">
<meta property="og:image:height" content="${image.height}">
`
  }<script type="application/ld+json">${scriptData({ ...newsArticle(post, page, image?.url), ...translationData(context, post, versions) })}</script>
`;
}

function newsArticle(post: Post, page: string, image: string | undefined): Readonly<Record<string, unknown>> {
  const published = post.isDateStated ? publishedText(post) : undefined;
  return {
    '@context': 'https://schema.org',
    '@type': (Object.hasOwn(schemaTypes, post.kind) ? schemaTypes[post.kind] : undefined) ?? 'NewsArticle',
    headline: post.title,
    description: post.summary,
    url: page,
    isBasedOn: post.sourceUrl || undefined,
    datePublished: published,
    dateModified: post.modifiedMs === undefined ? published : new Date(post.modifiedMs).toISOString(),
    inLanguage: post.language === 'und' ? undefined : post.language,
    author: post.authors.map((name) => ({ '@type': 'Person', name })),
    publisher: { '@type': 'Organization', name: post.outlet.name },
    isAccessibleForFree: post.isFree,
    keywords: post.tags.length > 0 ? post.tags.map((tag) => tag.name) : undefined,
    image,
  };
}

/** What a translation was made from and by what, and which translations there are. Spec: schema.org/translationOfWork. */
function translationData(
  { site }: SiteContext,
  post: Post,
  versions: readonly Post[],
): Readonly<Record<string, unknown>> {
  const work = ({ folder, language, title, sourceUrl, suffix }: Post): Readonly<Record<string, unknown>> => ({
    '@type': 'NewsArticle',
    headline: title,
    url: absoluteUrl(site.url, folder),
    sameAs: (suffix === '' && sourceUrl) || undefined,
    inLanguage: language === 'und' ? undefined : language,
  });
  const translations = versions.filter(({ translation }) => translation !== undefined);
  if (post.translation === undefined)
    return post.suffix === '' && translations.length > 0 ? { workTranslation: translations.map(work) } : {};
  const original = versions.find(({ suffix }) => suffix === '');
  const translator = engineName(post.translation);
  return {
    translationOfWork: original && original.folder !== post.folder ? work(original) : undefined,
    translator: translator === '' ? undefined : { '@type': 'Organization', name: translator },
  };
}

/** The outlet's wishes in the form search engines read, passed on. */
function robotsDirectives(post: Post): string {
  return post.rights
    .filter((signal) => /^(?!tdm-)[a-z-]+(?::\s?-?\w+)?$|^unavailable_after:[\dT:Z-]+$/i.test(signal))
    .join(', ');
}

/** What the outlet says of text and data mining, passed on. Spec: TDMRep, W3C; RSL 1.0. */
function miningMetadata(post: Post): Markup {
  const rights = post.rights;
  const addresses = (name: string): readonly string[] =>
    rights.flatMap(
      (signal) => httpAddress.exec(signal.startsWith(`${name}:`) ? signal.slice(name.length + 1) : '') ?? [],
    );
  return markup`${rights.includes('tdm-reservation') && markup`<meta name="tdm-reservation" content="1">\n`}${addresses(
    'tdm-policy',
  ).map((url) => markup`<meta name="tdm-policy" content="${url}">\n`)}${addresses('rsl').map(
    (url) => markup`<link rel="license" type="application/rsl+xml" href="${url}">\n`,
  )}`;
}

const httpAddress = /^https?:\/\/[^\s<>"]+$/;
