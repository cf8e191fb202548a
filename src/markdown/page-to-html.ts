import { createReader, isSafeLink, type LocalPicture, type Token } from './to-html.ts';

/** A heading of a page. `html`: what is in it, without links. */
export interface PageHeading {
  readonly level: number;
  readonly id: string;
  readonly html: string;
}

export interface PageOptions {
  /** Where a link of the page's own site leads, as it stands in the page; undefined: nowhere, and only its text is shown. */
  readonly resolveLink: (href: string) => string | undefined;
  /** A picture of the page's own site. */
  readonly localImage: (src: string) => LocalPicture | undefined;
  /** The level of its first headings, below those around it. */
  readonly firstLevel: number;
}

const reader = createReader((url) => isSafeLink(url) || isOwnLink(url));
reader.set({ html: true });
reader.renderer.rules['html_block'] = (tokens, index) => {
  const left = withoutRemarks(tokens[index]?.content ?? '').trim();
  return left === '' ? '' : `<p>${reader.utils.escapeHtml(left)}</p>\n`;
};
reader.renderer.rules['html_inline'] = (tokens, index) => {
  const html = tokens[index]?.content ?? '';
  return /^<br ?\/?>$/i.test(html) ? '<br>' : reader.utils.escapeHtml(withoutRemarks(html));
};

/** A remark in a text is for whoever writes it. */
function withoutRemarks(html: string): string {
  return html.replace(/<!--.*?-->/gs, '');
}

/** Without a scheme, and not to another host. */
function isOwnLink(url: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(url);
}

/** Safe HTML of a page that the user wrote, as `markdownToHtml` of an article, but for this: its links may lead to other pages of the site,
 *  headings have ids as GitHub and Hugo give them, remarks are left out, and levels begin at `firstLevel`, without gaps. */
export function pageToHtml(
  markdown: string,
  options: PageOptions,
): { readonly html: string; readonly headings: readonly PageHeading[] } {
  const env = { localImage: options.localImage };
  const tokens = reader.parse(markdown, env);
  for (const token of tokens) if (token.children) resolveLinks(token.children, options.resolveLink);
  const headings = nameHeadings(tokens, options.firstLevel, env);
  return { html: reader.renderer.render(tokens, reader.options, env), headings };
}

function resolveLinks(children: readonly Token[], resolve: PageOptions['resolveLink']): void {
  let isText = false; // links do not stand in each other
  for (const token of children) {
    if (token.type === 'link_open') {
      const href = String(token.attrGet('href') ?? '');
      if (!isOwnLink(href)) continue;
      const target = resolve(href);
      isText = target === undefined;
      if (isText) token.attrs = [];
      else token.attrSet('href', target ?? '');
    }
    if (isText && token.type.startsWith('link_')) token.tag = 'span';
    if (token.type === 'link_close') isText = false;
  }
}

function nameHeadings(
  tokens: readonly Token[],
  firstLevel: number,
  env: Record<string, unknown>,
): readonly PageHeading[] {
  const headings: PageHeading[] = [];
  const seen = new Map([['content', 1]]); // where the frame of a page has its main part
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open' || token.level !== 0) continue;
    const inline = tokens[index + 1]?.children ?? [];
    const wanted = Number(token.tag.slice(1));
    while ((open.at(-1) ?? 0) >= wanted) open.pop();
    open.push(wanted);
    const level = Math.min(open.length + firstLevel - 1, 6);
    const close = tokens[index + 2];
    token.tag = `h${level}`;
    if (close) close.tag = token.tag;
    const name = headingId(inline.map(({ content }) => content).join(''));
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    const id = count === 0 ? name : `${name}-${count}`;
    token.attrSet('id', id);
    const html = reader.renderer.renderInline([...inline], reader.options, env).replace(/<\/?(?:a|span)\b[^>]*>/g, '');
    headings.push({ level, id, html });
  }
  return headings;
}

/** The name of a heading in addresses: lower case, hyphens for spaces, no signs. */
export function headingId(text: string): string {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]+/gu, '')
    .replace(/\s/g, '-');
  return id === '' ? 'heading' : id;
}
