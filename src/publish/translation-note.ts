import type { MarkdownOptions } from '../markdown/to-html.ts';
import { linkTo } from './address.ts';
import { attributes, titleClass } from './article-list.ts';
import { directionOf } from './formats.ts';
import { dotted, markup, nothing, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import type { SiteContext } from './site-context.ts';
import { translationFacts } from './translation.ts';

/** What the page of a translation tells of it, with the way to the original; nothing for what an outlet wrote itself.
 *  `versions`: all languages of the article; `isOutdated`: the original has changed since. */
export function translationNote(
  context: SiteContext,
  post: Post,
  { versions, isOutdated }: { readonly versions: readonly Post[]; readonly isOutdated?: boolean },
  root: string,
): Markup {
  if (post.translation === undefined) return nothing;
  const { made, cautions } = translationFacts(context, post.translation, isOutdated);
  return markup`<div class="translation" role="note"${attributes(context)}>
<p class="made">${dotted(made)}</p>
${cautions.map((caution) => markup`<p>${caution}</p>\n`)}${originalLink(context, post, versions, root)}</div>
`;
}

function originalLink({ strings }: SiteContext, post: Post, versions: readonly Post[], root: string): Markup {
  const original = versions.find(({ suffix }) => suffix === '');
  if (original === undefined || original.folder === post.folder) return nothing;
  const { folder, language } = original;
  return markup`<p class="ways"><a href="${linkTo(root, folder)}" rel="alternate"${language !== 'und' && markup` hreflang="${language}"`}>${strings.readOriginal}</a></p>
`;
}

/** The attributes of the headline of a page. One of which no translation passed is in the language of the original. */
export function titleAttributes({ title, translation }: Post): Markup {
  if (translation?.isTitleLeft !== true) return titleClass(title);
  const { from } = translation;
  return markup`${titleClass(title)}${attributes({ language: from, direction: directionOf(from) })}`;
}

/** Marks the blocks of a translation that hold something of the original language. */
export function untranslatedBlocks(context: SiteContext, { translation }: Post): Pick<MarkdownOptions, 'aroundBlock'> {
  if (translation === undefined || translation.left.length === 0) return {};
  const { from, left } = translation;
  const known = new Set(left);
  const name = from === 'und' ? '?' : context.formats.languageName(from);
  const around = {
    before: markup`<div class="untranslated"${attributes({ language: from, direction: directionOf(from) })}>
<p class="untranslated-mark"${attributes(context)}>${name}</p>
`.markup,
    after: '</div>\n',
  };
  return { aroundBlock: (block) => (known.has(block) ? around : undefined) };
}
