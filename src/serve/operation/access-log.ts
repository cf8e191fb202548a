import type { AnsweredRequest } from './request-meter.ts';

/** A request as it is logged. Nothing in it is secret: no address, as that may hold a token or what somebody looks for, but its route. */
export interface LoggedRequest extends AnsweredRequest {
  /** Of the body before it is sent; undefined when it is sent as it comes. */
  readonly bytes?: number;
  /** The name of who asked; empty when nobody is logged in. */
  readonly user: string;
}

/** How requests are logged. */
export const requestLogs = ['none', 'json'] as const;
export type RequestLog = (typeof requestLogs)[number];

export type AccessLog = (request: LoggedRequest) => void;

/** Writes each request as one line of JSON. `now`: epoch ms. */
export function createAccessLog(write: (line: string) => void, now: () => number): AccessLog {
  return ({ method, route, status, ms, bytes, user }) => {
    const at = new Date(now()).toISOString();
    const line = { at, event: 'request', method, route, status, ms: Math.round(ms * 100) / 100, bytes, user };
    write(JSON.stringify(line));
  };
}
