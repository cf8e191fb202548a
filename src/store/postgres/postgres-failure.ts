import { NewsError, type ErrorCode } from '../../errors.ts';
import { errorCodeOf } from '../store-failure.ts';
import type { DatabaseAddress } from './database-address.ts';

/** The NewsError that a failed statement is; one that is a NewsError already stays as it is. Told by SQLSTATE, never by message. */
export function toPostgresError(
  cause: unknown,
  kind: 'away' | 'again' | 'failed',
  { shown }: Pick<DatabaseAddress, 'shown'>,
): NewsError | Error {
  if (cause instanceof NewsError || cause instanceof TypeError || cause instanceof RangeError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const code: ErrorCode = kind === 'away' ? 'store/database-away' : codeOf(errorCodeOf(cause));
  return new NewsError(code, { file: shown, detail: message || errorCodeOf(cause), cause });
}

function codeOf(state: string): ErrorCode {
  if (state.startsWith('28') || state === '3D000' || state === '42501') return 'store/database-refused';
  if (state === '53100') return 'store/no-space';
  if (state === '25006') return 'store/not-writable';
  if (state.startsWith('XX')) return 'store/corrupt-database';
  return 'store/failed';
}
