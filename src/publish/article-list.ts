import { linkTo, rootFrom } from './address.ts';
import { dotted, markup, trusted, type Markup, type MarkupValue } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { Post } from './site-plan.ts';
import { fillDate } from './strings.ts';
import type { Strings } from './strings/strings-form.ts';

/** What a list leaves out because its page says it already. */
export interface ListOptions {
  readonly root: string;
  readonly hideOutlet?: boolean;
  /** Begin with one article in large. */
  readonly hasLead?: boolean;
}

// Among how many of the newest the one that opens the page is looked for: further back would no longer be news.
// One without a date may be of any age, so it opens the page only when no other is there.
const leadReach = 6;

/** Articles, newest first, under a heading for each day. */
export function renderArticleList(context: SiteContext, posts: readonly Post[], options: ListOptions): Markup {
  if (posts.length === 0) return markup`<p class="empty">${context.strings.noArticles}</p>`;
  const lead = options.hasLead ? findLead(posts) : undefined;
  const groups: { day: string; posts: Post[] }[] = [];
  for (const post of posts) {
    if (post === lead) continue;
    const last = groups.at(-1);
    if (last?.day === post.day) last.posts.push(post);
    else groups.push({ day: post.day, posts: [post] });
  }
  const days = groups.map(
    ({ day, posts: ofDay }) => markup`<section class="day">
<h2 class="day-name"><a href="${linkTo(options.root, dayFolder(day))}"><time datetime="${day}">${context.formats.day(day)}</time></a></h2>
${ofDay.map((post) => renderItem(context, post, options))}</section>
`,
  );
  return markup`${lead && renderLead(context, lead, options)}${days}`;
}

function findLead(posts: readonly Post[]): Post | undefined {
  const newest = preferDated(posts).slice(0, leadReach);
  return newest.find((post) => post.image !== undefined) ?? newest[0];
}

/** The articles whose outlet gives their date, or all when none does. */
export function preferDated(posts: readonly Post[]): readonly Post[] {
  const dated = posts.filter((post) => post.isDateStated);
  return dated.length > 0 ? dated : posts;
}

/** Where the list of a day lies. */
export function dayFolder(day: string): string {
  return `post/${day.replaceAll('-', '/')}`;
}

function renderLead(context: SiteContext, post: Post, options: ListOptions): Markup {
  return markup`<article class="lead-item"${attributes(post)}>
${post.image && picture(post, options.root, 'lead')}
<div class="lead-text">
<h2${titleClass(post.title)}><a href="${linkTo(options.root, post.folder)}">${post.title}</a></h2>
<p class="summary">${post.summary}</p>
${metaLine(context, post, options, context.formats.shortDay(post.day))}
</div>
</article>
`;
}

function renderItem(context: SiteContext, post: Post, options: ListOptions): Markup {
  return markup`<article class="item${post.image ? ' with-picture' : ''}"${attributes(post)}>
<div class="item-text">
<h3><a href="${linkTo(options.root, post.folder)}">${post.title}</a></h3>
${post.summary !== '' && markup`<p class="summary">${post.summary}</p>`}
${metaLine(context, post, options, '')}
</div>
${post.image && picture(post, options.root, 'list')}
</article>
`;
}

// About three lines of the large size on a desk.
const longTitle = 90;

/** Sets a long title in a smaller size. Characters as wide as two letters count twice. */
export function titleClass(title: string): Markup | false {
  const wide = title.match(/[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]/g)?.length ?? 0;
  return title.length + wide > longTitle && trusted(' class="long"');
}

/** The language and direction of what an article says, as attributes. */
export function attributes(post: Pick<Post, 'language' | 'direction'>): Markup {
  return markup` lang="${post.language === 'und' ? '' : post.language}" dir="${post.direction}"`;
}

// The picture repeats the link beside it: hidden from the tab order and from screen readers, which have the title.
function picture(post: Post, root: string, place: 'lead' | 'list'): Markup | false {
  if (post.image === undefined) return false;
  return markup`<a class="picture" href="${linkTo(root, post.folder)}" tabindex="-1" aria-hidden="true">${imageElement(post.image, root, '', place)}</a>`;
}

/** A local picture, with its size so that nothing moves when it arrives. The one that leads a page comes first, the others
 *  when they are needed. */
export function imageElement(
  image: { readonly path: string; readonly width: number; readonly height: number },
  root: string,
  alt: string,
  place: 'lead' | 'list',
): Markup {
  const when = trusted(place === 'lead' ? 'fetchpriority="high"' : 'loading="lazy" decoding="async"');
  return markup`<img src="${root}${encodeImagePath(image.path)}" width="${image.width}" height="${image.height}" alt="${alt}" ${when}>`;
}

/** The address of a picture from the root. */
export function encodeImagePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function metaLine(context: SiteContext, post: Post, options: ListOptions, day: string): Markup {
  const { formats, language } = context;
  const isForeign = post.language !== 'und' && post.language.split('-', 1)[0] !== language.split('-', 1)[0];
  const pieces = [
    ...labelsOf(post, context.strings).map((label) => markup`<strong class="label">${label}</strong>`),
    options.hideOutlet !== true &&
      markup`<a class="outlet" href="${linkTo(options.root, post.outlet.folder)}">${post.outlet.name}</a>`,
    post.isDateStated ? publishedTime(post, day) : collectedDay(context, post),
    isForeign && formats.languageName(post.language),
  ];
  return markup`<p class="meta" lang="${language}">${dotted(pieces)}</p>`;
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
  const { courant } = post.file.frontMatter;
  const kinds: Readonly<Record<string, string>> = {
    'live-blog': strings.live,
    opinion: strings.opinion,
    video: strings.video,
    gallery: strings.gallery,
  };
  const kind = courant !== undefined && Object.hasOwn(kinds, courant.kind) ? kinds[courant.kind] : undefined;
  return kind === undefined ? [] : [kind];
}

/** Short links to articles, as the sidebar shows them. */
export function renderHeadlines(context: SiteContext, posts: readonly Post[], root: string): Markup {
  const items = posts.map(
    (post) =>
      markup`<li><a href="${linkTo(root, post.folder)}"><bdi${attributes(post)}>${post.title}</bdi></a> <span class="meta">${dotted([post.outlet.name, !post.isDateStated && collectedDay(context, post)])}</span></li>`,
  );
  return markup`<ul class="headlines">${items}</ul>`;
}

/** The links that lead out of a page of a list. */
export function renderPager(
  context: SiteContext,
  page: {
    readonly number: number | undefined;
    readonly older: number | undefined;
    readonly newer: number | 'newest' | undefined;
  },
  folderOf: (number: number | 'newest') => string,
  from: string,
): Markup | false {
  if (page.older === undefined && page.newer === undefined) return false;
  const { strings, formats } = context;
  const link = (target: number | 'newest', label: MarkupValue, rel: string): Markup =>
    markup`<li><a href="${linkTo(rootFrom(from), folderOf(target))}"${rel !== '' && markup` rel="${rel}"`}>${label}</a></li>`;
  const here = page.number === undefined ? strings.newest : strings.page.replace('{n}', formats.number(page.number));
  return markup`<nav class="pager" aria-label="${strings.pages}"><ul>
${page.newer !== undefined && page.newer !== 'newest' && link('newest', strings.newest, '')}
${page.newer !== undefined && link(page.newer, markup`<span class="arrow" aria-hidden="true">←</span> ${strings.newer}`, 'prev')}
<li><span aria-current="page">${here}</span></li>
${page.older !== undefined && link(page.older, markup`${strings.older} <span class="arrow" aria-hidden="true">→</span>`, 'next')}
${page.older !== undefined && page.older !== 1 && link(1, strings.oldest, '')}
</ul></nav>`;
}
