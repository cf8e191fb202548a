import { escapeHtml, inlineHtml, parseBody, type BodyBlock } from './body.ts';
import type { Picture, Piece, Site } from './types.ts';

/** How an outlet writes the blocks whose markup tells layouts apart; the rest is plain HTML. */
export interface BlockStyle {
  readonly figure: (picture: Picture, site: Site) => string;
  readonly related: (pieces: readonly Piece[], site: Site) => string;
  /** A box named by the body: `ad`, `newsletter`. */
  readonly insert: (name: string) => string;
  readonly paragraph?: (html: string) => string;
  readonly heading?: (html: string) => string;
  readonly quote?: (paragraphs: readonly string[]) => string;
  readonly entry?: (at: string, title: string, isFirst: boolean) => string;
}

/** The blocks of a piece as HTML, one string per block. A paywalled piece ends after two paragraphs. */
export function renderBlocks(piece: Piece, site: Site, style: BlockStyle): readonly string[] {
  const all = parseBody(piece.body);
  const shown = piece.free === false ? all.filter((block) => block.kind === 'paragraph').slice(0, 2) : all;
  const html = shown.map((block, index) => renderBlock(block, index, site, style));
  return html;
}

function renderBlock(block: BodyBlock, index: number, site: Site, style: BlockStyle): string {
  const inline = (text: string): string => inlineHtml(text, site.origin);
  switch (block.kind) {
    case 'paragraph':
      return (style.paragraph ?? ((html: string) => `<p>${html}</p>`))(inline(block.text));
    case 'heading':
      return (style.heading ?? ((html: string) => `<h2>${html}</h2>`))(inline(block.text));
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</${tag}>`;
    }
    case 'quote': {
      const paragraphs = block.paragraphs.map(inline);
      return (
        style.quote?.(paragraphs) ?? `<blockquote>${paragraphs.map((html) => `<p>${html}</p>`).join('')}</blockquote>`
      );
    }
    case 'table':
      return tableHtml(block.rows.map((row) => row.map(inline)));
    case 'figure':
      return style.figure(block.picture, site);
    case 'entry':
      return style.entry?.(block.at, inline(block.title), index === 0) ?? `<h2>${inline(block.title)}</h2>`;
    case 'insert':
      return block.name === 'related' ? style.related(byPaths(block.paths, site), site) : style.insert(block.name);
  }
}

function tableHtml(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>\n<thead>${row(head, 'th')}</thead>\n<tbody>\n${body.map((cells) => row(cells, 'td')).join('\n')}\n</tbody>\n</table>`;
}

function byPaths(paths: readonly string[], site: Site): readonly Piece[] {
  return paths.flatMap((path) => site.pieces.find((piece) => piece.path === path) ?? []);
}

/** The pieces after this one, going round: what its page offers to read next. */
export function nextPieces(piece: Piece, site: Site, count: number): readonly Piece[] {
  const others = site.pieces.filter((other) => other.path !== piece.path);
  const start = site.pieces.findIndex((other) => other.path === piece.path);
  return others.map((_, index) => others[(start + index) % others.length] ?? piece).slice(0, count);
}

export function linkTo(piece: Piece, site: Site, attributes = ''): string {
  return `<a ${attributes}href="${site.origin}${piece.path}">${escapeHtml(piece.title)}</a>`;
}

export function pictureUrl(picture: Picture, site: Site): string {
  return `${site.origin}/media/${picture.name}.png`;
}

/** `<img>` of a picture with its size. */
export function imageHtml(picture: Picture, site: Site, attributes = ''): string {
  return `<img ${attributes}src="${pictureUrl(picture, site)}" alt="${escapeHtml(picture.alt)}" width="800" height="450">`;
}

/** A `<script type="application/ld+json">` that no title can break out of. */
export function jsonLd(data: unknown): string {
  return `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;
}

/** `<meta property>` or `<meta name>` lines; entries without a value are left out. */
export function metas(entries: readonly (readonly [name: string, value: string | undefined])[]): string {
  return entries
    .flatMap(([name, value]) => {
      if (value === undefined || value === '') return [];
      const key = /^(og|article|fb):/.test(name) ? 'property' : 'name';
      return [`<meta ${key}="${name}" content="${escapeHtml(value)}">`];
    })
    .join('\n');
}

/** What a feed says of a piece in a line or two. */
export function teaserOf(piece: Piece): string {
  const first = parseBody(piece.body).find((block) => block.kind === 'paragraph');
  return piece.standfirst ?? (first?.kind === 'paragraph' ? first.text.replace(/\*|\[|\]\([^)]*\)/g, '') : '');
}
