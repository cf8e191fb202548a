import { formatInZone } from '../dates/zone.ts';
import type { StorySentence } from '../model/story.ts';
import type { RankedStory } from '../pipeline/stories/read-story.ts';
import { foldCopies, outletCount, type StoryPage } from '../publish/story.ts';
import { shorten } from './terminal.ts';

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function localOf(ms: number, timeZone: string): string {
  return formatInZone(new Date(ms).toISOString(), timeZone).slice(0, 16);
}

/** A story in a list, with why it stands where it does, as three lines. */
export function rankedLines(
  { card, rank }: RankedStory,
  at: number,
  timeZone: string,
  width: number,
): readonly string[] {
  const { story, coverage } = card;
  const others = outletCount(story) - 1;
  const facts = [
    `${card.outlet}${others > 0 ? ` +${count(others, 'outlet')}` : ''}`,
    count(story.members.length, 'article'),
    ...(coverage.languages.length > 1 ? [count(coverage.languages.length, 'language')] : []),
    `last ${localOf(story.lastMs, timeZone)}`,
  ];
  const own = `${count(rank.independent, 'outlet')} of ${rank.independent === 1 ? 'its' : 'their'} own`;
  const why = `${own}, ${rank.early} within ${rank.earlyMs / 3_600_000} h`;
  const { outlets, speed, recency } = rank.parts;
  const product = [outlets, speed, recency].map((part) => part.toFixed(2)).join(' × ');
  return [
    `${String(at).padStart(3)}  ${shorten(card.title, width - 5)}`,
    `     ${facts.join(' · ')}`,
    `     ${story.id}  ${why}; outlets × speed × recency: ${product} = ${rank.score.toFixed(2)}`,
  ];
}

/** A story as lines of text. */
export function storyLines({ card, view, posts }: StoryPage, timeZone: string, width: number): readonly string[] {
  const outlet = (path: string): string => posts.get(path)?.outlet.name ?? '';
  const told = ({ path, text, translation }: StorySentence): readonly string[] =>
    wrap(
      `${text}  [${outlet(path)}${translation ? `, translated: ${translation.from} ${translation.engine}` : ''}]`,
      width,
      '  ',
    );
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  const report = (path: string, ms: number, indent: string): string =>
    shorten(
      `${localOf(ms, timeZone)}  ${outlet(path)}: ${posts.get(path)?.title ?? ''}`,
      width - indent.length,
    ).replace(/^/, indent);
  const { story, coverage } = view;
  return [
    card.title,
    `${card.id}  ${count(story.members.length, 'article')}, ${count(outletCount(story), 'outlet')}, ${coverage.languages.join(' ')}`,
    ...section('In short', view.summary.flatMap(told)),
    ...section(
      'Who reported it, and when',
      foldCopies(story.members).flatMap(({ article, copies }) => [
        report(article.path, article.publishedMs, '  '),
        ...copies.map(({ path, publishedMs }) => report(path, publishedMs, '    = ')),
      ]),
    ),
    ...coverage.outlets.flatMap(({ alone }) =>
      section(`Only ${outlet(alone[0]?.path ?? '')} tells`, alone.flatMap(told)),
    ),
    ...section(
      'Quotes',
      view.quotes.flatMap(({ speaker, text, isDirect, paths }) =>
        wrap(
          `${speaker || '?'}${isDirect ? '' : ' (reported)'}: ${text}  [${paths.map(outlet).join(', ')}]`,
          width,
          '  ',
        ),
      ),
    ),
    ...section(
      'Timeline',
      view.timeline.flatMap(({ date, sentence }) =>
        wrap(`${date}  ${sentence.text}  [${outlet(sentence.path)}]`, width, '  '),
      ),
    ),
    ...section(
      'Who and what',
      wrap(view.names.map(({ name, articles }) => `${name} (${articles})`).join(', '), width, '  '),
    ),
  ];
}

/** A text in lines of at most `width` columns, cut between words. */
function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && indent.length + line.length + word.length + 1 > width) {
      lines.push(indent + line);
      line = '  ';
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return line.trim() === '' ? lines : [...lines, indent + line];
}
