import type { StoryView } from '../../model/story.ts';
import type { Post } from '../../publish/post.ts';
import type { StoryCard } from '../../publish/story.ts';
import { folderOfStory } from './describe-story.ts';

/** What other pages tell of a story. `posts`: its articles by their files. */
export function toCard(view: StoryView, posts: ReadonlyMap<string, Post>): StoryCard {
  const { story, title, summary, coverage } = view;
  const central = posts.get(title.path);
  const [sentence] = summary;
  const teller = sentence && posts.get(sentence.path);
  return {
    id: story.id,
    folder: folderOfStory(story),
    title: title.text,
    language: central?.language ?? 'und',
    direction: central?.direction ?? 'ltr',
    outlet: posts.get(story.members[0]?.path ?? '')?.outlet.name ?? '',
    ...(sentence &&
      teller && {
        lead: {
          text: sentence.text,
          language: teller.language,
          direction: teller.direction,
          outlet: teller.outlet.name,
        },
      }),
    story,
    coverage: { ...coverage, outlets: coverage.outlets.map((outlet) => ({ ...outlet, alone: [] })) },
  };
}
