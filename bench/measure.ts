/** CPU time of several ways to do one job, taken in turn in one process. */

export interface Contestant {
  readonly name: string;
  /** Does the whole job once. */
  readonly run: () => unknown;
}

export interface Measured {
  readonly name: string;
  /** CPU milliseconds (user and system) of one whole job. */
  readonly minMs: number;
  readonly medianMs: number;
  readonly maxMs: number;
  /** Of the process that did nothing else: what it held before the job, and at most. */
  readonly memory?: { readonly startBytes: number; readonly peakBytes: number };
}

/** Runs each contestant once to warm up, then all of them in turn, `rounds` times. */
export function measure(contestants: readonly Contestant[], rounds: number): Promise<readonly Measured[]> {
  return measureByPart(contestants, 1, rounds);
}

/** The same for jobs that have parts: all contestants do a part in turn before the next one begins, so that none has a warmer
 *  or emptier machine than another. `times` are sums over the parts: of the least, median and most of each. */
export async function measureByPart(
  contestants: readonly { readonly name: string; readonly run: (part: number) => unknown }[],
  parts: number,
  rounds: number,
): Promise<readonly Measured[]> {
  const times = contestants.map(() => Array.from({ length: parts }, (): number[] => []));
  for (let round = 0; round <= rounds; round += 1) {
    for (let part = 0; part < parts; part += 1) {
      for (const [i, { run }] of contestants.entries()) {
        const before = process.cpuUsage();
        await run(part);
        const { user, system } = process.cpuUsage(before);
        if (round > 0) times[i]?.[part]?.push((user + system) / 1000); // the first round warms up
      }
    }
  }
  return contestants.map(({ name }, i) => {
    const spreads = (times[i] ?? []).map((one) => toMeasured(name, one));
    const sum = (valueOf: (spread: Measured) => number): number =>
      spreads.reduce((total, spread) => total + valueOf(spread), 0);
    return {
      name,
      minMs: sum(({ minMs }) => minMs),
      medianMs: sum(({ medianMs }) => medianMs),
      maxMs: sum(({ maxMs }) => maxMs),
    };
  });
}

/** The spread of several runs of one job. */
function toMeasured(name: string, times: readonly number[]): Measured {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? 0;
  return { name, minMs: at(0), medianMs: at(0.5), maxMs: at(1) };
}

/** A table with ratios to the first contestant (its median = 1), items per CPU second, and peak memory where it is known. */
export function formatMeasured(title: string, measured: readonly Measured[], items: number, unit: string): string {
  const base = measured[0]?.medianMs ?? 1;
  const hasMemory = measured.some(({ memory }) => memory !== undefined);
  const megabytes = (bytes: number): string => Math.round(bytes / 1024 ** 2).toString();
  const rows = measured.map(({ name, minMs, medianMs, maxMs, memory }) =>
    [
      `  ${name.padEnd(34)}`,
      `${(medianMs / items).toFixed(3)} ms`.padStart(12),
      `${(medianMs / base).toFixed(2)}×`.padStart(9),
      `${Math.round((items * 1000) / medianMs)} ${unit}/s`.padStart(18),
      memory === undefined
        ? ''
        : `${megabytes(memory.peakBytes)} (${megabytes(memory.peakBytes - memory.startBytes)}) MB`.padStart(18),
      `  ${(minMs / items).toFixed(3)}–${(maxMs / items).toFixed(3)}`,
    ].join(''),
  );
  const columns = `CPU time of one, ratio, rate, ${hasMemory ? 'peak memory (over that before the first), ' : ''}spread`;
  return [`${title} (${items} ${unit}; ${columns})`, ...rows].join('\n');
}
