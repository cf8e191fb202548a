/** A value at a time (epoch ms), as memory in MB. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** How fast something grows. */
export interface Slope {
  /** For each hour, and the half width of its 95 % confidence interval. */
  readonly perHour: number;
  readonly within: number;
  readonly points: number;
}

/** The slope of values over time (epoch ms) by least squares, of the least of each minute: what is left when work is done. Undefined for
 *  fewer than four minutes. */
export function findSlope(samples: readonly Sample[]): Slope | undefined {
  const minutes = new Map<number, number>();
  for (const { at, value } of samples) {
    const minute = Math.floor(at / 60_000);
    minutes.set(minute, Math.min(minutes.get(minute) ?? Infinity, value));
  }
  const points = [...minutes].map(([minute, value]) => ({ x: minute / 60, y: value }));
  if (points.length < 4) return undefined;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const perHour = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - perHour * (x - meanX)) ** 2, 0);
  const freedom = points.length - 2;
  const within = quantileOf(freedom) * Math.sqrt(rest / freedom / spread);
  return { perHour, within, points: points.length };
}

/** The 97.5 % quantile of Student's t (Hill's expansion around the normal one; off by less than 2 % from three degrees on). */
function quantileOf(freedom: number): number {
  const z = 1.959964;
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ];
  return terms.reduce((sum, term, power) => sum + term / freedom ** power, 0);
}
