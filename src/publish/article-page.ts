import { markdownToHtml } from '../markdown/to-html.ts';
import { countWords } from '../text/words.ts';
import { linkTo, rootFrom } from './address.ts';
import { attributes, dayFolder, encodeImagePath, imageElement, labelsOf, titleClass } from './article-list.ts';
import { renderPage } from './layout.ts';
import { dotted, markup, trusted, type Markup, type MarkupValue } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { Post, SitePlan } from './site-plan.ts';
import { fill, fillDate } from './strings.ts';
import { articleMetadata } from './structured-data.ts';

const wordsPerMinute = 220;

/** The articles before and after this one in time. */
export interface Neighbors {
  readonly older: Post | undefined;
  readonly newer: Post | undefined;
}

/** The page of one article. */
export function renderArticlePage(
  context: SiteContext,
  plan: SitePlan,
  post: Post,
  neighbors: Neighbors,
  sidebar: (names: readonly string[], root: string) => Markup,
): string {
  const root = rootFrom(post.folder);
  const { frontMatter } = post.file;
  const side = frontMatter.sidebar === 'left' ? 'left' : 'right';
  return renderPage(context, {
    folder: post.folder,
    title: post.title,
    description: post.summary,
    head: articleMetadata(context, post),
    feeds: { folder: post.outlet.folder, title: post.outlet.name },
    main: markup`${article(context, plan, post, root)}${frontMatter.pager && neighborLinks(context, neighbors, root)}`,
    sidebar: frontMatter.sidebar === false ? undefined : { side, content: sidebar(frontMatter.widgets, root) },
  });
}

/** Marks words of the interface within an article, which may be in another language and direction. */
function own({ language, direction }: SiteContext, content: MarkupValue): Markup {
  return markup`<bdi lang="${language}" dir="${direction}">${content}</bdi>`;
}

function article(context: SiteContext, plan: SitePlan, post: Post, root: string): Markup {
  const { strings } = context;
  const { lead, courant } = post.file.frontMatter;
  const labels = [...labelsOf(post, strings), ...(courant?.free === false ? [strings.subscribers] : [])];
  return markup`<article class="post"${attributes(post)}>
<header class="post-head">
<p class="kicker"><a class="outlet" href="${linkTo(root, post.outlet.folder)}">${post.outlet.name}</a>${labels.map(
    (label) => markup` <strong class="label">${own(context, label)}</strong>`,
  )}</p>
<h1${titleClass(post.title)}>${post.title}</h1>
${lead !== '' && markup`<p class="lead">${lead}</p>`}
${factLines(context, post, root)}
${originalLink(context, post)}
</header>
${leadPicture(post, root)}
<div class="prose">
${trusted(makeUsable(renderBody(plan, post, root)))}</div>
${articleFoot(context, post, root)}
</article>
`;
}

/** The body as HTML. Pictures without a local copy are not shown: readers' browsers ask nobody but this site. */
export function renderBody(plan: SitePlan, post: Post, base: string): string {
  const { thumbnail } = post.file.frontMatter;
  const html = markdownToHtml(post.body, {
    localImage: (url) => {
      const image = plan.images.get(url);
      if (image === undefined || !post.allowed.showsPictures) return undefined;
      const { width, height } = image;
      return { src: base + encodeImagePath(image.path), width, height, isLead: url === thumbnail };
    },
  });
  return outlineHeadings(html);
}

/** Makes tables and code usable by everyone: what is wide scrolls by itself, by keyboard too; header cells say what they head.
 *  `html` is our own, so nothing but an element can look like one. */
function makeUsable(html: string): string {
  return html
    .replaceAll('<table>', '<div class="table-frame" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replace(/<th( class="[a-z-]+")?><\/th>/g, '<td$1></td>')
    .replace(/<th(?=[ >])/g, '<th scope="col"');
}

/** Numbers the headings of a body from 2, below the title, and without gaps: outlets begin at any level and leave some out.
 *  `html` is our own, so nothing but an element can look like one. */
function outlineHeadings(html: string): string {
  const open: number[] = [];
  return html.replace(/<(\/?)h([1-6])>/g, (_, slash: string, digit: string) => {
    const level = Number(digit);
    if (slash === '') {
      while ((open.at(-1) ?? 0) >= level) open.pop();
      open.push(level);
    }
    return `<${slash}h${Math.min(open.length + 1, 6)}>`;
  });
}

function factLines(context: SiteContext, post: Post, root: string): Markup {
  const { strings, formats, language } = context;
  const { courant } = post.file.frontMatter;
  const authors = courant?.authors ?? [];
  const minutes = Math.max(1, Math.round(wordsIn(post.body) / wordsPerMinute));
  const facts = [
    publishedFact(context, post, root),
    post.modifiedMs !== undefined &&
      own(context, fillDate(context.strings.updated, timeElement(context, post.modifiedMs, post))),
    own(context, formats.plural(strings.minutes, minutes)),
    post.language !== 'und' && own(context, formats.languageName(post.language)),
    courant !== undefined &&
      courant.revision > 1 &&
      own(context, fill(strings.revision, { n: formats.number(courant.revision) })),
  ];
  const names = fill(strings.by, { authors: formats.list(authors, language) });
  return markup`${authors.length > 0 && markup`<p class="byline">${own(context, names)}</p>\n`}<p class="facts">${dotted(facts)}</p>`;
}

/** How many words a body has. The exact measure is needed only where words have no spaces between them; it takes ten times
 *  as long, which is a tenth of a build. */
function wordsIn(body: string): number {
  return /[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/.test(body)
    ? countWords(body)
    : body.split(/\s+/).length;
}

/** The date of publication; without one the day on which we fetched the article, and that it is no more than that. */
function publishedFact(context: SiteContext, post: Post, root: string): Markup {
  const { strings, formats, language } = context;
  const link = (when: Markup): Markup => markup`<a href="${linkTo(root, dayFolder(post.day))}">${when}</a>`;
  if (!post.isDateStated) {
    const day = markup`<time datetime="${post.day}">${formats.date(post.day, language)}</time>`;
    return own(context, fillDate(strings.collected, link(day)));
  }
  if (post.time !== '') return link(timeElement(context, post.publishedMs, post));
  const day = markup`<time datetime="${post.day}"${attributes(post)}>${formats.date(post.day, post.language)}</time>`;
  return link(day);
}

function timeElement(context: SiteContext, epochMs: number, post: Post): Markup {
  const instant = new Date(epochMs).toISOString();
  return markup`<time datetime="${instant}"${attributes(post)}>${context.formats.moment(epochMs, post.language)}</time>`;
}

function originalLink(context: SiteContext, post: Post): Markup | false {
  if (post.sourceUrl === '') return false;
  const text = fill(context.strings.readAt, { outlet: post.outlet.name });
  return markup`<p class="original"><a href="${post.sourceUrl}" rel="external noopener">${own(context, text)} <span class="arrow" aria-hidden="true">↗</span></a></p>`;
}

/** The picture of the front matter, unless the body has it too. */
function leadPicture(post: Post, root: string): Markup | false {
  const { thumbnail } = post.file.frontMatter;
  if (post.image === undefined || post.body.includes(thumbnail)) return false;
  return markup`<figure class="lead-picture">${imageElement(post.image, root, '', 'lead')}</figure>`;
}

function articleFoot(context: SiteContext, post: Post, root: string): Markup {
  const { strings } = context;
  const rights = post.file.frontMatter.courant?.rights ?? [];
  const tags = post.tags.map((tag) => {
    const name = markup`<bdi>${tag.name}</bdi>`;
    return markup`<li>${tag.hasPage ? markup`<a href="${linkTo(root, tag.folder)}" rel="tag">${name}</a>` : name}</li>`;
  });
  return markup`<footer class="post-foot">
${
  post.sourceUrl !== '' &&
  markup`<p class="source"><span>${own(context, strings.source)}</span> <a href="${post.sourceUrl}" rel="external noopener">${post.outlet.name}</a></p>`
}
${rights.length > 0 && markup`<p class="rights">${own(context, fill(strings.rights, { signals: rights.join(', ') }))}</p>`}
${tags.length > 0 && markup`<div class="source tagged"><span>${own(context, strings.tags)}</span><ul class="terms">${tags}</ul></div>`}
</footer>`;
}

function neighborLinks({ strings }: SiteContext, { older, newer }: Neighbors, root: string): Markup | false {
  if (older === undefined && newer === undefined) return false;
  const link = (post: Post, label: string, rel: string): Markup =>
    markup`<a class="${rel}" href="${linkTo(root, post.folder)}" rel="${rel}"><span class="meta">${label}</span> <bdi${attributes(post)}>${post.title}</bdi></a>`;
  return markup`<nav class="neighbors" aria-label="${strings.pages}">
${older && link(older, strings.previousArticle, 'prev')}
${newer && link(newer, strings.nextArticle, 'next')}
</nav>`;
}
