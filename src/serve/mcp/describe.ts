import { fieldValues, type ArticleDiff } from '../../diff/diff-articles.ts';
import { partsAfter, partsBefore } from '../../diff/diff-blocks.ts';
import type { StorySentence } from '../../model/story.ts';
import type { ChangedArticle } from '../../pipeline/read-changes.ts';
import { absoluteUrl } from '../../publish/address.ts';
import type { StoryPage } from '../../publish/story.ts';
import type { AppContext } from '../app-context.ts';
import { outletName } from '../outlet-name.ts';
import { toArticle } from '../rest/list-articles.ts';
import { toText, type ReadContext, type ShownArticle } from '../rest/read-text.ts';
import type { ArticleAnswer } from '../rest/schemas.ts';

// What models take in at once; the rest is read with `offset`.
const maxChars = 20_000;

/** An article as one cites it: title, outlet, date, our page, the original. */
export function describeArticle(article: ArticleAnswer, context: AppContext, excerpt = article.summary): string {
  const { id, title, url, source, date, language } = article;
  const lines = [
    title,
    `  ${outletName(context, article.outlet)}, ${date.slice(0, 10)}; ${language}; id ${id}`,
    `  Our page: ${url}`,
    `  Original: ${source}`,
  ];
  return [...lines, ...(excerpt === '' ? [] : [`  ${excerpt.replace(/\s+/g, ' ')}`])].join('\n');
}

export function describeText(found: ShownArticle, context: ReadContext, offset: number): string {
  const text = toText(context, found);
  const part = text.markdown.slice(offset, offset + maxChars);
  const rest = text.markdown.length - offset - part.length;
  const notes = [
    ...(text.authors.length > 0 ? [`  By ${text.authors.join(', ')}`] : []),
    ...(text.gone === undefined ? [] : [`  The outlet has it no longer (seen ${text.gone.slice(0, 10)}).`]),
    ...(text.revision > 1 ? [`  Changed by its outlet: this is revision ${text.revision}.`] : []),
    ...(text.shown === 'full' ? [] : [`  No more than this may be shown (${text.shown}); read on at the original.`]),
  ];
  const more = rest > 0 ? `\n\n[${rest} more characters: read on with offset ${offset + part.length}.]` : '';
  return `${[describeArticle(text, context, ''), ...notes].join('\n')}\n\n${part}${more}`;
}

export function describeStory({ card, view, posts }: StoryPage, context: AppContext): string {
  const urlOf = (path: string): string => absoluteUrl(context.pages.site.url, posts.get(path)?.folder ?? '');
  const cite = ({ path, text }: StorySentence): string =>
    `- ${text} (${posts.get(path)?.outlet.name ?? ''}, ${urlOf(path)})`;
  const reports = view.story.members.map(
    ({ path, url, publishedMs, copyOf }) =>
      `- ${posts.get(path)?.title ?? ''}\n  ${posts.get(path)?.outlet.name ?? ''}, ${new Date(publishedMs).toISOString().slice(0, 16)}${copyOf === undefined ? '' : '; a copy'}\n  Our page: ${urlOf(path)}\n  Original: ${url}`,
  );
  const quotes = view.quotes.map(
    ({ speaker, text, isDirect, paths }) =>
      `- ${speaker === '' ? 'Somebody' : speaker}: ${isDirect ? `“${text}”` : text} (${paths.map(urlOf).join(', ')})`,
  );
  const timeline = view.timeline.map(({ date, sentence }) => `- ${date}: ${cite(sentence).slice(2)}`);
  const part = (head: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `\n\n${head}\n${lines.join('\n')}`;
  const head = `${card.title}\n  id ${card.id}; ${context.pages.site.url}${card.folder}/`;
  const summary = part('Summary, in the words of the outlets', view.summary.map(cite));
  return `${head}${summary}${part('Reports', reports)}${part('Quotes', quotes)}${part('Dates', timeline)}`;
}

export function describeChanges(
  { article, file, changes }: ChangedArticle,
  context: AppContext,
  isWhole: boolean,
): string {
  const { summary } = file.frontMatter;
  const told = changes.map(({ revision, at, diff }) => {
    const { added, removed } = diff.words;
    const line = `  Revision ${revision}, ${at.slice(0, 16)}: +${added} −${removed} words`;
    return isWhole ? `${line}\n${describeDiff(diff)}` : line;
  });
  return [describeArticle(toArticle(context, { ...article, summary }), context, ''), ...told]
    .join('\n')
    .slice(0, maxChars);
}

function describeDiff({ fields, blocks }: ArticleDiff): string {
  const lines = fields.flatMap((field) => {
    const { before, after } = fieldValues(field);
    return field.field === 'image' ? [] : [`    ${field.field}: ${before} → ${after}`];
  });
  for (const block of blocks.filter(({ kind }) => kind !== 'same')) {
    const [before, after] = [partsBefore([block]), partsAfter([block])];
    if (before !== '') lines.push(`    - ${before.replace(/\s+/g, ' ')}`);
    if (after !== '') lines.push(`    + ${after.replace(/\s+/g, ' ')}`);
  }
  return lines.join('\n');
}
