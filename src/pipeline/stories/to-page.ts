import type { ArticleFile } from '../../model/article-file.ts';
import type { Story, StoryView } from '../../model/story.ts';
import { directionOf } from '../../publish/formats.ts';
import { translationPathsOf, type Post } from '../../publish/post.ts';
import type { StoryCard, StoryPage } from '../../publish/story.ts';
import { folderOfStory, shownStory, toStoryArticle } from './shown-story.ts';
import type { StoryStages } from './story-source.ts';

/** What may be shown of articles: their posts, and their files as they may be shown. */
export interface ShownArticles {
  readonly posts: ReadonlyMap<string, Post>;
  /** Translations into the language of readers, by the files of the originals. */
  readonly translations?: ReadonlyMap<string, Post>;
  /** Of an article or a translation; undefined when nothing of it is. */
  readonly fileOf: (path: string) => ArticleFile | undefined;
  readonly countryOf: (outlet: string) => string | undefined;
}

/** All that is told of a story to readers of a language (BCP 47); undefined for one that too little may be shown of. */
export function toStoryPage(
  story: Story,
  { posts, translations = new Map(), fileOf, countryOf }: ShownArticles,
  stages: StoryStages,
  language: string,
): Omit<StoryPage, 'linkedTags'> | undefined {
  const shown = shownStory(story, (path) => posts.has(path));
  if (shown === undefined) return undefined;
  const articles = shown.members.flatMap((member) => {
    const file = fileOf(member.path);
    if (file === undefined) return [];
    const country = countryOf(member.outlet);
    const name = posts.get(member.path)?.outlet.name ?? member.outlet;
    const [translation] = translationPathsOf(member.path, language).flatMap((path) => fileOf(path) ?? []);
    return toStoryArticle(member, file, { name, ...(country !== undefined && { country }) }, translation);
  });
  const view = stages.describe(shown, articles, language);
  return { card: toCard(view, posts, translations), view, posts, translations };
}

/** What other pages tell of a story. `posts`: its articles by their files; `translations`: likewise. */
function toCard(view: StoryView, posts: ReadonlyMap<string, Post>, translations: ReadonlyMap<string, Post>): StoryCard {
  const { story, title, summary, coverage } = view;
  const translated = translations.get(title.path);
  const central = translated ?? posts.get(title.path);
  const [sentence] = summary;
  const teller = sentence && posts.get(sentence.path);
  return {
    id: story.id,
    folder: folderOfStory(story),
    title: translated?.title ?? title.text,
    language: central?.language ?? 'und',
    direction: central?.direction ?? 'ltr',
    ...(translated?.translation && { translation: translated.translation }),
    outlet: posts.get(story.members[0]?.path ?? '')?.outlet.name ?? '',
    ...(sentence &&
      teller && {
        lead: {
          text: sentence.text,
          language: sentence.translation?.language ?? teller.language,
          direction: sentence.translation === undefined ? teller.direction : directionOf(sentence.translation.language),
          ...(sentence.translation && { translation: sentence.translation }),
          outlet: teller.outlet.name,
        },
      }),
    story,
    coverage: { ...coverage, outlets: coverage.outlets.map((outlet) => ({ ...outlet, alone: [] })) },
  };
}
