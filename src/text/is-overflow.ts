/** Whether a parser that calls itself for each level gave up on a text that is nested too deeply; `yaml` hands on some of these as errors of the text. */
export function isOverflow(cause: unknown): boolean {
  return cause instanceof RangeError || (cause instanceof Error && cause.message.startsWith('Maximum call stack'));
}
