import type { StorySentence } from '../../model/story.ts';
import { absoluteUrl } from '../../publish/address.ts';
import { outletCount, type StoryCard, type StoryPage, type StoryRank } from '../../publish/story.ts';

/** A story for programs: plain data with addresses and instants (RFC 3339), the same on the command line and from the server. `rank`:
 *  left out where it was not compared with others. */
export function toStoryData(siteUrl: string, card: StoryCard, rank?: StoryRank) {
  const { story, coverage } = card;
  return {
    id: story.id,
    title: card.title,
    url: absoluteUrl(siteUrl, card.folder),
    articles: story.members.length,
    outlets: outletCount(story),
    independent: coverage.independent,
    languages: coverage.languages,
    countries: coverage.countries,
    first: toInstant(story.firstMs),
    last: toInstant(story.lastMs),
    ...(rank && {
      rank: {
        score: rank.score,
        parts: rank.parts,
        independent: rank.independent,
        early: { outlets: rank.early, hours: rank.earlyMs / 3_600_000 },
        last: toInstant(rank.lastMs),
      },
    }),
  };
}

/** All of it. */
export function toWholeStoryData(siteUrl: string, { card, view, posts }: StoryPage) {
  const urlOf = (path: string): string => absoluteUrl(siteUrl, posts.get(path)?.folder ?? '');
  const toSentence = ({ path, text, translation }: StorySentence) => ({
    text,
    ...(translation && { translation }),
    url: urlOf(path),
    outlet: posts.get(path)?.outlet.key,
  });
  const { merged, partedFrom, members } = view.story;
  return {
    ...toStoryData(siteUrl, card),
    merged: merged.map(({ id, atMs }) => ({ id, at: toInstant(atMs) })),
    ...(partedFrom && { partedFrom: { id: partedFrom.id, at: toInstant(partedFrom.atMs) } }),
    summary: view.summary.map(toSentence),
    reports: members.map(({ path, url, outlet, language, publishedMs, copyOf }) => ({
      ...{ title: posts.get(path)?.title ?? '', url: urlOf(path), source: url, outlet, language, path },
      published: toInstant(publishedMs),
      ...(copyOf !== undefined && { copyOf: urlOf(copyOf) }),
    })),
    coverage: view.coverage.outlets.map(({ outlet, firstMs, articles, onlyCopies, alone }) => ({
      ...{ outlet, first: toInstant(firstMs), articles, onlyCopies },
      alone: alone.map(toSentence),
    })),
    quotes: view.quotes.map(({ paths, ...quote }) => ({ ...quote, urls: paths.map(urlOf) })),
    timeline: view.timeline.map(({ date, sentence }) => ({ date, ...toSentence(sentence) })),
    names: view.names,
  };
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}
