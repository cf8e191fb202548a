import { formatInZone } from '../../dates/zone.ts';
import { renderMarkdown } from '../../markdown/render-markdown.ts';
import type { Block, Inline } from '../../model/article.ts';
import type { StorySentence } from '../../model/story.ts';
import { absoluteUrl } from '../../publish/address.ts';
import type { Post } from '../../publish/post.ts';
import type { SiteContext } from '../../publish/site-context.ts';
import { foldCopies, originNote, type StoryPage } from '../../publish/story.ts';
import { fill } from '../../publish/strings.ts';
import { translationMark } from '../../publish/translation.ts';
import { formatYamlString } from '../../store/yaml-string.ts';

/** What a file takes from its site. */
export type StoryWords = Pick<SiteContext, 'site' | 'strings' | 'formats' | 'language'>;

/** Where the Markdown file of a story lies. `folder`: that of its page. */
export function storyFilePath(folder: string): string {
  return `content/${folder}.md`;
}

/** A story as a Markdown file that Hugo builds, with what its page tells: front matter as articles have it, then what the articles
 *  say, each with a link to it. */
export function formatStoryFile(context: StoryWords, page: StoryPage): string {
  const body = renderMarkdown(bodyOf(context, page));
  return `---\n${frontMatterOf(context, page)}---\n\n${body}\n`;
}

function frontMatterOf({ site, formats }: StoryWords, { card, view }: StoryPage): string {
  const { story, coverage } = view;
  const local = (ms: number): string => formatInZone(new Date(ms).toISOString(), site.timeZone);
  const instant = (ms: number): string => new Date(ms).toISOString();
  return [
    field('title', card.title),
    field('date', local(story.firstMs)),
    field('lastmod', local(story.lastMs)),
    field(
      'summary',
      view.summary
        .slice(0, 1)
        .map((sentence) => sentence.text + noteOf(formats, sentence))
        .join(''),
    ),
    list('categories', ['stories']),
    list('lang', [card.language]),
    list('tags', [...new Set(view.names.map(({ name }) => name))]),
    'courant:\n',
    field('  story', story.id),
    list('  outlets', [...new Set(story.members.map(({ outlet }) => outlet))]),
    list('  countries', coverage.countries),
    list('  languages', coverage.languages),
    list(
      '  members',
      story.members.map(({ path }) => path),
    ),
    list(
      '  merged',
      story.merged.map(({ id, atMs }) => `${id} ${instant(atMs)}`),
    ),
    story.partedFrom && field('  partedFrom', `${story.partedFrom.id} ${instant(story.partedFrom.atMs)}`),
  ]
    .filter(Boolean)
    .join('');
}

function field(key: string, value: string): string {
  return `${key}: ${formatYamlString(value)}\n`;
}

function list(key: string, values: readonly string[]): string {
  if (values.length === 0) return `${key}: []\n`;
  const indent = /^ */.exec(key)?.[0] ?? '';
  return `${key}:\n${values.map((value) => `${indent}  - ${formatYamlString(value)}\n`).join('')}`;
}

function bodyOf(context: StoryWords, page: StoryPage): readonly Block[] {
  const { strings } = context;
  const { view } = page;
  return [
    ...section(strings.inShort, bullets(view.summary.map((sentence) => told(context, sentence, page)))),
    ...section(strings.reports, reports(context, page)),
    ...view.coverage.outlets.flatMap(({ alone }) => {
      const [first] = alone.flatMap(({ path }) => page.posts.get(path) ?? []);
      if (first === undefined) return [];
      const title = fill(strings.onlyThere, { outlet: first.outlet.name });
      return section(title, bullets(alone.map((sentence) => told(context, sentence, page))));
    }),
    ...section(strings.quotes, quotes(context, page)),
    ...section(
      strings.timeline,
      bullets(
        view.timeline.map(({ date, sentence }) => [
          { kind: 'strong', children: [text(context.formats.partialDate(date))] },
          text(' '),
          ...told(context, sentence, page),
        ]),
      ),
    ),
  ];
}

function text(content: string): Inline {
  return { kind: 'text', text: content };
}

function section(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, inlines: [text(title)] }, ...blocks];
}

function bullets(items: readonly (readonly Inline[])[]): readonly Block[] {
  if (items.length === 0) return [];
  return [{ kind: 'list', ordered: false, items: items.map((inlines) => [{ kind: 'paragraph', inlines }]) }];
}

function cite({ site }: StoryWords, post: Post, name: string): Inline {
  return { kind: 'link', href: absoluteUrl(site.url, post.folder), children: [text(name)] };
}

/** What a sentence of a translation was made from and by. */
function noteOf(formats: StoryWords['formats'], { translation }: StorySentence): string {
  return translation === undefined ? '' : ` [${originNote(translation, formats)}]`;
}

function told(context: StoryWords, sentence: StorySentence, { posts }: StoryPage): readonly Inline[] {
  const post = posts.get(sentence.path);
  return post === undefined
    ? [text(sentence.text)]
    : [
        text(`${sentence.text}${noteOf(context.formats, sentence)} (`),
        cite(context, post, post.outlet.name),
        text(')'),
      ];
}

function reports(context: StoryWords, { view, posts, translations }: StoryPage): readonly Block[] {
  const { formats, language } = context;
  const line = (path: string): readonly Inline[] => {
    const post = posts.get(path);
    if (post === undefined) return [];
    const when = post.isDateStated ? `, ${formats.moment(post.publishedMs, language)}` : '';
    const translated = translations?.get(path);
    const mark = translated ? ` · ${translationMark(context, translated)}` : '';
    return [cite(context, post, translated?.title ?? post.title), text(` · ${post.outlet.name}${when}${mark}`)];
  };
  const items = foldCopies(view.story.members).map(({ article, copies }): readonly Block[] => [
    { kind: 'paragraph', inlines: line(article.path) },
    ...bullets(copies.map(({ path }) => line(path))),
  ]);
  return [{ kind: 'list', ordered: true, items }];
}

function quotes(context: StoryWords, { view, posts }: StoryPage): readonly Block[] {
  const { strings } = context;
  return view.quotes.flatMap(({ text: said, speaker, isDirect, paths }): readonly Block[] => {
    const links = paths.flatMap((path, index) => {
      const post = posts.get(path);
      return post === undefined ? [] : [text(index === 0 ? '' : ', '), cite(context, post, post.outlet.name)];
    });
    const who = [speaker, isDirect ? '' : strings.reportedSpeech].filter(Boolean).join(' · ');
    const from: readonly Inline[] = [text(`— ${who === '' ? '' : `${who} · `}`), ...links];
    const blocks: readonly Block[] = [
      { kind: 'paragraph', inlines: [text(said)] },
      { kind: 'paragraph', inlines: from },
    ];
    return [{ kind: 'quote', blocks }];
  });
}
