/** Whether a parser of YAML, which calls itself for each level, gave up on a text that is nested too deeply. */
export function isOverflow(cause: unknown): boolean {
  return (
    cause instanceof RangeError || (cause instanceof Error && 'code' in cause && cause.code === 'RESOURCE_EXHAUSTION')
  );
}
