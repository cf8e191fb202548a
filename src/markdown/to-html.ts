import MarkdownIt from 'markdown-it';
import { renderMath, withMath } from './math.ts';
import { renderPlainly } from './render-plainly.ts';

export interface MarkdownOptions {
  /** The local copy of a picture, by the address of the original. Pictures without one are never loaded: a link stands there. */
  readonly localImage?: (url: string) => LocalPicture | undefined;
  /** Pictures without a local copy are loaded from where they are. */
  readonly showForeign?: boolean;
  /** What stands between `$` is a formula. */
  readonly hasMath?: boolean;
  /** What stands around a block of the text, by its number from 0 among those that stand in no other. */
  readonly aroundBlock?: (block: number) => { readonly before: string; readonly after: string } | undefined;
}

export interface LocalPicture {
  /** Where the page finds it; used as it is. */
  readonly src: string;
  /** Of a picture that tells. */
  readonly width?: number;
  readonly height?: number;
  /** The picture that leads the page is loaded at once, the others when they are needed. */
  readonly isLead?: boolean;
}

export type Reader = InstanceType<typeof MarkdownIt>;
export type Token = ReturnType<Reader['parse']>[number];

/** The one reader of Markdown: raw HTML is text, links lead to http(s) and mailto only. */
export const markdownReader = createReader();

export function isSafeLink(url: string): boolean {
  return /^(?:https?:\/\/[^/]|mailto:.)/i.test(url);
}

export function createReader(validateLink: (url: string) => boolean = isSafeLink): Reader {
  const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });
  reader.validateLink = validateLink;
  reader.core.ruler.push('figures', (state) => markFigures(state.tokens));
  reader.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    if (token?.attrGet('href') === '') token.attrs = null;
    if (token && /^https?:/i.test(String(token.attrGet('href')))) token.attrSet('rel', 'noopener nofollow external');
    return self.renderToken(tokens, index, options);
  };
  // How a cell is aligned becomes a class: the policy of the site lets no style attribute through.
  reader.renderer.rules['th_open'] = reader.renderer.rules['td_open'] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    const align = /^text-align:(left|center|right)$/.exec(String(token?.attrGet('style') ?? ''))?.[1];
    if (token && align !== undefined) token.attrs = [['class', `align-${align}`]];
    return self.renderToken(tokens, index, options);
  };
  reader.renderer.rules['image'] = (tokens, index, _options, env) => {
    return renderImage(reader, tokens[index], env as MarkdownOptions); // as `markdownToHtml` gave it
  };
  return reader;
}

/** Safe HTML of Markdown: no raw HTML of the text, no script, no address but http(s) and mailto, no request to anywhere but
 *  where `localImage` points. A paragraph that is a picture is a `figure`, an emphasized line below it its caption. */
export function markdownToHtml(markdown: string, options: MarkdownOptions = {}): string {
  const { aroundBlock } = options;
  const render = (text: string): string =>
    aroundBlock
      ? renderBlocks(text, options, aroundBlock)
      : renderPlainly(text, (part) => markdownReader.render(part, { ...options }));
  return options.hasMath === true ? withMath(markdown, renderMath, render) : render(markdown);
}

function renderBlocks(
  text: string,
  options: MarkdownOptions,
  around: NonNullable<MarkdownOptions['aroundBlock']>,
): string {
  const env = { ...options };
  const tokens = markdownReader.parse(text, env);
  let html = '';
  for (let start = 0, block = 0; start < tokens.length; block += 1) {
    let end = start + 1;
    while (end < tokens.length && (tokens[end - 1]?.level !== 0 || tokens[end - 1]?.nesting === 1)) end += 1;
    const part = markdownReader.renderer.render(tokens.slice(start, end), markdownReader.options, env);
    const wrap = around(block);
    html += wrap === undefined ? part : `${wrap.before}${part}${wrap.after}`;
    start = end;
  }
  return html;
}

/** Makes a figure of each paragraph of the form that `renderMarkdown` gives one: a picture, then nothing or one emphasis. */
function markFigures(tokens: Token[]): void {
  for (let index = 1; index < tokens.length - 1; index += 1) {
    const [open, inline, close] = [tokens[index - 1], tokens[index], tokens[index + 1]];
    const children = inline?.children;
    if (open?.type !== 'paragraph_open' || !close || !children || children[0]?.type !== 'image') continue;
    const caption = captionTokens(children);
    if (!caption) continue;
    open.type = 'figure_open';
    open.tag = 'figure';
    open.hidden = false;
    close.type = 'figure_close';
    close.tag = 'figure';
    close.hidden = false;
    const { emphasisOpen, emphasisClose, breakToken } = caption;
    if (!emphasisOpen || !emphasisClose || !breakToken) continue;
    breakToken.hidden = true;
    breakToken.type = 'figure_break';
    breakToken.tag = '';
    emphasisOpen.tag = 'figcaption';
    emphasisClose.tag = 'figcaption';
  }
}

interface CaptionTokens {
  readonly breakToken?: Token;
  readonly emphasisOpen?: Token;
  readonly emphasisClose?: Token;
}

/** The tokens around the caption of a picture; empty without a caption; undefined when this is no figure. */
function captionTokens(children: readonly Token[]): CaptionTokens | undefined {
  const rest = children.slice(1).filter((token) => token.type !== 'text' || token.content !== '');
  if (rest.length === 0) return {};
  const [breakToken, emphasisOpen] = rest;
  const emphasisClose = rest.at(-1);
  if (breakToken?.type !== 'hardbreak' || emphasisOpen?.type !== 'em_open' || emphasisClose?.type !== 'em_close')
    return undefined;
  const closesBefore = rest.slice(2, -1).some((token) => token.level <= emphasisOpen.level);
  return closesBefore ? undefined : { breakToken, emphasisOpen, emphasisClose };
}

function renderImage(reader: Reader, token: Token | undefined, { localImage, showForeign }: MarkdownOptions): string {
  if (!token) return '';
  const { escapeHtml } = reader.utils;
  const source = String(token.attrGet('src') ?? '');
  const alt = reader.renderer.renderInlineAsText(token.children ?? [], reader.options, {});
  const local = localImage?.(source);
  if (local) {
    const when = local.isLead === true ? 'fetchpriority="high"' : 'loading="lazy" decoding="async"';
    const { width, height } = local;
    const size = width && height ? ` width="${Math.round(width)}" height="${Math.round(height)}"` : '';
    return `<img src="${escapeHtml(local.src)}" alt="${escapeHtml(alt)}"${size} ${when}>`;
  }
  if (source === '') return escapeHtml(alt);
  if (showForeign === true && /^https?:/i.test(source))
    return `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}" loading="lazy" decoding="async" referrerpolicy="no-referrer">`;
  const name = alt.trim() === '' ? fileNameOf(source) : alt;
  return `<a class="picture" href="${escapeHtml(source)}" rel="noopener nofollow external">${escapeHtml(name)}</a>`;
}

function fileNameOf(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  return path.slice(path.lastIndexOf('/') + 1) || address;
}
