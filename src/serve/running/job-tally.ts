/** What a job's lines of JSON say, counted as they come: a job may write more of them than are kept. */
export interface JobTally {
  /** Of events about one address each, by their name. */
  readonly events: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, SourceTally>;
  /** Skip codes of links that were skipped or wait. */
  readonly reasons: ReadonlyMap<string, number>;
  /** The last line that tells of the whole; undefined while there is none. */
  readonly sum?: Readonly<Record<string, unknown>>;
}

export interface SourceTally {
  readonly read: number;
  readonly failed: number;
  readonly stored: number;
  readonly skipped: number;
  readonly waiting: number;
}

/** One event of the pipeline as a line of JSON has it. */
export interface JobEvent {
  readonly event: string;
  readonly source: string;
  readonly url: string;
  readonly detail: string;
}

/** More sources, reasons or kinds of events than anybody reads. */
const mostCounted = 5000;

/** Longer lines hold a page. */
const longestSum = 100_000;

/** The column of a source that an event counts in. */
const columns: Readonly<Record<string, keyof SourceTally>> = {
  'feed-read': 'read',
  'feed-failed': 'failed',
  'feed-gone': 'failed',
  stored: 'stored',
  revised: 'stored',
  skipped: 'skipped',
  waiting: 'waiting',
};

const none: SourceTally = { read: 0, failed: 0, stored: 0, skipped: 0, waiting: 0 };

/** A tally, and what adds a line to it. */
export function createTally(): { readonly tally: JobTally; add(line: string): void } {
  const events = new Map<string, number>();
  const sources = new Map<string, SourceTally>();
  const reasons = new Map<string, number>();
  const tally: { sum?: Readonly<Record<string, unknown>> } & JobTally = { events, sources, reasons };
  const count = (map: Map<string, number>, key: string): void => {
    if (map.has(key) || map.size < mostCounted) map.set(key, (map.get(key) ?? 0) + 1);
  };
  const add = (line: string): void => {
    const event = readEvent(line);
    if (event === undefined) {
      const sum = line.length > longestSum ? undefined : readObject(line);
      if (sum) tally.sum = sum;
      return;
    }
    count(events, event.event);
    if (event.event === 'skipped' || event.event === 'waiting') count(reasons, event.detail);
    const column = columns[event.event];
    const known = sources.get(event.source);
    if (column === undefined || event.source === '' || (!known && sources.size >= mostCounted)) return;
    const before = known ?? none;
    sources.set(event.source, { ...before, [column]: before[column] + 1 });
  };
  return { tally, add };
}

/** What a line says of one address; undefined when it says something else. */
export function readEvent(line: string): JobEvent | undefined {
  const value = readObject(line);
  const { event, source, url, detail } = value ?? {};
  const isEvent = [event, source, url, detail].every((text) => typeof text === 'string');
  return isEvent
    ? { event: String(event), source: String(source), url: String(url), detail: String(detail) }
    : undefined;
}

/** The object that a line holds; undefined when it is none. */
export function readObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // a command may write what it likes
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
