import type { Context } from 'hono';
import type { ArticleId } from '../../model/ids.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { formField } from '../app-page.ts';
import type { ReadingContext } from './reading-context.ts';
import { hereOf, readerOf } from './reading-page.ts';

/** Puts an article into a collection, an old or a new one. */
export function collectForm(c: Context<AccessEnv>, { service: { readers } }: ReadingContext, id: ArticleId): Markup {
  const user = readerOf(c).user.id;
  const collections = readers.collections.list(user);
  const holding = readers.collections.holding(user, id);
  const held = collections.filter((one) => holding.has(one.id));
  const options = collections.map((one) => markup`<option value="${one.id}">${one.name}</option>`);
  const links = held.map((one) => markup`<li><a href="/app/collections/${one.id}">${one.name}</a></li>`);
  return markup`<section class="app-collect" aria-labelledby="collect"><h2 id="collect">Collections</h2>
${held.length > 0 && markup`<ul class="terms">${links}</ul>\n`}<details><summary>Add to a collection</summary>
<form class="app-fields" method="post" action="/app/collections/articles">${formField(c)}<input type="hidden" name="article" value="${id}"><input type="hidden" name="back" value="${hereOf(c)}">
${collections.length > 0 && markup`<label>Collection <select name="collection">${options}<option value="">A new one</option></select></label>\n`}<label>Name of a new one <input name="name" maxlength="200"${collections.length === 0 && markup` required`}></label>
<label>Note <textarea name="note" rows="3" maxlength="10000"></textarea></label>
<button>Add</button>
</form></details></section>
`;
}
