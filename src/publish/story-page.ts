import type { StoryName, StoryQuote, StorySentence } from '../model/story.ts';
import { absoluteUrl, linkTo, rootFrom, termSlugOf } from './address.ts';
import { attributes, titleClass, translatedLabel } from './article-list.ts';
import { changeFacts, changedFact } from './changes-page.ts';
import { changesFolder } from './changes.ts';
import { directionOf, isOtherLanguage } from './formats.ts';
import { listMetadata, renderPage } from './layout.ts';
import { dotted, joined, markup, nothing, scriptData, trusted, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { renderPlot } from './story-plot.ts';
import { renderReports } from './story-reports.ts';
import { originNote, outletCount, type StoryPage } from './story.ts';
import { fill, fillDate } from './strings.ts';
import type { View } from './template.ts';
import type { Sidebar } from './widgets.ts';

/** The page of a story: what its articles have in common, who had it when, and what only one of them tells. Nothing on it is
 *  written by the program: each sentence is one of an article, and leads there. */
export function renderStoryPage(context: SiteContext, page: StoryPage, sidebar: Sidebar): string {
  const { folder, title } = page.card;
  const root = rootFrom(folder);
  return renderPage(context, {
    folder,
    title,
    description: describe(context, page.view.summary[0]) ?? title,
    head: markup`${listMetadata(context, folder, title)}<script type="application/ld+json">${scriptData(linkedData(context, page))}</script>\n`,
    feeds: { folder, title },
    main: trusted(context.theme.story(storyView(context, page, root))),
    sidebar: { side: 'right', content: sidebar(root, 'framed') },
  });
}

/** What the template of a story is filled with. `root`: the way from its page to the root. */
export function storyView(context: SiteContext, page: StoryPage, root: string): View {
  const { card, view, posts } = page;
  const central = page.translations?.get(view.title.path) ?? posts.get(view.title.path);
  return {
    t: context.t,
    stories: { url: linkTo(root, 'stories'), name: context.strings.stories },
    title: card.title,
    titleClass: titleClass(card.title),
    language: attributes(card),
    central: central === undefined ? '' : linkTo(root, central.folder),
    facts: factLine(context, page),
    summary: view.summary.length > 0 && renderSentences(context, view.summary, page, root),
    plot: renderPlot(context, card.story.members),
    reports: renderReports(context, page, root),
    alone: aloneSections(context, page, root),
    quotes: view.quotes.length > 0 && renderQuotes(context, page, root),
    timeline: view.timeline.length > 0 && renderTimeline(context, page, root),
    names: view.names.length > 0 && renderNames(context, page, root),
    changes: renderChanges(context, page, root),
  };
}

function factLine(context: SiteContext, { card, view: { coverage } }: StoryPage): Markup {
  const { story } = card;
  const { strings, formats, language } = context;
  const listed = (names: readonly string[]): string | false => names.length > 0 && formats.list(names, language);
  const tags = coverage.languages.filter((tag) => tag !== 'und');
  const languages = [...new Set(tags.map((tag) => formats.languageName(tag)))];
  const last = markup`<time datetime="${new Date(story.lastMs).toISOString()}">${formats.moment(story.lastMs, language)}</time>`;
  return dotted([
    formats.plural(strings.articles, story.members.length),
    formats.plural(strings.inOutlets, outletCount(story)),
    listed(languages),
    listed(coverage.countries.map((code) => formats.countryName(code))),
    fillDate(strings.updated, last),
    translatedLabel(context, card),
  ]);
}

/** The outlet of an article, leading to the article. */
function cite(post: Post | undefined, root: string): Markup {
  if (post === undefined) return nothing;
  return markup`<a class="cite" href="${linkTo(root, post.folder)}"><bdi>${post.outlet.name}</bdi></a>`;
}

/** A sentence for places that have nothing but its text; of a translation with what made it. */
function describe({ formats }: SiteContext, sentence: StorySentence | undefined): string | undefined {
  if (sentence?.translation === undefined) return sentence?.text;
  return `${sentence.text} (${originNote(sentence.translation, formats)})`;
}

/** A sentence in its own direction, with the outlet behind it; of a translation with what made it. */
function renderSentence(
  { formats }: SiteContext,
  { path, text, translation }: StorySentence,
  { posts }: StoryPage,
  root: string,
  tag: 'li' | 'div',
): Markup {
  const post = posts.get(path);
  const [open, close] = [trusted(`<${tag}`), trusted(`</${tag}>`)];
  const note = translation && markup`<span class="label">${originNote(translation, formats)}</span> `;
  const own = translation ? { language: translation.language, direction: directionOf(translation.language) } : post;
  return markup`${open}${own && attributes(own)}>${text} ${note}${cite(post, root)}${close}`;
}

function renderSentences(
  context: SiteContext,
  sentences: readonly StorySentence[],
  page: StoryPage,
  root: string,
): Markup {
  const items = sentences.map((sentence) => markup`${renderSentence(context, sentence, page, root, 'li')}\n`);
  return markup`<ul class="sentences">
${items}</ul>
`;
}

/** What one outlet alone tells. */
function aloneSections(context: SiteContext, page: StoryPage, root: string): readonly View[] {
  const outlets = new Map(
    page.view.story.members.flatMap(({ outlet, path }) => {
      const post = page.posts.get(path);
      return post === undefined ? [] : [[outlet, post.outlet.name] as const];
    }),
  );
  return page.view.coverage.outlets.flatMap(({ outlet, alone }, index) => {
    const name = outlets.get(outlet);
    if (alone.length === 0 || name === undefined) return [];
    const title = fill(context.strings.onlyThere, { outlet: name });
    return [{ id: `only-${index + 1}`, title, sentences: renderSentences(context, alone, page, root) }];
  });
}

// More of them are there for who wants to read on.
const openQuotes = 8;

function renderQuotes(context: SiteContext, page: StoryPage, root: string): Markup {
  const quotes = page.view.quotes.map((quote) => renderQuote(context, quote, page, root));
  const more = quotes.slice(openQuotes);
  return markup`${quotes.slice(0, openQuotes)}${
    more.length > 0 &&
    markup`<details class="more-quotes"><summary>+${context.formats.number(more.length)}</summary>
${more}</details>
`
  }`;
}

/** What somebody said: who, to whom, and which outlets have it. */
function renderQuote(context: SiteContext, quote: StoryQuote, page: StoryPage, root: string): Markup {
  const { strings, formats } = context;
  const posts = quote.paths.flatMap((path) => page.posts.get(path) ?? []);
  const [first] = posts;
  if (first === undefined) return nothing;
  const who = [
    quote.speaker !== '' && markup`<strong>${quote.speaker}</strong>`,
    quote.addressee !== undefined && fill(strings.saidTo, { name: quote.addressee }),
    !quote.isDirect && markup`<span class="label">${strings.reportedSpeech}</span>`,
    isOtherLanguage(quote.language, context.language) && formats.languageName(quote.language),
    joined(
      posts.map((post) => cite(post, root)),
      { markup: ', ' },
    ),
  ];
  return markup`<figure class="quote${!quote.isDirect && ' indirect'}"><blockquote${attributes(first)}><p>${quote.text}</p></blockquote>
<figcaption>${dotted(who)}</figcaption></figure>
`;
}

function renderTimeline(context: SiteContext, page: StoryPage, root: string): Markup {
  const items = page.view.timeline.map(
    ({ date, sentence }) =>
      markup`<li><time datetime="${date}">${context.formats.partialDate(date)}</time> ${renderSentence(context, sentence, page, root, 'div')}</li>\n`,
  );
  return markup`<ol class="dates">
${items}</ol>
`;
}

function renderNames(context: SiteContext, { view, linkedTags }: StoryPage, root: string): Markup {
  const link = ({ name }: StoryName): Markup => {
    const key = termSlugOf(name);
    if (!linkedTags.has(key)) return markup`<bdi>${name}</bdi>`;
    return markup`<a href="${linkTo(root, inTree(context, `tags/${key}`))}" rel="tag"><bdi>${name}</bdi></a>`;
  };
  const items = view.names.map(
    (entry) =>
      markup`<li${entry.aliases.length > 0 && markup` title="${entry.aliases.join(', ')}"`}>${link(entry)} <span class="count">${context.formats.number(entry.articles)}</span></li>\n`,
  );
  return markup`<ul class="terms">
${items}</ul>
`;
}

/** Articles that their outlets changed after publication, those changed last first. */
function renderChanges(context: SiteContext, { view, posts }: StoryPage, root: string): Markup | undefined {
  const changed = view.story.members
    .flatMap(({ path }) => {
      const post = posts.get(path);
      const last = post?.changes?.at(-1);
      return post === undefined || last === undefined ? [] : [{ post, last }];
    })
    .sort((a, b) => b.last.atMs - a.last.atMs);
  if (changed.length === 0) return undefined;
  const items = changed.map(
    ({ post, last }) =>
      markup`<li><a href="${linkTo(root, changesFolder(post.folder))}"><bdi${attributes(post)}>${post.title}</bdi></a> <span class="meta">${dotted([post.outlet.name, changedFact(context, last), ...changeFacts(context, last)])}</span></li>\n`,
  );
  return markup`<ul class="headlines">
${items}</ul>
`;
}

/** Spec: schema.org/CollectionPage. */
function linkedData({ site }: SiteContext, { card, view, posts }: StoryPage): Readonly<Record<string, unknown>> {
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: card.title,
    url: absoluteUrl(site.url, card.folder),
    dateModified: new Date(view.story.lastMs).toISOString(),
    hasPart: view.story.members.flatMap(({ path }) => {
      const post = posts.get(path);
      if (post === undefined) return [];
      return {
        '@type': 'NewsArticle',
        headline: post.title,
        url: absoluteUrl(site.url, post.folder),
        isBasedOn: post.sourceUrl || undefined,
        datePublished: post.isDateStated ? new Date(post.publishedMs).toISOString() : undefined,
        inLanguage: post.language === 'und' ? undefined : post.language,
        publisher: { '@type': 'Organization', name: post.outlet.name },
      };
    }),
  };
}
