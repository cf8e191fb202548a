import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { OwnAttachment, OwnFiles, OwnPage } from '../model/own-page.ts';
import { toExtract } from '../model/rights.ts';
import { isOverflow } from '../text/is-overflow.ts';
import { toOneLine } from '../text/one-line.ts';
import { imageSize } from './image-size.ts';
import { toPlainText } from './search-text.ts';
import { toStoreError } from './store-failure.ts';
import { listOwnFiles } from './walk-archive.ts';

/** The user's own pages as they lie in the archive, in order of path. */
export interface ReadOwnFiles extends OwnFiles {
  /** Pages that cannot be read, and why. */
  readonly passedOver: readonly { readonly file: string; readonly reason: string }[];
}

/** Reads all files below `content/page/`: Markdown, and what is published beside it. Left out: drafts, hidden files, what editors leave,
 *  and HTML, which would stand where pages do. */
export function readOwnFiles(root: string): ReadOwnFiles {
  const pages: OwnPage[] = [];
  const attachments: OwnAttachment[] = [];
  const passedOver: ReadOwnFiles['passedOver'][number][] = [];
  for (const path of listOwnFiles(root)) {
    const file = join(root, path);
    if (!path.endsWith('.md')) {
      attachments.push({ path, ...sizeOf(path, file) });
      continue;
    }
    const page = parseOwnPage(path, readBytes(file).toString());
    if (typeof page === 'string') passedOver.push({ file: path, reason: page });
    else if (page !== undefined) pages.push(page);
  }
  return { pages, attachments, passedOver };
}

const text = z.union([z.string(), z.number()]).transform(String);
const menuEntry = z.looseObject({ name: text.optional(), weight: z.number().optional() }).nullable();

/** The keys that we know, in the forms that Hugo takes; others are somebody else's. */
const frontMatter = z.looseObject({
  title: text.optional(),
  weight: z.number().default(0),
  lang: z.union([z.string(), z.array(z.string())]).optional(),
  menu: z.union([z.string(), z.array(z.string()), z.record(z.string(), menuEntry)]).optional(),
  summary: text.optional(),
  description: text.optional(),
  toc: z.boolean().optional(),
  draft: z.boolean().default(false),
});

const summaryLength = 200;

/** Reads a page. Front matter may be left out: the first heading is the title then. A text says what is wrong; undefined for a draft. */
export function parseOwnPage(path: string, source: string): OwnPage | string | undefined {
  const { header, text: own } = partOwnPage(source);
  const read = readFrontMatter(header);
  if (typeof read === 'string') return read;
  if (read.draft) return undefined;
  const { rest, heading } = takeHeading(own);
  const title = read.title ?? heading ?? '';
  // A first heading that says something else than the title is a part of the text.
  const isOther = heading !== undefined && heading !== title;
  const body = (isOther ? own : rest).replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  const [language = ''] = [read.lang ?? []].flat();
  const named = title || basename(path, '.md').replace(/[-_]+/g, ' ').trim();
  const menu = menuOf(read.menu);
  return {
    path,
    title: named,
    summary: read.summary ?? read.description ?? summaryOf(body),
    weight: read.weight,
    language,
    ...(menu && { menu: { name: menu.name ?? named, weight: menu.weight ?? read.weight } }),
    ...(read.toc !== undefined && { hasContents: read.toc }),
    body,
  };
}

/** Parts the text of a page from its front matter, which is empty where there is none. */
export function partOwnPage(source: string): { readonly header: string; readonly text: string } {
  const whole = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const [head = '', header = ''] = /---[ \t]*\n(.*?)^---[ \t]*(?:\n|$)/msy.exec(whole) ?? [];
  return { header, text: whole.slice(head.length) };
}

function readFrontMatter(header: string): z.infer<typeof frontMatter> | string {
  try {
    const parsed = frontMatter.safeParse(parse(header, { maxAliasCount: 100, logLevel: 'error' }) ?? {});
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return `The front matter cannot be read: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  } catch (error) {
    if (isOverflow(error)) return 'The front matter is nested too deeply.';
    return `The front matter is not valid YAML: ${String(error).split('\n')[0]}`;
  }
}

/** The entry of the main menu, in any of the notations of Hugo. */
function menuOf(
  menu: z.infer<typeof frontMatter>['menu'],
): { readonly name?: string | undefined; readonly weight?: number | undefined } | undefined {
  if (menu === undefined) return undefined;
  if (typeof menu === 'string' || Array.isArray(menu)) return [menu].flat().includes('main') ? {} : undefined;
  return Object.hasOwn(menu, 'main') ? (menu['main'] ?? {}) : undefined;
}

/** Parts a text from the heading that it begins with; remarks (`<!-- … -->`) may stand before it. */
function takeHeading(body: string): { readonly rest: string; readonly heading: string | undefined } {
  const found = /^(?:\s|<!--.*?-->)*# +(.+?)[ \t]*#*[ \t]*(?:\n|$)/s.exec(body);
  const line = found?.[1];
  if (found === null || line === undefined || line.includes('\n')) return { rest: body, heading: undefined };
  return { rest: body.slice(found[0].length), heading: toPlainText(line).trim() };
}

/** The first words of the first paragraph of running text. */
function summaryOf(body: string): string {
  const paragraph = body
    .split(/\n{2,}/)
    .find((block) => /^[\p{L}\p{N}"'“„«*_[`(]/u.test(block) && !block.includes('|'));
  return toExtract(toOneLine(toPlainText(paragraph ?? '')), summaryLength)
    .replace(/[.,:;]…$/, '…')
    .replace(/:$/, '.');
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw toStoreError(cause, { file });
  }
}

function sizeOf(path: string, file: string): { readonly width?: number; readonly height?: number } {
  if (!/\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(path)) return {};
  const bytes = readBytes(file);
  if (/\.svg$/i.test(path)) return sizeOfDrawing(bytes.toString('utf8', 0, 4000));
  const size = imageSize(bytes);
  return size === null ? {} : { width: size.width, height: size.height };
}

/** Of an SVG that says how large it is, or of which shape. */
function sizeOfDrawing(head: string): { readonly width?: number; readonly height?: number } {
  const [, width, height] =
    /<svg\b[^>]*?\sviewBox=["'][\d.+-]+[ ,]+[\d.+-]+[ ,]+([\d.]+)[ ,]+([\d.]+)/.exec(head) ?? [];
  return Number(width) >= 1 && Number(height) >= 1
    ? { width: Math.round(Number(width)), height: Math.round(Number(height)) }
    : {};
}
