import { NewsError, type ErrorCode } from '../../errors.ts';

/** An answer that is no success. */
export class BucketAnswer extends Error {
  readonly status: number;
  /** As `SlowDown`; empty when the answer has none. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super([`HTTP ${status}`, code, message].filter((part) => part !== '').join(' '));
    this.name = 'BucketAnswer';
    this.status = status;
    this.code = code;
  }

  /** The service is there, but cannot serve us now. */
  get isPassing(): boolean {
    return (
      this.status === 429 ||
      this.status === 408 ||
      (this.status >= 500 && this.status !== 501 && this.status !== 507) ||
      ['SlowDown', 'RequestTimeout', 'OperationAborted'].includes(this.code)
    );
  }
}

/** The NewsError that a failed request is; one that is a NewsError already stays as it is. Told by status and code, never by message. */
export function toBucketError(cause: unknown, shown: string, key: string): NewsError {
  if (cause instanceof NewsError) return cause;
  const message = cause instanceof Error ? describe(cause) : String(cause);
  const detail = key === '' ? message : `${key}: ${message}`;
  return new NewsError(codeOf(cause), { file: shown, detail, cause });
}

/** With its cause: of a failed connection that is what tells. */
export function describe(error: Error): string {
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message || error.name}${cause}`;
}

const notLetIn = ['NoSuchBucket', 'PermanentRedirect', 'AuthorizationHeaderMalformed', 'ExpiredToken', 'InvalidToken'];

function codeOf(cause: unknown): ErrorCode {
  if (!(cause instanceof BucketAnswer) || cause.isPassing) return 'store/bucket-away';
  if (cause.code === 'RequestTimeTooSkewed') return 'store/bucket-clock';
  if ([301, 307, 401, 403].includes(cause.status) || notLetIn.includes(cause.code)) return 'store/bucket-refused';
  return cause.status === 507 ? 'store/no-space' : 'store/failed';
}
