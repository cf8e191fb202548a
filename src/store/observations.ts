import type { SkipCode } from '../errors.ts';
import type { SourceId } from '../model/ids.ts';
import type { IndexDatabase } from './database.ts';
import { sourceIn } from './feeds.ts';
import { urlIn } from './pages.ts';
import type { Observation } from './store.ts';

interface ObservationRow {
  readonly source: string;
  readonly url: string;
  readonly fetched_at: string;
  readonly reader: string;
  readonly skip: string;
  readonly length: number;
  readonly confidence: number;
  readonly has_authors: number;
  readonly has_date: number;
  readonly has_image: number;
}

/** Older observations of a source are forgotten: about 25 kB each source. */
const maxObservations = 150;

/** How the newest pages of each source were read. */
export class ObservationTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(observation: Observation): void {
    const { source, url, fetchedAt, reader, skip, length, confidence } = observation;
    const flags = [observation.hasAuthors, observation.hasDate, observation.hasImage].map(Number);
    this.#db.transaction(() => {
      this.#db.run(
        `INSERT OR REPLACE INTO observations
           (source, url, fetched_at, reader, skip, length, confidence, has_authors, has_date, has_image)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[source, url, fetchedAt, reader, skip, length, confidence, ...flags],
      );
      this.#db.run(
        `DELETE FROM observations WHERE source = ? AND (fetched_at, url) < (
           SELECT fetched_at, url FROM observations WHERE source = ? ORDER BY fetched_at DESC, url DESC LIMIT 1 OFFSET ?)`,
        ...[source, source, maxObservations - 1],
      );
    });
  }

  list(source: SourceId): readonly Observation[] {
    const sql = 'SELECT * FROM observations WHERE source = ? ORDER BY fetched_at DESC, url DESC';
    return this.#db.all<ObservationRow>(sql, source).map(toObservation);
  }
}

function toObservation(row: ObservationRow): Observation {
  return {
    source: sourceIn(row.source),
    url: urlIn(row.url),
    fetchedAt: row.fetched_at,
    reader: row.reader,
    skip: row.skip as SkipCode | '',
    length: row.length,
    confidence: row.confidence,
    hasAuthors: row.has_authors === 1,
    hasDate: row.has_date === 1,
    hasImage: row.has_image === 1,
  };
}
