/** Behind these, programs ask. */
const programs = /^\/(?:api|mcp|reader|fever|accounts)(?:\/|$)/;

/** Here clients of other protocols, and hubs, say who they are in their own way: no cookie counts. */
const ownLogin = /^\/(?:accounts\/ClientLogin$|reader(?:\/|$)|api\/greader\.php(?:\/|$)|fever(?:\/|$)|websub\/)/;

/** For everybody: what a login takes, what tells that the server is well, and how programs ask. The style is that of the theme. */
const open =
  /^\/(?:login(?:\/.*)?|logout|app\/assets\/[^/]+|assets\/(?:style\.css|icon\.svg)|healthz|readyz|api\/v1\/openapi\.json|robots\.txt|favicon\.ico)$/;

/** Routes that check themselves who may do what. */
const service = /^\/(?:app|api\/v1|mcp)(?:\/|$)/;

export function isForPrograms(path: string): boolean {
  return programs.test(path);
}

export function hasOwnLogin(path: string): boolean {
  return ownLogin.test(path);
}

/** Where a path leads: to what everybody may see, to what checks for itself, or to the site, its feeds, its search. A path can be read with
 *  its `%` as they are and without: both must agree, so that none leads past the gate. */
export type PathKind = 'open' | 'service' | 'site';
export function kindOfPath(...readings: readonly string[]): PathKind {
  if (readings.every((path) => open.test(path) || ownLogin.test(path))) return 'open';
  return readings.every((path) => service.test(path)) ? 'service' : 'site';
}
