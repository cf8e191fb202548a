import type { SourceId } from '../model/ids.ts';
import type { IndexDatabase } from './database.ts';
import { sourceIn } from './feeds.ts';
import type { SourceState } from './store.ts';

export interface SourceStateRow {
  readonly source: string;
  readonly feeds: string;
  readonly include: string;
  readonly exclude: string;
  readonly rules: string;
}

/** What the source files said when they were followed last. */
export class SourceStateTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  list(): readonly SourceState[] {
    return this.#db.all<SourceStateRow>('SELECT * FROM source_states ORDER BY source').map(toSourceState);
  }

  put(states: readonly SourceState[]): void {
    this.#db.transaction(() => {
      for (const { source, feeds, include, exclude, rules } of states)
        this.#db.run(
          'INSERT OR REPLACE INTO source_states (source, feeds, include, exclude, rules) VALUES (?, ?, ?, ?, ?)',
          source,
          ...[feeds, include, exclude].map((list) => JSON.stringify(list)),
          rules,
        );
    });
  }

  remove(source: SourceId): void {
    this.#db.run('DELETE FROM source_states WHERE source = ?', source);
  }
}

export function toSourceState({ source, feeds, include, exclude, rules }: SourceStateRow): SourceState {
  return {
    source: sourceIn(source),
    feeds: JSON.parse(feeds) as string[],
    include: JSON.parse(include) as string[],
    exclude: JSON.parse(exclude) as string[],
    rules,
  };
}
