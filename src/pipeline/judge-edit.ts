import { decodeHTML } from 'entities';
import { renderText } from '../markdown/render-text.ts';
import { markdownToText } from '../markdown/to-text.ts';
import { withoutSourceLine } from '../markdown/source-line.ts';
import type { Article } from '../model/article.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { headerOf, type Page } from '../model/page.ts';
import { decodeBytes } from '../text/decode.ts';
import { toOneLine } from '../text/one-line.ts';
import { squeeze } from '../text/squeeze.ts';

/** What an outlet edits: the words of an article, and who stands for them. */
export interface EditView {
  readonly title: string;
  readonly authors: readonly string[];
  /** Plain text, a line each; without links to other articles. */
  readonly lines: readonly string[];
}

export function viewOf({ title, authors, blocks }: Article): EditView {
  return toView(title, authors, renderText(blocks));
}

/** As `viewOf`, of a file: for an article whose page is not kept any more. */
export function viewOfFile({ frontMatter, body }: ArticleFile): EditView {
  return toView(frontMatter.title, frontMatter.courant?.authors ?? [], markdownToText(withoutSourceLine(body)));
}

function toView(title: string, authors: readonly string[], text: string): EditView {
  const names = authors.map((name) => toPlain(name).toLowerCase()).filter((name) => name !== '');
  const lines = text.split('\n').map(toPlain);
  return { title: toPlain(title), authors: [...new Set(names)].sort(), lines: lines.filter((line) => line !== '') };
}

function toPlain(text: string): string {
  return toOneLine(text).normalize('NFC');
}

/** Whether the outlet edited an article between two readings of it: its headline, its text (a correction is one), its authors. Other
 *  pictures, dates, topics and link targets are no edit, nor is what a page counts or how long ago it says it was. */
export function isEdited(before: EditView, after: EditView): boolean {
  if (before.title !== after.title) return true;
  // Authors that a page does not name any more stood mostly somewhere else on it.
  if (after.authors.length > 0 && before.authors.join('\n') !== after.authors.join('\n')) return true;
  return steadyText(before) !== steadyText(after);
}

function steadyText({ lines }: EditView): string {
  return lines.filter((line) => !isClock(line)).join('\n');
}

/** Whether two readings differ only in what both pages have: a paragraph that one reading took for the article's, and the other did not,
 *  as what stood around it was another. */
export function isReadingAlone(before: EditView, after: EditView, pages: { before: Page; after: Page }): boolean {
  if (before.title !== after.title || before.authors.join('\n') !== after.authors.join('\n')) return false;
  const came = linesBeside(after, before);
  const went = linesBeside(before, after);
  if (came.length + went.length === 0) return false; // the same in another order
  const hasAll = (page: Page, lines: readonly string[]): boolean => {
    const text = lines.length === 0 ? '' : lettersOf(page);
    return lines.every((line) => text.includes(squeeze(line)));
  };
  return hasAll(pages.before, came) && hasAll(pages.after, went);
}

/** The lines of one that the other does not have. */
function linesBeside({ lines }: EditView, other: EditView): readonly string[] {
  const known = new Set(other.lines);
  return lines.filter((line) => !known.has(line) && !isClock(line));
}

/** All letters and digits of a page, whatever they are there for. */
function lettersOf(page: Page): string {
  const contentType = headerOf(page, 'content-type');
  const { text } = decodeBytes(page.bytes, { kind: 'html', ...(contentType !== undefined && { contentType }) });
  return squeeze(decodeHTML(text.replace(/<[^<>]*>/g, '')));
}

const mostClockWords = 9;
/** What counters count and clocks say, in the languages that outlets are most often written in. */
const counted =
  'views?|reads?|shares?|comments?|likes?|reactions?|votes?|followers?|replies|min(?:ute)?s?|sec(?:ond)?s?|hours?|hrs?|days?|ago|updated|' +
  'aufrufe|kommentare?|minuten?|stunden?|aktualisiert|vues?|commentaires?|partages?|heures?|il y a|mis à jour|' +
  'visitas|comentarios?|minutos?|horas?|hace|actualizado|visualizações|comentários?|há|atualizado|' +
  'visualizzazioni|commenti|minuti|ore|aggiornato|weergaven|reacties|uur|bijgewerkt|' +
  'просмотр\\S*|комментари\\S*|минут\\S*|час\\S*|обновлено|wyświetle\\S*|komentarz\\S*|godzin\\S*';
const clock = new RegExp(
  `(?:^|[^\\p{L}])(?:${counted})(?=$|[^\\p{L}])|閲覧|分前|時間前|更新|评论|阅读|分钟前|小时前`,
  'iu',
);

/** A short line without a sentence that counts something or tells a time: "1,204 views", "Updated 3 hours ago". */
function isClock(line: string): boolean {
  if (!/\p{N}/u.test(line) || /[.!?。！？…»”"]$/u.test(line)) return false;
  return line.split(' ').length <= mostClockWords && clock.test(line);
}
