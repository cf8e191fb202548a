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
}

/** Runs each contestant once to warm up, then all of them in turn, `rounds` times. */
export async function measure(contestants: readonly Contestant[], rounds: number): Promise<readonly Measured[]> {
  const times = contestants.map((): number[] => []);
  for (const { run } of contestants) await run();
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, { run }] of contestants.entries()) {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      times[i]?.push((user + system) / 1000);
    }
  }
  return contestants.map(({ name }, i) => {
    const sorted = [...(times[i] ?? [])].sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? 0;
    return { name, minMs: at(0), medianMs: at(0.5), maxMs: at(1) };
  });
}

/** A table with ratios to the first contestant (its median = 1) and items per CPU second. */
export function formatMeasured(title: string, measured: readonly Measured[], items: number, unit: string): string {
  const base = measured[0]?.medianMs ?? 1;
  const rows = measured.map(({ name, minMs, medianMs, maxMs }) =>
    [
      `  ${name.padEnd(34)}`,
      `${(medianMs / items).toFixed(3)} ms`.padStart(12),
      `${(medianMs / base).toFixed(2)}×`.padStart(9),
      `${Math.round((items * 1000) / medianMs)} ${unit}/s`.padStart(18),
      `  ${(minMs / items).toFixed(3)}–${(maxMs / items).toFixed(3)}`,
    ].join(''),
  );
  return [`${title} (${items} ${unit}; CPU time of one, ratio, rate, spread)`, ...rows].join('\n');
}
