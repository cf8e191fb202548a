import type { Context } from 'hono';
import { markup, nothing, type Markup } from '../publish/markup.ts';
import { renderPage } from '../publish/layout.ts';
import { callerOf, may, type AccessEnv } from './access/caller.ts';
import type { ServiceContext } from './service.ts';
import type { Caller, Scope } from '../model/reader.ts';

export interface AppPage {
  readonly title: string;
  readonly main: Markup;
  /** More elements for the head. */
  readonly head?: Markup;
  readonly status?: 200 | 400 | 403 | 404 | 409 | 429;
}

interface MenuEntry {
  readonly path: string;
  readonly label: string;
  readonly scope: Scope;
}

/** Where people read, in the order of the menu. */
const readingEntries: readonly MenuEntry[] = [
  { path: '/app/', label: 'Stories', scope: 'read' },
  { path: '/app/articles', label: 'Articles', scope: 'read' },
  { path: '/app/search', label: 'Search', scope: 'read' },
];

/** Where they run the archive. */
const runningEntries: readonly MenuEntry[] = [
  { path: '/app/sources', label: 'Sources', scope: 'run' },
  { path: '/app/jobs', label: 'Jobs', scope: 'run' },
  { path: '/app/links', label: 'Links', scope: 'run' },
  { path: '/app/policy', label: 'Policy', scope: 'run' },
  { path: '/app/translation', label: 'Translation', scope: 'run' },
  { path: '/app/settings', label: 'Settings', scope: 'run' },
  { path: '/app/users', label: 'Users', scope: 'admin' },
];

/** A page of the service in the frame of the site, with a menu of what the caller may do. Never cached: it is theirs alone. */
export function answerPage(
  c: Context<AccessEnv>,
  context: ServiceContext,
  page: AppPage,
): Response | Promise<Response> {
  const caller = callerOf(c);
  const path = new URL(c.req.url).pathname;
  const menu = renderMenu(caller, path, formField(c));
  c.header('Cache-Control', 'no-store');
  const html = renderPage(context.pages, {
    folder: '/app',
    root: '/',
    title: page.title,
    head: markup`<meta name="robots" content="noindex">
<link rel="stylesheet" href="/app/assets/app.css">
${caller && markup`<script src="/app/assets/app.js" defer></script>`}
${page.head ?? nothing}`,
    main: markup`${menu}
${page.main}`,
  });
  return c.html(html, page.status ?? 200);
}

function renderMenu(caller: Caller | undefined, path: string, token: Markup): Markup {
  const itemsOf = (entries: readonly MenuEntry[]): readonly Markup[] =>
    entries
      .filter(({ scope }) => may(caller, scope))
      .map(
        (entry) =>
          markup`<li><a href="${entry.path}"${entry.path === path && markup` aria-current="page"`}>${entry.label}</a></li>`,
      );
  const running = itemsOf(runningEntries);
  const isRunning = runningEntries.some((entry) => path === entry.path || path.startsWith(`${entry.path}/`));
  const more = markup`<li class="app-more"><details${isRunning && markup` open`}><summary>Manage</summary><ul>${running}</ul></details></li>`;
  const account = caller
    ? accountItems(caller.user.name, caller.by === 'session', token)
    : markup`<li><a href="/login">Log in</a></li>`;
  return markup`<nav class="app-menu" aria-label="Service"><ul>${itemsOf(readingEntries)}${running.length > 0 && more}${account}</ul></nav>`;
}

function accountItems(name: string, isSession: boolean, token: Markup): Markup {
  const logOut = markup`<li><form method="post" action="/logout">${token}<button>Log out</button></form></li>`;
  return markup`<li><a href="/app/account">${name}</a></li>${isSession && logOut}`;
}

/** The field that every form which changes something carries. */
export function formField(c: Context<AccessEnv>): Markup {
  return markup`<input type="hidden" name="form-token" value="${callerOf(c)?.formToken ?? ''}">`;
}
