import type { Sample } from './find-slope.ts';

export interface SoakPicture {
  readonly rss: readonly Sample[];
  readonly heap: readonly Sample[];
  /** Epoch ms. */
  readonly kills: readonly number[];
  readonly startedAt: number;
  readonly stillFrom: number;
  readonly minutes: number;
}

const width = 640;
const height = 240;
const left = 50;
const top = 40;

/** An SVG with resident memory, and what is left of the heap when it was cleared, over time; a line for each kill, and
 *  a shade from when on the archive stood still. */
export function plotSoak({ rss, heap, kills, startedAt, stillFrom, minutes }: SoakPicture): string {
  const most = Math.ceil(Math.max(100, ...rss.map(({ value }) => value)) / 100) * 100;
  const xOf = (at: number): string => (left + ((at - startedAt) / (minutes * 60_000)) * width).toFixed(1);
  const yOf = (value: number): string => (top + height - (value / most) * height).toFixed(1);
  const killed = kills.map((at) => `M${xOf(at)} ${top}v${height}`).join('');
  const dots = heap.map(({ at, value }) => `<circle cx="${xOf(at)}" cy="${yOf(value)}" r="1.5"/>`).join('');
  const step = Math.max(1, Math.round(minutes / 6));
  const ticks = Array.from({ length: Math.floor(minutes / step) + 1 }, (_, n) => n * step).map(
    (minute) =>
      `<text x="${xOf(startedAt + minute * 60_000)}" y="${top + height + 18}" text-anchor="middle">${minute} min</text>`,
  );
  const lines = [0, most / 2, most].map(
    (value) =>
      `<path d="M${left} ${yOf(value)}h${width}" stroke="#ccc"/><text x="${left - 6}" y="${yOf(value)}" text-anchor="end" dominant-baseline="middle">${value}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 30} ${top + height + 30}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<rect x="${xOf(stillFrom)}" y="${top}" width="${left + width - Number(xOf(stillFrom))}" height="${height}" fill="#eef3f7"/>
<text x="${left}" y="22">MB: resident (line), heap after it was cleared (dots); red: killed; shaded: nothing new</text>
${lines.join('\n')}
<path d="${killed}" stroke="#c33" stroke-width="0.7"/>
<path d="${pathOf(rss, xOf, yOf)}" fill="none" stroke="#36648b"/>
<g fill="#2a7d46">${dots}</g>
${ticks.join('\n')}
</svg>
`;
}

/** A line with gaps where nothing ran, with the highest of each five seconds. */
function pathOf(points: readonly Sample[], xOf: (at: number) => string, yOf: (value: number) => string): string {
  const highest = new Map<number, Sample>();
  for (const point of points) {
    const slot = Math.floor(point.at / 5000);
    const known = highest.get(slot);
    if (known === undefined || point.value > known.value) highest.set(slot, point);
  }
  let last = 0;
  return [...highest.values()]
    .map(({ at, value }) => {
      const isNew = at - last > 12_000;
      last = at;
      return `${isNew ? 'M' : 'L'}${xOf(at)} ${yOf(value)}`;
    })
    .join('');
}
