import { createHash } from 'node:crypto';
import { markdownToHtml } from '../markdown/to-html.ts';
import type { SiteFile } from '../model/site.ts';
import { markup, trusted, type Markup } from './markup.ts';
import { directionOf } from './formats.ts';

/** An article of a book, as it may be shown. */
export interface EpubArticle {
  /** The path of its file: the same book has the same chapters. */
  readonly path: string;
  readonly title: string;
  readonly language: string;
  readonly outlet: string;
  readonly authors: readonly string[];
  /** As it is to be read. */
  readonly date: string;
  /** The original; may be empty. */
  readonly url: string;
  /** What readers are told of a translation, in the language of the book. */
  readonly notice?: string;
  /** Markdown without the last line, the link to the outlet. */
  readonly body: string;
}

const folder = 'EPUB';

/** The files of an EPUB in the order they stand in it; the first one must be stored without compression. Without pictures. The same
 *  articles give the same bytes: `modified` (RFC 3339, UTC) is the only clock. Spec: EPUB 3.3, w3.org/TR/epub-33. */
export function* renderEpub(
  book: { readonly title: string; readonly language: string; readonly modified: string },
  articles: readonly EpubArticle[],
): Iterable<SiteFile> {
  const chapters = articles.map((article, index) => ({ article, name: `article-${index + 1}.xhtml` }));
  yield { path: 'mimetype', content: 'application/epub+zip' };
  yield {
    path: 'META-INF/container.xml',
    content: `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="${folder}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`,
  };
  const identity = createHash('sha256')
    .update(articles.map(({ path }) => path).join('\n'))
    .digest('hex');
  yield {
    path: `${folder}/package.opf`,
    content: packageFile(
      book,
      chapters.map(({ name }) => name),
      identity,
    ),
  };
  const links = chapters.map(({ article, name }) => markup`<li><a href="${name}">${article.title}</a></li>\n`);
  yield {
    path: `${folder}/nav.xhtml`,
    content: page(
      book.title,
      book.language,
      markup`<nav epub:type="toc" id="toc"><h1>${book.title}</h1><ol>\n${links}</ol></nav>`,
    ),
  };
  for (const { article, name } of chapters)
    yield {
      path: `${folder}/${name}`,
      content: page(article.title, article.language, chapter(article, book.language)),
    };
}

function packageFile(
  { title, language, modified }: { readonly title: string; readonly language: string; readonly modified: string },
  names: readonly string[],
  identity: string,
): string {
  const items = names.map(
    (name, index) => markup`<item id="a${index + 1}" href="${name}" media-type="application/xhtml+xml"/>\n`,
  );
  const order = names.map((_, index) => markup`<itemref idref="a${index + 1}"/>\n`);
  return markup`<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:sha256:${identity}</dc:identifier>
<dc:title>${title}</dc:title>
<dc:language>${language}</dc:language>
<meta property="dcterms:modified">${modified.replace(/\.\d+Z$/, 'Z')}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
${items}</manifest>
<spine>
<itemref idref="nav"/>
${order}</spine>
</package>
`.markup;
}

function chapter({ title, outlet, authors, date, url, notice, body }: EpubArticle, language: string): Markup {
  const facts = [outlet, authors.join(', '), date].filter(Boolean).join(' · ');
  return markup`<article><h1>${title}</h1>
<p>${facts}</p>
${notice !== undefined && markup`<p lang="${language}" xml:lang="${language}" dir="${directionOf(language)}"><em>${notice}</em></p>\n`}${trusted(toXml(markdownToHtml(body)))}${url !== '' && markup`<p><a href="${url}">${outlet}</a></p>\n`}</article>`;
}

function page(title: string, language: string, body: Markup): string {
  return markup`<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}" dir="${directionOf(language)}">
<head><title>${title}</title></head>
<body>${body}</body>
</html>
`.markup;
}

/** Closes the elements that HTML leaves open. `html` is our own: attributes are quoted, and nothing but an element looks like one. */
function toXml(html: string): string {
  return html.replace(/<(br|hr|img|wbr|col)\b((?:"[^"]*"|[^">])*?)\s*\/?>/g, '<$1$2/>');
}
