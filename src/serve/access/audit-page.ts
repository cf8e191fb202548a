import { markup } from '../../publish/markup.ts';
import { answerPage } from '../app-page.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { answerRefusal, callerOf, may } from './caller.ts';
import { pageHead } from './form-parts.ts';
import { toLogin } from './gate.ts';

const perPage = 100;

/** `/app/audit`: who did what, newest first. For admins. */
export function addAuditPage(app: ServiceApp, context: ServiceContext): void {
  const { audit } = context.service.readers;
  const { formats, language } = context.pages;
  app.get('/app/audit', (c) => {
    const caller = callerOf(c);
    if (caller === undefined) return toLogin(c);
    if (!may(caller, 'admin')) return answerRefusal(c, caller, 'admin');
    const asked = c.req.query('page') ?? '';
    const page = /^[1-9]\d{0,6}$/.test(asked) ? Number(asked) : 1;
    const entries = audit.list(perPage, (page - 1) * perPage);
    const rows = entries.map(
      ({ at, user, action, target, detail, address }) =>
        markup`<tr><td><time datetime="${at}" title="${formats.moment(Date.parse(at), language)}">${at.slice(0, 16).replace('T', ' ')}</time></td><td>${user || '–'}</td><td>${action}${target !== user && ` ${target}`}${detail !== '' && `, ${detail}`}</td><td>${address}</td></tr>\n`,
    );
    const isMore = audit.count() > page * perPage;
    const main = markup`${pageHead('Who did what', 'Times are UTC.')}${
      entries.length === 0
        ? markup`<p>Nothing has been noted yet.</p>`
        : markup`<div class="app-table" tabindex="0" role="region" aria-label="Entries"><table>
<thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">From</th></tr></thead>
<tbody>
${rows}</tbody></table></div>`
    }${
      (page > 1 || isMore) &&
      markup`<nav class="pager" aria-label="Pages"><ul>${page > 1 && markup`<li><a href="?page=${page - 1}" rel="prev">Newer</a></li>`}${isMore && markup`<li><a href="?page=${page + 1}" rel="next">Older</a></li>`}</ul></nav>`
    }`;
    return answerPage(c, context, { title: 'Who did what', main });
  });
}
