import { markdownToHtml } from '../markdown/to-html.ts';
import { countWords } from '../text/words.ts';
import { linkTo, rootFrom } from './address.ts';
import { attributes, dayLink, encodeImagePath, imageElement, labelsOf, translatedLabel } from './article-list.ts';
import { goneFact } from './change-list.ts';
import { changesFolder } from './changes.ts';
import { changedFact } from './changes-page.ts';
import { addContents } from './contents.ts';
import { baseLanguage } from './formats.ts';
import { alternateLinks, renderPage } from './layout.ts';
import { dotted, markup, nothing, trusted, type Markup, type MarkupValue } from './markup.ts';
import type { Post } from './post.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { outletCount, type StoryCard } from './story.ts';
import { fill, fillDate } from './strings.ts';
import { articleMetadata } from './structured-data.ts';
import { isMachineTranslation } from './translation.ts';
import { titleAttributes, translationNote, untranslatedBlocks } from './translation-note.ts';
import { makeUsable } from './usable-html.ts';
import type { Sidebar } from './widgets.ts';
import type { LocalImage } from '../model/edition.ts';

const wordsPerMinute = 220;

/** What the page of an article shows of others. */
export interface Surroundings {
  /** The articles before and after this one in time. */
  readonly older: Post | undefined;
  readonly newer: Post | undefined;
  /** All languages it can be had in, this one among them. */
  readonly versions: readonly Post[];
  /** The original of a translation has changed since it was translated. */
  readonly isOutdated?: boolean;
  /** Tags (keys) that have a page. */
  readonly linkedTags: ReadonlySet<string>;
  /** Local copies of pictures of the body, by the address of the original. */
  readonly images: ReadonlyMap<string, LocalImage>;
  /** The story that it is part of. */
  readonly story?: StoryCard | undefined;
}

/** The page of one article. `body`: its Markdown without the last line, as it may be shown. */
export function renderArticlePage(
  context: SiteContext,
  post: Post,
  body: string,
  around: Surroundings,
  sidebar: Sidebar,
): string {
  const root = rootFrom(post.folder);
  const versions = around.versions.map(({ language, folder }) => ({ language, folder }));
  return renderPage(context, {
    folder: post.folder,
    title: post.title,
    description: post.summary,
    head: markup`${articleMetadata(context, post, around.versions)}<link rel="alternate" type="text/markdown" href="index.md">
${alternateLinks(context, versions)}`,
    feeds: { folder: inTree(context, `categories/${post.outlet.key}`), title: post.outlet.name },
    versions: new Map(
      context.trees.flatMap(({ prefix, language }) => {
        const version =
          around.versions.find(({ language: spoken }) => spoken.toLowerCase() === language.toLowerCase()) ??
          around.versions.find(({ language: spoken }) => baseLanguage(spoken) === baseLanguage(language));
        return version === undefined ? [] : [[prefix, version.folder]];
      }),
    ),
    hasForeignPictures: post.images === 'hotlink' && body.includes('!['),
    main: trusted(context.theme.article(articleView(context, post, body, around, root))),
    sidebar:
      post.sidebar === 'none' ? undefined : { side: post.sidebar, content: sidebar(root, 'framed', post.widgets) },
  });
}

/** Marks words of the interface within an article, which may be in another language and direction. */
function own({ language, direction }: SiteContext, content: MarkupValue): Markup {
  return markup`<bdi lang="${language}" dir="${direction}">${content}</bdi>`;
}

/** What the template of an article is filled with. `root`: the way from its page to the root. */
export function articleView(context: SiteContext, post: Post, body: string, around: Surroundings, root: string) {
  const { strings, formats } = context;
  const html = makeUsable(renderBody(context, post, body, root, around.images));
  const { contents, html: prose } = post.hasContents ? addContents(context, html) : { contents: undefined, html };
  const names = formats.list(post.authors, context.language);
  const note = translationNote(context, post, around, root);
  // A theme that has no place for it shows it all the same.
  const hasPlace = context.theme.hasTranslation;
  return {
    t: context.t,
    language: attributes(post),
    outlet: { url: linkTo(root, inTree(context, `categories/${post.outlet.key}`)), name: post.outlet.name },
    labels: [...labelsOf(post, strings), ...(post.isFree ? [] : [strings.subscribers])].map((label) =>
      own(context, label),
    ),
    title: post.title,
    titleClass: titleAttributes(post),
    lead: post.lead,
    byline: post.authors.length > 0 && own(context, fill(strings.by, { authors: names })),
    facts: factLine(context, post, body, root),
    translation: hasPlace && note,
    versions: versionLinks(context, post, around.versions, root),
    story: around.story && storyLink(context, around.story, root),
    original:
      post.sourceUrl === ''
        ? undefined
        : { url: post.sourceUrl, text: own(context, fill(strings.readAt, { outlet: post.outlet.name })) },
    picture: leadPicture(post, body, root),
    contents,
    body: hasPlace ? trusted(prose) : markup`${note}${trusted(prose)}`,
    note: shownNote(context, post),
    authorBox: post.hasAuthorBox && post.authors.length > 0 && own(context, fill(strings.by, { authors: names })),
    source:
      post.sourceUrl === ''
        ? undefined
        : { url: post.sourceUrl, label: own(context, strings.source), name: post.outlet.name },
    rights: post.rights.length > 0 && own(context, fill(strings.rights, { signals: post.rights.join(', ') })),
    hasTags: post.tags.length > 0,
    tagsLabel: own(context, strings.tags),
    tags: post.tags.map(({ key, name }) => ({
      name,
      url: around.linkedTags.has(key) ? linkTo(root, inTree(context, `tags/${key}`)) : '',
    })),
    neighbors: post.hasPager ? neighborLinks(context, around, root) : undefined,
  };
}

function storyLink(context: SiteContext, story: StoryCard, root: string): Markup {
  const { strings, formats } = context;
  const link = markup`<a href="${linkTo(root, story.folder)}"><bdi${attributes(story)}>${story.title}</bdi></a>`;
  return own(
    context,
    markup`${strings.partOfStory}: ${link} (${formats.plural(strings.inOutlets, outletCount(story.story))}) ${translatedLabel(context, story)}`,
  );
}

/** The body as HTML. Pictures without a local copy are not shown, unless the policy lets readers' browsers ask the outlet. */
export function renderBody(
  context: SiteContext,
  post: Post,
  body: string,
  base: string,
  images: ReadonlyMap<string, LocalImage>,
): string {
  if (body === '') return '';
  const html = markdownToHtml(body, {
    localImage: (url) => {
      const image = post.images === 'none' ? undefined : images.get(url);
      if (image === undefined) return undefined;
      const { path, width, height } = image.medium ?? image;
      return { src: base + encodeImagePath(path), width, height, isLead: url === post.thumbnail };
    },
    showForeign: post.images === 'hotlink',
    hasMath: post.hasMath,
    ...untranslatedBlocks(context, post),
  });
  return outlineHeadings(html);
}

/** Numbers the headings of a body from 2, below the title, and without gaps: outlets begin at any level and leave some out.
 *  `html` is our own, so nothing but an element can look like one. */
function outlineHeadings(html: string): string {
  const open: number[] = [];
  return html.replace(/<(\/?)h([1-6])>/g, (_, slash: string, digit: string) => {
    const level = Number(digit);
    if (slash === '') {
      while ((open.at(-1) ?? 0) >= level) open.pop();
      open.push(level);
    }
    return `<${slash}h${Math.min(open.length + 1, 6)}>`;
  });
}

function factLine(context: SiteContext, post: Post, body: string, root: string): Markup {
  const { strings, formats } = context;
  const minutes = Math.max(1, Math.round(wordsIn(body) / wordsPerMinute));
  return dotted([
    publishedFact(context, post, root),
    post.modifiedMs !== undefined &&
      own(context, fillDate(strings.updated, timeElement(context, post.modifiedMs, post))),
    post.text === 'full' &&
      post.translation?.isTitleOnly !== true &&
      own(context, formats.plural(strings.minutes, minutes)),
    post.language !== 'und' && own(context, formats.languageName(post.language)),
    ...revisionFacts(context, post, root),
    post.goneMs !== undefined && own(context, goneFact(context, post, post.goneMs)),
  ]);
}

/** Which revision it is, and where the changes are shown. */
function revisionFacts(context: SiteContext, post: Post, root: string): readonly MarkupValue[] {
  if (post.revision < 2) return [];
  const name = fill(context.strings.revision, { n: context.formats.number(post.revision) });
  const last = post.changes?.at(-1);
  if (last === undefined) return [own(context, name)];
  const link = markup`<a href="${linkTo(root, changesFolder(post.folder))}">${name}</a>`;
  return [own(context, link), own(context, changedFact(context, last))];
}

/** How many words a body has. The exact measure is needed only where words have no spaces between them; it takes ten times
 *  as long, which is a tenth of a build. */
function wordsIn(body: string): number {
  if (/[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/.test(body)) return countWords(body);
  let count = 1;
  for (let at = body.indexOf(' '); at !== -1; at = body.indexOf(' ', at + 1)) count += 1;
  return count;
}

/** The date of publication; without one the day on which we fetched the article, and that it is no more than that. */
function publishedFact(context: SiteContext, post: Post, root: string): Markup {
  const { strings, formats, language } = context;
  const link = (when: Markup): Markup => markup`<a href="${dayLink(context, post.day, root)}">${when}</a>`;
  if (!post.isDateStated) {
    const day = markup`<time datetime="${post.day}">${formats.date(post.day, language)}</time>`;
    return own(context, fillDate(strings.collected, link(day)));
  }
  if (post.time !== '') return link(timeElement(context, post.publishedMs, post));
  const day = markup`<time datetime="${post.day}"${attributes(post)}>${formats.date(post.day, post.language)}</time>`;
  return link(day);
}

function timeElement(context: SiteContext, epochMs: number, post: Post): Markup {
  const instant = new Date(epochMs).toISOString();
  return markup`<time datetime="${instant}"${attributes(post)}>${context.formats.moment(epochMs, post.language)}</time>`;
}

/** The other languages it can be had in. */
function versionLinks(context: SiteContext, post: Post, versions: readonly Post[], root: string): Markup {
  const others = versions.filter(({ folder }) => folder !== post.folder);
  if (others.length === 0) return nothing;
  const links = others.map((version) => {
    const { folder, language } = version;
    const name = markup`<bdi>${context.formats.ownLanguageName(language)}</bdi>`;
    const link = markup`<a href="${linkTo(root, folder)}" lang="${language}" hreflang="${language}">${name}</a>`;
    return own(context, markup`${link}${versionKind(context, version, post)}`);
  });
  return own(context, markup`${context.strings.otherLanguages}: ${dotted(links)}`);
}

/** What a version in another language is: the original, or made by a program. */
function versionKind({ strings }: SiteContext, version: Post, post: Post): string | false {
  if (isMachineTranslation(version)) return ` (${strings.machineTranslation})`;
  return post.translation !== undefined && version.suffix === '' && ` (${strings.originalVersion})`;
}

/** That there is more of it at the outlet than here. */
function shownNote(context: SiteContext, post: Post): Markup | undefined {
  if (post.text === 'full') return undefined;
  const { excerptNote, headlineNote } = context.strings;
  return own(context, fill(post.text === 'excerpt' ? excerptNote : headlineNote, { outlet: post.outlet.name }));
}

/** The picture of the front matter, unless the body has it too. */
function leadPicture(post: Post, body: string, root: string): Markup | undefined {
  if (post.image === undefined || body.includes(post.thumbnail)) return undefined;
  return imageElement(post.image, root, '', 'lead');
}

function neighborLinks(context: SiteContext, { older, newer }: Surroundings, root: string) {
  const link = (post: Post | undefined, label: string, rel: string) =>
    post === undefined
      ? []
      : [
          {
            ...{ rel, url: linkTo(root, post.folder), language: attributes(post), title: post.title },
            label: dotted([label, translatedLabel(context, post)]),
          },
        ];
  const links = [
    ...link(older, context.strings.previousArticle, 'prev'),
    ...link(newer, context.strings.nextArticle, 'next'),
  ];
  return links.length === 0 ? undefined : { links };
}
