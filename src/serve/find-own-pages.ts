import { linkTo } from '../publish/address.ts';
import { attributes } from '../publish/article-list.ts';
import { directionOf } from '../publish/formats.ts';
import { markup, type Markup } from '../publish/markup.ts';
import type { PlacedPage } from '../publish/own-pages/own-site.ts';
import type { SiteContext } from '../publish/site-context.ts';
import { isFound, toPlainText } from '../store/search-text.ts';

const maxFound = 5;

/** The user's own pages that have what somebody searches for: few enough to be read each time. */
export function findOwnPages({ own, tree }: SiteContext, text: string): readonly PlacedPage[] {
  const found = own.pages.filter(({ title, body, language }) =>
    isFound({ title, text: toPlainText(body), names: [] }, text, language || tree.language),
  );
  return found.slice(0, own.hasNews ? maxFound : found.length);
}

/** As an entry among the results of a search. */
export function renderOwnHit({ site, trees, tree }: SiteContext, page: PlacedPage, root: string): Markup {
  const language = page.language || (trees.find(({ prefix }) => prefix === page.prefix) ?? tree).language;
  const inLanguage = attributes({ language, direction: directionOf(language) });
  return markup`<li><h2${inLanguage}><a href="${linkTo(root, page.folder)}">${page.title || site.title}</a></h2>
<p class="summary"${inLanguage}>${page.summary}</p></li>
`;
}
