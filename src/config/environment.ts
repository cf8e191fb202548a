/** The only place that reads environment variables. */
export interface Environment {
  /** No colors: NO_COLOR is set (https://no-color.org). */
  readonly isPlain: boolean;
}

export function readEnvironment(): Environment {
  return { isPlain: (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb' };
}
