import { renderMarkdown } from '../markdown/render-markdown.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Showing } from '../model/policy.ts';
import { toExtract } from '../model/rights.ts';
import { sourceLineOf } from './post.ts';

/** The article as everybody may see it: the one place where text and pictures are cut. All that leaves the archive is made from
 *  what this gives: pages, feeds, search, sitemaps, the tree for Hugo, the API. Undefined: nothing of it is shown.
 *  An article that is shown in full with its pictures is given back as it is. */
export function showArticle(file: ArticleFile, showing: Showing, nowMs: number): ArticleFile | undefined {
  if (showing.text === 'private' || nowMs >= showing.until) return undefined;
  const { frontMatter, body } = file;
  const hasPictures = showing.images !== 'none' && showing.text !== 'headline';
  const thumbnail = hasPictures ? frontMatter.thumbnail : '';
  if (showing.text === 'full') {
    if (hasPictures) return file;
    // A picture becomes a link to it: the text around it may speak of it. `!![` would leave another one.
    return { ...file, frontMatter: { ...frontMatter, thumbnail }, body: body.replace(/!+\[/g, '[') };
  }
  const summary = toExtract(frontMatter.summary.replace(/\.{3,}$/, '…'), showing.chars);
  const extract = renderMarkdown([{ kind: 'paragraph', inlines: [{ kind: 'text', text: summary }] }]);
  return {
    ...file,
    frontMatter: { ...frontMatter, summary, thumbnail, lead: '', toc: false, mathjax: false },
    body: [extract, sourceLineOf(body).line].filter(Boolean).join('\n\n'),
  };
}
