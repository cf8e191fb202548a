import { createHash } from 'node:crypto';
import { markdownToText } from '../../markdown/to-text.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { Story, StoryArticle, StoryMember, TranslatedText } from '../../model/story.ts';
import { sourceLineOf } from '../../publish/post.ts';
import { minOutletsOfStory, outletCount, storyFolder } from '../../publish/story.ts';

/** A story as everybody may see it: without the articles that nothing is shown of, as if they were not there. Where the article is
 *  hidden that others are copies of, they are copies of the first of them. Undefined when too few are left. */
export function shownStory(story: Story, isShown: (path: string) => boolean): Story | undefined {
  const firstOf = new Map<string, string>();
  const members = story.members
    .filter(({ path }) => isShown(path))
    .map((member): StoryMember => {
      const { copyOf, ...own } = member;
      if (copyOf === undefined || isShown(copyOf)) return member;
      const first = firstOf.get(copyOf);
      if (first === undefined) firstOf.set(copyOf, member.path);
      return first === undefined ? own : { ...own, copyOf: first };
    });
  if (outletCount({ members }) < minOutletsOfStory) return undefined;
  const times = members.map(({ publishedMs }) => publishedMs);
  return { ...story, members, firstMs: Math.min(...times), lastMs: Math.max(...times) };
}

/** Where the page of a shown story lies: by the article that it has its id from, so that it stays while the id does. When nothing of
 *  that one is shown, its name is not either. */
export function folderOfStory({ id, members }: Story): string {
  const named = members.find(({ path }) => isNamedAfter(id, path)) ?? members[0];
  return storyFolder(id, named?.path ?? '', named?.publishedMs ?? 0);
}

function isNamedAfter(id: string, path: string): boolean {
  return id === `s${createHash('sha256').update(path).digest('hex').slice(0, 12)}`;
}

/** What the stages read of an article. `file`, and `translation` where there is one: as they may be shown. */
export function toStoryArticle(
  member: StoryMember,
  file: ArticleFile,
  outlet: { readonly name: string; readonly country?: string },
  translation?: ArticleFile,
): StoryArticle {
  const { frontMatter, body } = file;
  return {
    ...{ path: member.path, url: member.url, outlet: member.outlet, outletName: outlet.name },
    ...(outlet.country !== undefined && { country: outlet.country }),
    language: member.language,
    title: frontMatter.title,
    publishedMs: member.publishedMs,
    zone: /(?:[+-]\d\d:\d\d)$/.exec(frontMatter.courant?.published ?? '')?.[0] ?? 'UTC',
    text: textOf(body),
    tags: frontMatter.tags,
    ...(member.copyOf !== undefined && { copyOf: member.copyOf }),
    ...(translation && { translation: toTranslatedText(translation, member.language) }),
  };
}

function toTranslatedText({ frontMatter, body }: ArticleFile, from: string): TranslatedText {
  const { courant, lang, title } = frontMatter;
  const origin = { from: courant?.translatedFrom ?? from, engine: courant?.engine ?? '' };
  return { language: lang[0] ?? 'und', ...origin, title, text: textOf(body) };
}

/** Plain text, a paragraph a line. */
function textOf(body: string): string {
  return markdownToText(proseOf(sourceLineOf(body).body)).replace(/\n{2,}/g, '\n');
}

/** A picture, with its caption or alone, also where it was made a link; and an embed. Addresses hold pairs of parentheses, one within
 *  the other at most (`writeHref`). */
const figure = /^!?\[(?:\\.|[^\]\\])*\]\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)(?:\\\n\*[\s\S]*\*)?$/;

/** Markdown without what is no running text: headings, tables, pictures and their captions are nothing to quote. */
function proseOf(body: string): string {
  const blocks = body.split(/\n{2,}/);
  return blocks.filter((block) => !figure.test(block) && !/^(?:#{1,6} |\|)/.test(block)).join('\n\n');
}
