import type { Skip } from '../../model/outcome.ts';

export interface SkipCount {
  readonly code: Skip['code'];
  readonly count: number;
  /** Different ones, the most frequent first, a few. */
  readonly detail: string;
}

const detailsTold = 8;

/** What was left out, by reason. */
export class SkipCounts {
  readonly #counts = new Map<Skip['code'], Map<string, number>>();

  add({ code, detail }: Skip): void {
    const details = this.#counts.get(code) ?? new Map<string, number>();
    details.set(detail, (details.get(detail) ?? 0) + 1);
    this.#counts.set(code, details);
  }

  /** The most frequent reason first. */
  list(): readonly SkipCount[] {
    return [...this.#counts]
      .map(([code, details]) => {
        const sorted = [...details].sort(([, a], [, b]) => b - a).map(([detail]) => detail);
        const rest = sorted.length > detailsTold ? ', …' : '';
        const count = [...details.values()].reduce((sum, n) => sum + n, 0);
        return { code, count, detail: sorted.slice(0, detailsTold).join(', ') + rest };
      })
      .sort((a, b) => b.count - a.count);
  }
}
