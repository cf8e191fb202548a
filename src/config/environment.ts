/** The only place that reads environment variables. */
export interface Environment {
  /** No colors: NO_COLOR is set (https://no-color.org). */
  readonly isPlain: boolean;
  /** COURANT_DATABASE: takes the place of `database` in courant.yaml, so that no password stands in a file. Empty: not set. */
  readonly database: string;
}

export function readEnvironment(): Environment {
  return {
    isPlain: (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb',
    database: process.env['COURANT_DATABASE'] ?? '',
  };
}
