import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;

const titles: Readonly<Record<ProblemStatus, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What is wrong with one parameter or one field of a body. */
export interface Fault {
  /** Where: `query`, `path` or `body`, and the name. */
  readonly in: 'query' | 'path' | 'body';
  readonly name: string;
  readonly detail: string;
}

/** A request that cannot be answered as asked; whoever throws it ends the request with this answer. */
export class Problem extends Error {
  readonly status: ProblemStatus;
  readonly faults: readonly Fault[];

  constructor(status: ProblemStatus, detail: string, faults: readonly Fault[] = []) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.faults = faults;
  }
}

/** There is no such thing, or nothing of it may be shown. */
export function notFound(what: string): Problem {
  return new Problem(404, `There is no ${what} of this name, or it may not be shown.`);
}

/** The answer as a problem of `application/problem+json`. Spec: RFC 9457. */
export function answerProblem(c: Context, { status, message, faults }: Problem): Response {
  const body = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail: message,
    ...(faults.length > 0 && { faults }),
  };
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="courant"');
  c.header('Content-Type', 'application/problem+json');
  c.header('Cache-Control', 'no-store');
  return c.body(JSON.stringify(body), status satisfies ContentfulStatusCode);
}
