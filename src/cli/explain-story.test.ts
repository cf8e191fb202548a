import { expect, test } from 'vitest';
import type { StoryExplanation } from '../pipeline/stories/explain-story.ts';
import { explanationLines } from './explain-story.ts';

const article = { path: 'content/post/a.md', outlet: 'harbor-gazette', language: 'en', title: 'The ferry comes back' };
const explained: StoryExplanation = {
  id: 's000000000001',
  merged: [],
  articles: [
    { ...article, sameness: 0.91 },
    { ...article, outlet: 'grenzland-bote', copyOf: article.path },
  ],
  shared: [
    { kind: 'far', term: 'frk', articles: 2, weight: 3 },
    { kind: 'name', term: 'corrin', articles: 2, weight: 2.5 },
  ],
  near: [{ id: 's000000000002', title: 'Another ferry', sameness: 0.1, least: 0.15, shared: [] }],
};

test('tells how sure each article is, what they share, and why a story that comes near is another one', () => {
  expect(explanationLines(explained)).toEqual([
    's000000000001  how sure each article is of the same event, from 0 to 1:',
    '  0.91  harbor-gazette  en  The ferry comes back',
    '  copy  grenzland-bote  en  The ferry comes back',
    '',
    'What they share, with how rare it is in the archive:',
    '  2.5  name   ×2  corrin',
    '  3.0  sound  ×2  frk',
    '',
    'Not with s000000000002: 0.10 where more than 0.15 is asked for',
    '  Another ferry',
    '  nothing',
  ]);
});
