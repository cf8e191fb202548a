import { errors, NewsError } from '../../errors.ts';

/** What was found in one respect. `do` stands in every finding that is not ok. */
export interface Finding {
  /** A word: what was looked at. */
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly what: string;
  readonly do?: string;
}

export function fine(check: string, what: string): Finding {
  return { check, state: 'ok', what };
}

export function warning(check: string, what: string, todo: string): Finding {
  return { check, state: 'warning', what, do: todo };
}

export function failed(check: string, what: string, todo: string): Finding {
  return { check, state: 'failed', what, do: todo };
}

/** What the catalogue of errors says of it. What is no NewsError is our own fault, and goes on. */
export function failedBy(check: string, cause: unknown): Finding {
  if (!(cause instanceof NewsError)) throw cause;
  const { what, do: todo } = errors[cause.code];
  const { detail, file, line } = cause.context;
  const place = file === undefined ? '' : ` ${file}${line === undefined ? '' : `:${line}`}`;
  return failed(check, `${what}${place}${detail === undefined ? '' : `: ${detail}`}`, todo);
}
