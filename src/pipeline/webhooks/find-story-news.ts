import { createHash } from 'node:crypto';
import type { Story } from '../../model/story.ts';
import { minOutletsOfStory, outletCount, type StoryPage } from '../../publish/story.ts';
import type { OpenedStories } from '../stories/open-stories.ts';
import { toStoryData } from '../stories/story-data.ts';
import type { FoundNews, News, NewsTools } from './find-news.ts';

const markSubject = 'mark stories';

/** Stories that others take part in than when this was asked last; nothing the first time, and when all stories were found again.
 *  `read`: a story as it may be shown. */
export async function findStoryNews(
  index: Pick<OpenedStories, 'changesSince' | 'file'>,
  read: (story: Story) => Promise<StoryPage | undefined>,
  { seen, project }: Pick<NewsTools, 'seen' | 'project'>,
): Promise<FoundNews> {
  const [file, mark = ''] = (seen.seen(markSubject) ?? '').split(' ');
  const { mark: next, changed } = index.changesSince(file === index.file ? Number(mark) : 0);
  const told = [[markSubject, `${index.file} ${next}`]] as const;
  if (file !== index.file) return { news: [], seen: told };
  const news: News[] = [];
  const versions: (readonly [string, string])[] = [];
  for (const story of changed.filter((one) => outletCount(one) >= minOutletsOfStory)) {
    const subject = `story ${story.id}`;
    const version = digestOf(story);
    if (seen.seen(subject) === version) continue;
    const page = await read(story);
    if (page === undefined) continue;
    versions.push([subject, version]);
    const data = toStoryData(project.site.url, page.card);
    news.push({ event: 'story.changed', subject: story.id, key: `${story.id} ${version}`, data });
  }
  return { news, seen: [...versions, ...told] };
}

/** Which articles it has. */
function digestOf({ members }: Story): string {
  return createHash('sha256')
    .update(JSON.stringify(members.map(({ path }) => path)))
    .digest('hex')
    .slice(0, 16);
}
