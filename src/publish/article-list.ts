import { linkTo } from './address.ts';
import { isOtherLanguage } from './formats.ts';
import { dayFolder } from './lists.ts';
import { dotted, markup, trusted, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { fillDate } from './strings.ts';
import type { Strings } from './strings/strings-form.ts';
import { translationMark } from './translation.ts';

/** Stands in a fragment where the way to the root comes: no text holds it, since escaping takes it out. */
export const rootMark = '\u0001';

/** One article in a list, the same on every page of a tree but for the way to the root, for which `rootMark` stands. */
export function renderItem(context: SiteContext, post: Post): string {
  return context.theme.item(itemView(context, post, rootMark, 'list'));
}

/** The article that opens a page, in large. */
export function renderLead(context: SiteContext, post: Post, root: string): Markup {
  return trusted(context.theme.lead(itemView(context, post, root, 'lead')));
}

function itemView(context: SiteContext, post: Post, root: string, place: 'lead' | 'list') {
  return {
    t: context.t,
    language: attributes(post),
    url: link(root, post.folder),
    title: post.title,
    titleClass: titleClass(post.title),
    summary: post.summary,
    meta: metaLine(context, post, root, place),
    picture: post.image && imageElement(post.image, root, '', place),
  };
}

/** A link in a fragment: its address is escaped already, and the mark in it must not be. */
function link(root: string, folder: string): Markup {
  return trusted(linkTo(root, folder).replaceAll("'", '&#39;'));
}

// Among how many of the newest the one that opens the page is looked for: further back would no longer be news.
// One without a date may be of any age, so it opens the page only when no other is there.
const leadReach = 6;

/** The article that opens the first page; `posts` newest first. */
export function findLead(posts: readonly Post[]): Post | undefined {
  const newest = preferDated(posts).slice(0, leadReach);
  return newest.find((post) => post.image !== undefined) ?? newest[0];
}

/** The articles whose outlet gives their date, or all when none does. */
export function preferDated(posts: readonly Post[]): readonly Post[] {
  const dated = posts.filter((post) => post.isDateStated);
  return dated.length > 0 ? dated : posts;
}

// About three lines of the large size on a desk.
const longTitle = 90;

/** Sets a long title in a smaller size. Characters as wide as two letters count twice. */
export function titleClass(title: string): Markup {
  const wide = title.match(/[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]/g)?.length ?? 0;
  return trusted(title.length + wide > longTitle ? ' class="long"' : '');
}

/** The language and direction of what an article says, as attributes. */
export function attributes(post: Pick<Post, 'language' | 'direction'>): Markup {
  return markup` lang="${post.language === 'und' ? '' : post.language}" dir="${post.direction}"`;
}

/** A local picture, with its size so that nothing moves when it arrives. The one that leads a page comes first, the others
 *  when they are needed. */
export function imageElement(
  image: NonNullable<Post['image']>,
  root: string,
  alt: string,
  place: 'lead' | 'list',
): Markup {
  const when = trusted(place === 'lead' ? 'fetchpriority="high"' : 'loading="lazy" decoding="async"');
  const { path, width, height } = (place === 'list' ? image.small : image.medium) ?? image;
  return markup`<img src="${trusted(root)}${encodeImagePath(path)}" width="${width}" height="${height}" alt="${alt}" ${when}>`;
}

/** The address of a picture from the root. */
export function encodeImagePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function metaLine(context: SiteContext, post: Post, root: string, place: 'lead' | 'list'): Markup {
  const { formats, language } = context;
  const pieces = [
    ...labelsOf(post, context.strings).map((label) => markup`<strong class="label">${label}</strong>`),
    markup`<a class="outlet" href="${link(root, inTree(context, `categories/${post.outlet.key}`))}">${post.outlet.name}</a>`,
    post.isDateStated
      ? publishedTime(post, place === 'lead' ? formats.shortDay(post.day) : '')
      : collectedDay(context, post),
    isOtherLanguage(post.language, language) && formats.languageName(post.language),
    translatedLabel(context, post),
  ];
  return markup`<p class="meta" lang="${language}">${dotted(pieces)}</p>`;
}

/** The mark of a translated title; nothing for an original. */
export function translatedLabel(context: SiteContext, post: Pick<Post, 'translation'>): Markup | false {
  const mark = translationMark(context, post);
  return mark !== '' && markup`<span class="translated">${mark}</span>`;
}

function publishedTime(post: Post, day: string): Markup | false {
  const when = [day, post.time].filter(Boolean).join(', ');
  return when !== '' && markup`<time datetime="${publishedText(post)}">${when}</time>`;
}

/** What stands in a list in place of the date of an article that has none. */
function collectedDay({ strings, formats }: SiteContext, post: Post): Markup {
  return fillDate(strings.collected, markup`<time datetime="${post.day}">${formats.shortDay(post.day)}</time>`);
}

/** When an article was published, for machines: an instant, or a day when no more is known. */
export function publishedText(post: Post): string {
  return post.time === '' ? post.day : new Date(post.publishedMs).toISOString();
}

/** What readers should know of an article before they open it. */
export function labelsOf(post: Post, strings: Strings): readonly string[] {
  const kinds: Readonly<Record<string, string>> = {
    'live-blog': strings.live,
    opinion: strings.opinion,
    video: strings.video,
    gallery: strings.gallery,
  };
  const kind = Object.hasOwn(kinds, post.kind) ? kinds[post.kind] : undefined;
  return kind === undefined ? [] : [kind];
}

/** Short links to articles, as the sidebar shows them. */
export function renderHeadlines(context: SiteContext, posts: readonly Post[], root: string): Markup {
  const items = posts.map(
    (post) =>
      markup`<li><a href="${linkTo(root, post.folder)}"><bdi${attributes(post)}>${post.title}</bdi></a> <span class="meta">${dotted([post.outlet.name, !post.isDateStated && collectedDay(context, post), translatedLabel(context, post)])}</span></li>`,
  );
  return markup`<ul class="headlines">${items}</ul>`;
}

/** The link to the list of a day. */
export function dayLink(context: SiteContext, day: string, root: string): string {
  return linkTo(root, inTree(context, dayFolder(day)));
}
