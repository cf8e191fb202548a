import type { SkipCode } from '../errors.ts';
import type { SourceId } from '../model/ids.ts';
import type { IndexDatabase } from './database.ts';
import { readRows } from './json-rows.ts';
import type { Observation } from './store.ts';

type ObservationRow = readonly [
  url: string,
  fetchedAt: string,
  reader: string,
  skip: SkipCode | '',
  length: number,
  confidence: number,
  hasAuthors: 0 | 1,
  hasDate: 0 | 1,
  hasImage: 0 | 1,
];

/** Older observations of a source are forgotten: about 25 kB each source. */
export const maxObservations = 150;

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

  /** All rows come as one text: this is asked for with each page that is read, and rows of their own take four times as long. */
  list(source: SourceId): readonly Observation[] {
    const sql = `
      SELECT json_group_array(json_array(
        url, fetched_at, reader, skip, length, confidence, has_authors, has_date, has_image)) AS rows
      FROM (SELECT * FROM observations WHERE source = ? ORDER BY fetched_at DESC, url DESC)`;
    return readRows<ObservationRow>(this.#db, sql, source).map((row) => toObservation(source, row));
  }
}

function toObservation(source: SourceId, row: ObservationRow): Observation {
  const [url, fetchedAt, reader, skip, length, confidence, hasAuthors, hasDate, hasImage] = row;
  return {
    ...{ source, url, fetchedAt, reader, skip, length, confidence },
    ...{ hasAuthors: hasAuthors === 1, hasDate: hasDate === 1, hasImage: hasImage === 1 },
  };
}
