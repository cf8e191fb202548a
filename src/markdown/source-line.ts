/** The body without its last line, the link to the outlet. */
export function withoutSourceLine(body: string): string {
  const at = body.lastIndexOf('\n') + 1;
  return /^\[[^[\]]*\]\(\S*\)$/.test(body.slice(at)) ? body.slice(0, at).trimEnd() : body;
}
