import type { SkipCode } from '../errors.ts';

/** How one exchange with a server failed, while it travels through the HTTP library as an error. */
export class FetchFailure extends Error {
  readonly code: Extract<SkipCode, `fetch/${string}`>;

  constructor(code: Extract<SkipCode, `fetch/${string}`>, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'FetchFailure';
    this.code = code;
  }
}

const timeoutCodes: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const lookupCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'ENODATA',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_NONAME',
  'EAI_FAIL',
]);

/** Reads any error of the HTTP library, the system or TLS as a FetchFailure, by its code. */
export function toFetchFailure(error: unknown): FetchFailure {
  if (error instanceof FetchFailure) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const detail = code === '' ? message : `${message} (${code})`;
  if (timeoutCodes.has(code)) return new FetchFailure('fetch/timeout', detail, error);
  if (lookupCodes.has(code)) return new FetchFailure('fetch/host-not-found', detail, error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new FetchFailure('fetch/too-large', 'the headers are too large', error);
  return new FetchFailure('fetch/connection-failed', detail || 'the connection failed', error);
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0 && !('code' in error && error.code))
    return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
