import type { PolledHour } from './poll-day.ts';

const panelHeight = 120;
const left = 60;
const width = 620;

/** An SVG with polls, CPU time of a poll and memory, by hour. */
export function plotScale(hours: readonly PolledHour[], title: string): string {
  const panels = [
    panel(hours, 0, 'polls an hour', pollsOf),
    panel(hours, 1, 'ms of CPU a poll', (hour) => hour.cpuMs / Math.max(1, pollsOf(hour))),
    panel(hours, 2, 'memory, MB', ({ memoryMb }) => memoryMb),
  ];
  const height = 40 + 3 * (panelHeight + 40);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 20} ${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${left}" y="22" font-size="14">${title}</text>
${panels.join('\n')}
</svg>
`;
}

function pollsOf({ polls, failed }: PolledHour): number {
  return polls + failed;
}

function panel(
  hours: readonly PolledHour[],
  index: number,
  label: string,
  valueOf: (hour: PolledHour) => number,
): string {
  const top = 50 + index * (panelHeight + 40);
  const most = niceAbove(Math.max(...hours.map(valueOf)));
  const step = width / hours.length;
  const bars = hours.map((hour, i) => {
    const barHeight = (valueOf(hour) / most) * panelHeight;
    return `<rect x="${(left + i * step + 1).toFixed(1)}" y="${(top + panelHeight - barHeight).toFixed(1)}" width="${(step - 2).toFixed(1)}" height="${barHeight.toFixed(1)}" fill="#36648b"/>`;
  });
  const ticks = hours.flatMap((_, i) =>
    i % 6 === 0 ? [`<text x="${(left + i * step).toFixed(1)}" y="${top + panelHeight + 15}">${i} h</text>`] : [],
  );
  return `<text x="${left}" y="${top - 6}">${label}</text>
<line x1="${left}" y1="${top}" x2="${left + width}" y2="${top}" stroke="#ccc"/>
<line x1="${left}" y1="${top + panelHeight}" x2="${left + width}" y2="${top + panelHeight}" stroke="#333"/>
<text x="${left - 8}" y="${top + 4}" text-anchor="end">${most}</text>
<text x="${left - 8}" y="${top + panelHeight + 4}" text-anchor="end">0</text>
${bars.join('')}
${ticks.join('')}`;
}

/** The next of 1, 2, 3, 5, 10, 20, … that is no less. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 3, 5, 10].map((factor) => factor * power).find((step) => step >= value) ?? value;
}
