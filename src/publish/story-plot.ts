import type { StoryMember } from '../model/story.ts';
import { markup, nothing, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [10 * minute, 30 * minute, hour, 2 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 30 * day] as const;
const maxBars = 30;
const minArticles = 3;
const [barWidth, height] = [20, 100];
// One article alone is no tower.
const lowestTop = 2;

interface Bar {
  /** Epoch ms. */
  readonly fromMs: number;
  readonly own: number;
  readonly copies: number;
}

/** How many articles came when, as bars: copies stand on what outlets wrote themselves. A drawing that needs no script; what it
 *  shows stands in words in its description. Nothing for less than three articles. */
export function renderPlot(context: SiteContext, members: readonly StoryMember[]): Markup {
  if (members.length < minArticles) return nothing;
  const { strings, formats, language } = context;
  const { bars, stepMs } = toBars(members);
  const most = Math.max(lowestTop, ...bars.map(({ own, copies }) => own + copies));
  const tell = ({ fromMs, own, copies }: Bar): string => {
    const counts = [
      own > 0 && formats.plural(strings.articles, own),
      copies > 0 && formats.plural(strings.copies, copies),
    ];
    return `${formats.moment(fromMs, language)}: ${counts.filter(Boolean).join(' ')}`;
  };
  const told = bars.filter(({ own, copies }) => own + copies > 0).map(tell);
  const drawn = bars.map((bar, index) => renderBar(bar, index, most, tell(bar)));
  const last = (bars.at(-1)?.fromMs ?? 0) + stepMs;
  const edge = (ms: number): Markup =>
    markup`<time datetime="${new Date(ms).toISOString()}" dir="${context.direction}">${formats.moment(ms, language)}</time>`;
  return markup`<figure class="plot">
<svg viewBox="0 0 ${bars.length * barWidth} ${height}" preserveAspectRatio="none" role="img" aria-labelledby="plot-title plot-text"><title id="plot-title">${strings.overTime}</title><desc id="plot-text">${told.join('; ')}</desc>
${drawn}</svg>
<figcaption>${edge(bars[0]?.fromMs ?? 0)} ${edge(last)}</figcaption></figure>
`;
}

function renderBar({ own, copies }: Bar, index: number, most: number, text: string): Markup {
  if (own + copies === 0) return nothing;
  const tall = (count: number): number => Math.round((count / most) * height);
  const part = (kind: string, count: number, below: number): Markup | false =>
    count > 0 &&
    markup`<rect class="${kind}" x="${index * barWidth + 1}" y="${height - tall(below + count)}" width="${barWidth - 2}" height="${tall(below + count) - tall(below)}"/>`;
  return markup`<g><title>${text}</title>${part('own', own, 0)}${part('copied', copies, own)}</g>
`;
}

/** Bars of one width from the first to the last article, as narrow as their number allows. */
function toBars(members: readonly StoryMember[]): { readonly bars: readonly Bar[]; readonly stepMs: number } {
  const times = members.map(({ publishedMs }) => publishedMs);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const countOf = (stepMs: number): number => Math.floor(last / stepMs) - Math.floor(first / stepMs) + 1;
  const longest = Math.ceil((last - first) / (maxBars - 1) / day) * day;
  const stepMs = steps.find((step) => countOf(step) <= maxBars) ?? longest;
  const start = Math.floor(first / stepMs) * stepMs;
  const bars = Array.from({ length: countOf(stepMs) }, (_, index): Bar => {
    const fromMs = start + index * stepMs;
    const inside = members.filter(({ publishedMs }) => publishedMs >= fromMs && publishedMs < fromMs + stepMs);
    const copies = inside.filter(({ copyOf }) => copyOf !== undefined).length;
    return { fromMs, own: inside.length - copies, copies };
  });
  return { bars, stepMs };
}
