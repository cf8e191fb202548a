import anyAscii from 'any-ascii';

const word = /\p{Lu}[\p{L}\p{M}]{3,}|\p{Nd}[\p{Nd}.,:]*\p{Nd}/gu;
/** Endings of names change with languages, their beginnings seldom. */
const beginning = 4;
/** So many names and numbers of another text are no chance. */
const leastShared = 2;

/** Which answers of an engine stand at another's place: those with names and numbers of another text that was sent with theirs, and none
 *  of its own. It finds only texts that have some. Plain texts, both in the same order; returns indexes. */
export function findSwapped(sources: readonly string[], outputs: readonly (string | undefined)[]): ReadonlySet<number> {
  const owners = new Map<string, number | undefined>();
  sources.forEach((source, at) => {
    for (const anchor of anchorsOf(source)) owners.set(anchor, owners.has(anchor) ? undefined : at);
  });
  const swapped = new Set<number>();
  outputs.forEach((output, at) => {
    const shared = new Map<number, number>();
    for (const anchor of anchorsOf(output ?? '')) {
      const owner = owners.get(anchor);
      if (owner !== undefined) shared.set(owner, (shared.get(owner) ?? 0) + 1);
    }
    const most = Math.max(0, ...shared.values());
    if (most >= leastShared && !shared.has(at)) swapped.add(at);
  });
  return swapped;
}

/** Names and numbers, each once, as they are alike in most languages. */
function anchorsOf(text: string): ReadonlySet<string> {
  return new Set(
    (text.match(word) ?? []).map((one) =>
      /\p{Nd}/u.test(one) ? one.replace(/\P{Nd}/gu, '') : anyAscii(one).toLowerCase().slice(0, beginning),
    ),
  );
}
