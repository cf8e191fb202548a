import type { StoryMember } from '../model/story.ts';
import { linkTo } from './address.ts';
import { attributes, translatedLabel } from './article-list.ts';
import { isOtherLanguage } from './formats.ts';
import { dotted, markup, nothing, type Markup, type MarkupValue } from './markup.ts';
import type { Post } from './post.ts';
import type { SiteContext } from './site-context.ts';
import { foldCopies, type StoryPage } from './story.ts';

/** The articles of a story as they came: the first one, then each with how much later it was. Copies stand with the article
 *  that was published first. */
export function renderReports(context: SiteContext, page: StoryPage, root: string): Markup {
  const { members, firstMs } = page.view.story;
  const items = foldCopies(members).map(({ article, copies }, index) => {
    const post = shownPost(page, article.path);
    if (post === undefined) return nothing;
    const later =
      index === 0
        ? markup`<strong class="label">${context.strings.first}</strong>`
        : laterBy(context, article.publishedMs - firstMs);
    return markup`<li><h3><a href="${linkTo(root, post.folder)}"><bdi${attributes(post)}>${post.title}</bdi></a></h3>
<p class="meta">${dotted([...facts(context, post), later])}</p>
${renderCopies(context, article, copies, page, root)}</li>
`;
  });
  return markup`<ol class="came">
${items}</ol>
`;
}

/** The article in the language of the page, when it can be had in it. */
function shownPost({ posts, translations }: StoryPage, path: string): Post | undefined {
  return translations?.get(path) ?? posts.get(path);
}

function facts(context: SiteContext, post: Post): readonly MarkupValue[] {
  const { formats, language } = context;
  return [
    markup`<span class="outlet">${post.outlet.name}</span>`,
    post.isDateStated &&
      markup`<time datetime="${new Date(post.publishedMs).toISOString()}">${formats.moment(post.publishedMs, language)}</time>`,
    isOtherLanguage(post.language, language) && formats.languageName(post.language),
    translatedLabel(context, post),
  ];
}

function laterBy({ formats }: SiteContext, ms: number): string | false {
  return ms >= 60_000 && `+${formats.duration(ms)}`;
}

function renderCopies(
  context: SiteContext,
  article: StoryMember,
  copies: readonly StoryMember[],
  page: StoryPage,
  root: string,
): Markup {
  const posts = copies.flatMap(({ path }) => shownPost(page, path) ?? []);
  if (posts.length === 0) return nothing;
  const others = new Set(copies.map(({ outlet }) => outlet).filter((outlet) => outlet !== article.outlet)).size;
  const { strings, formats } = context;
  const label = others > 0 ? formats.plural(strings.copies, others) : `+${formats.number(posts.length)}`;
  const items = posts.map(
    (post) =>
      markup`<li><a href="${linkTo(root, post.folder)}"><bdi${attributes(post)}>${post.title}</bdi></a> <span class="meta">${dotted(facts(context, post))}</span></li>\n`,
  );
  return markup`<details class="copies"><summary>${label}</summary>
<ul>
${items}</ul></details>
`;
}
