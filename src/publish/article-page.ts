import { markdownToHtml } from '../markdown/to-html.ts';
import { countWords } from '../text/words.ts';
import { linkTo, rootFrom } from './address.ts';
import { attributes, dayFolder, encodeImagePath, imageElement, labelsOf } from './article-list.ts';
import { renderPage } from './layout.ts';
import { dotted, markup, trusted, type Markup, type MarkupValue } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { Post, SitePlan } from './site-plan.ts';
import { fill } from './strings.ts';
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
<h1>${post.title}</h1>
${lead !== '' && markup`<p class="lead">${lead}</p>`}
${factLines(context, post, root)}
${originalLink(context, post)}
</header>
${leadPicture(post, root)}
<div class="prose">
${trusted(renderBody(plan, post, root))}</div>
${articleFoot(context, post, root)}
</article>
`;
}

/** The body as HTML. Pictures without a local copy are not shown: readers' browsers ask nobody but this site. */
export function renderBody(plan: SitePlan, post: Post, base: string): string {
  return markdownToHtml(post.body, {
    localImage: (url) => {
      const image = plan.images.get(url);
      return image && { src: base + encodeImagePath(image.path), width: image.width, height: image.height };
    },
  });
}

function factLines(context: SiteContext, post: Post, root: string): Markup {
  const { strings, formats, language } = context;
  const { courant } = post.file.frontMatter;
  const authors = courant?.authors ?? [];
  const minutes = Math.max(1, Math.round(wordsIn(post.body) / wordsPerMinute));
  const facts = [
    markup`<a href="${linkTo(root, dayFolder(post.day))}">${publishedAt(context, post)}</a>`,
    post.modifiedMs !== undefined && own(context, updatedAt(context, post.modifiedMs, post)),
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

function publishedAt(context: SiteContext, post: Post): Markup {
  if (post.time !== '') return timeElement(context, post.publishedMs, post);
  return markup`<time datetime="${post.day}"${attributes(post)}>${context.formats.date(post.day, post.language)}</time>`;
}

function updatedAt(context: SiteContext, epochMs: number, post: Post): Markup {
  const [before = '', after = ''] = context.strings.updated.split('{date}');
  return markup`${before}${timeElement(context, epochMs, post)}${after}`;
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
  return markup`<figure class="lead-picture">${imageElement(post.image, root, '', 'eager')}</figure>`;
}

function articleFoot(context: SiteContext, post: Post, root: string): Markup {
  const { strings } = context;
  const rights = post.file.frontMatter.courant?.rights ?? [];
  const tags = post.tags.map(
    (tag) => markup`<li><a href="${linkTo(root, tag.folder)}" rel="tag"><bdi>${tag.name}</bdi></a></li>`,
  );
  return markup`<footer class="post-foot">
${
  post.sourceUrl !== '' &&
  markup`<p class="source"><span>${own(context, strings.source)}</span> <a href="${post.sourceUrl}" rel="external noopener">${post.outlet.name}</a></p>`
}
${rights.length > 0 && markup`<p class="rights">${own(context, fill(strings.rights, { signals: rights.join(', ') }))}</p>`}
${tags.length > 0 && markup`<ul class="terms" aria-label="${strings.tags}">${tags}</ul>`}
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
