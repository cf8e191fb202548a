/** Lets those who wait go on in the order in which they came, one in each turn of the event loop.
 *
 *  For work of more than a fraction of a millisecond: in each turn Node accepts one new connection, no more. Were all who wait answered in one turn,
 *  it would last as long as all their answers together, and new clients would wait for one such turn each. */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const goOn = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(goOn);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(goOn);
    });
}
