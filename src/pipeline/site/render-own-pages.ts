import { fileOf } from '../../publish/address.ts';
import { directionOf } from '../../publish/formats.ts';
import { renderOwnPage } from '../../publish/own-pages/render-own-page.ts';
import { sitePath } from '../../publish/own-pages/resolve-link.ts';
import type { PlacedPage } from '../../publish/own-pages/own-site.ts';
import { renderOwnSitemap } from '../../publish/sitemap.ts';
import type { SearchDocument } from '../../publish/search/search-document.ts';
import type { SiteContext } from '../../publish/site-context.ts';
import { toPlainText } from '../../store/search-text.ts';
import type { SiteState } from '../../store/site-state.ts';
import type { SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

/** Makes the pages that the user wrote, and takes away those of the last build that are no more. They are few: all are made in every
 *  build, and written when they differ. */
export function renderOwnPages(inputs: SiteInputs, state: SiteState, sink: SiteSink): void {
  const first = inputs.contexts.get('');
  if (first === undefined) return;
  const files: string[] = [];
  for (const page of first.own.pages) {
    const context = inputs.contexts.get(page.prefix) ?? first;
    files.push(fileOf(page.folder));
    sink.put({ path: fileOf(page.folder), content: renderOwnPage(context, page) });
  }
  for (const { path } of first.own.attachments) {
    files.push(sitePath(path));
    sink.copy(inputs.imageFile(path), sitePath(path));
  }
  if (first.own.pages.length > 0) {
    const sitemap = renderOwnSitemap(first);
    files.push(sitemap.path);
    sink.put(sitemap);
  }
  const kept = new Set(files);
  for (const path of JSON.parse(state.fact('own') || '[]') as readonly string[])
    // as below
    if (!kept.has(path)) sink.remove(path);
  state.putFact('own', JSON.stringify(files));
}

/** The pages as the search index has them. */
export function ownDocuments({ own, site, trees }: SiteContext): readonly SearchDocument[] {
  return own.pages.map((page) => {
    const language = page.language || (trees.find(({ prefix }) => prefix === page.prefix)?.language ?? 'und');
    return {
      folder: page.folder,
      title: page.title || site.title,
      summary: page.summary,
      day: '',
      isDateStated: false,
      publishedMs: 0,
      language,
      direction: directionOf(language),
      outlet: '',
      tags: [],
      text: textOf(page),
    };
  });
}

/** Plain text; remarks of the writer are none. */
export function textOf({ body }: PlacedPage): string {
  return toPlainText(body.replace(/<!--.*?-->/gs, ''));
}
