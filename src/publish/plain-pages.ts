import type { SiteFile } from '../model/site.ts';
import { absoluteUrl, linkTo } from './address.ts';
import { publishedText } from './article-list.ts';
import { renderPage } from './layout.ts';
import { markup } from './markup.ts';
import type { Post } from './post.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { renderIcon } from './site-icon.ts';
import { translationMark, translationNotice } from './translation.ts';
import type { OutletFacts } from './directory-pages.ts';

/** The files that are the same whatever the articles are. */
export function renderAssets(context: SiteContext): readonly SiteFile[] {
  return [
    { path: 'assets/style.css', content: context.theme.style },
    { path: 'assets/icon.svg', content: renderIcon(context.site.title) },
  ];
}

/** The page for an address where there is nothing. It is shown at any depth, so the way to the root is given. */
export function renderNotFoundPage(context: SiteContext, root: string): string {
  const { strings } = context;
  const at = (folder: string): string => linkTo(root, inTree(context, folder));
  return renderPage(context, {
    folder: '404',
    root,
    title: strings.notFound,
    head: markup`<meta name="robots" content="noindex">\n`,
    main: markup`<header class="list-head"><h1>${strings.notFound}</h1></header>
<div class="prose"><p>${strings.notFoundText}</p>
<p><a href="${at('search')}">${strings.search}</a> · ${context.own.hasNews && markup`<a href="${at('post')}">${strings.archive}</a> · `}<a href="${at('')}">${strings.home}</a></p></div>`,
  });
}

/** What a translation was made from: its page in the archive, and whether it has changed since. */
export interface Original {
  readonly folder: string;
  readonly isOutdated: boolean;
}

/** An article as Markdown for machines, beside its page: what is shown of it, and where it comes from. */
export function renderMarkdownTwin(context: SiteContext, post: Post, body: string, original?: Original): string {
  const facts = [
    post.authors.join(', '),
    post.outlet.name,
    post.isDateStated ? publishedText(post) : '',
    post.language === 'und' ? '' : post.language,
  ].filter(Boolean);
  const source = post.sourceUrl === '' ? '' : `Source: <${post.sourceUrl}>\n\n`;
  const { translation } = post;
  const notice = translation
    ? `> ${translationNotice(context, translation, original?.isOutdated).replace(/[\\`*_[\]<>]/g, '\\$&')}\n\n`
    : '';
  const twin = original
    ? `${context.strings.readOriginal}: <${absoluteUrl(context.site.url, original.folder)}index.md>\n\n`
    : '';
  const title = post.title.replace(/[\\`*_{}[\]<>#]/g, '\\$&').replace(/\s+/g, ' ');
  return `# ${title}\n\n${facts.join(' · ')}\n\n${notice}${twin}${source}${post.lead === '' ? '' : `${post.lead}\n\n`}${body}\n`.replace(
    /[\ud800-\udfff]/gu,
    '\ufffd',
  );
}

/** What language models and other programs are told of the site. Spec: llmstxt.org. */
export function renderLlmsText(
  context: SiteContext,
  outlets: readonly OutletFacts[],
  recent: readonly Post[],
): SiteFile {
  const { site, strings, own } = context;
  const link = (title: string, url: string, about: string): string =>
    `- [${title.replace(/[[\]\\]/g, '\\$&').replace(/\s+/g, ' ')}](${url})${about === '' ? '' : `: ${about}`}\n`;
  const url = (folder: string): string => absoluteUrl(site.url, folder);
  const pages = own.pages.filter(({ prefix, title }) => prefix === '' && title !== '');
  const ofPages = pages.map(({ title, folder, summary }) => link(title, url(folder), summary));
  const ofNews = (): readonly string[] => [
    `## ${strings.feeds}\n\n`,
    link('RSS', `${site.url}feed.xml`, ''),
    link('Atom', `${site.url}atom.xml`, 'with archives (RFC 5005)'),
    link('JSON Feed', `${site.url}feed.json`, ''),
    link('Sitemap', `${site.url}sitemap.xml`, ''),
    `\n## ${strings.recent}\n\n`,
    ...recent.map((post) =>
      link(
        post.title,
        `${url(post.folder)}index.md`,
        [post.outlet.name, post.day, translationMark(context, post)].filter(Boolean).join(', '),
      ),
    ),
    `\n## ${strings.outlets}\n\n`,
    ...outlets.map((outlet) =>
      link(outlet.name, url(outlet.folder), context.formats.plural(strings.articles, outlet.count)),
    ),
  ];
  const lines = [
    `# ${site.title.replace(/\s+/g, ' ')}\n\n`,
    site.description === '' ? '' : `> ${site.description.replace(/\s+/g, ' ')}\n\n`,
    own.hasNews ? `${strings.ownership} Every article page has a Markdown twin, \`index.md\`, beside it.\n\n` : '',
    ...(ofPages.length > 0 ? [`## ${strings.pages}\n\n`, ...ofPages, '\n'] : []),
    ...(own.hasNews ? ofNews() : []),
  ];
  return { path: 'llms.txt', content: lines.join('') };
}
