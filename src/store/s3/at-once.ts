const tasksAtOnce = 16;

/** Runs a task for each, some at once; ends with the first failure. */
export async function atOnce<T>(
  items: Iterable<T> | AsyncIterable<T>,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    if (failures.length > 0) break;
    const run: Promise<void> = task(item)
      .catch((cause: unknown) => void failures.push(cause))
      .finally(() => running.delete(run));
    running.add(run);
    if (running.size >= tasksAtOnce) await Promise.race(running);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
