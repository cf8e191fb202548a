import type { Clock } from '../model/clock.ts';
import { ok, skipped, type Outcome } from '../model/outcome.ts';

// A host that asked us to wait longer than this is reported, not waited for.
const maxHeldMs = 2_000;
// Nor is a pace slower than this: robots.txt files ask for hours at times.
const maxPaceMs = 60_000;
const maxLanes = 20_000;

interface Lane {
  /** Resolves when the last one in the queue has left. */
  tail: Promise<void>;
  queued: number;
  /** Epoch ms: the pace allows no request before. */
  openAt: number;
  /** Epoch ms: the host asked for no request before. */
  heldUntil: number;
  /** Resolves when the last turn was given back to the other processes. */
  given: Promise<void>;
}

/** What outlives the process: a run that was killed must not make the next one ask too early. */
export interface PauseMemory {
  /** Epoch ms before which a host takes no request, from earlier processes. */
  readonly pauses: ReadonlyMap<string, number>;
  /** Replaces what was kept for this host, before it returns. */
  keep(host: string, until: number): void;
}

/** Who may send a request to which host when: one at a time for each host, in order of asking, with a pause between
 *  the end of one and the start of the next. A host is whatever shares one pace: see `siteOf`. */
export interface HostSchedule {
  /** Waits for the turn. The caller must call `leave` when its answer has ended; the host is free `delayMs` later.
   *  `longMs`: how long answer and pause may take together, when that is longer than the pause of every host.
   *  Skips: fetch/rate-limited (with `retryAt`) when the host's own wish makes the wait long, fetch/aborted. */
  enter(host: string, signal: AbortSignal, longMs?: number): Promise<Outcome<{ leave(delayMs: number): void }>>;
  /** Nobody may send before this instant: those in the queue are sent away when it is far. */
  hold(host: string, until: number): void;
  /** Makes the pause that is under way longer. */
  postpone(host: string, until: number): void;
  notBefore(host: string): number;
}

/** Whose turn it is, among processes that ask the same hosts. */
export interface SharedTurns {
  /** Takes the turn, and has the host rest for `restMs` from now on should this process be killed; or tells how many ms are left
   *  of the pause, and of one that the host asked for. */
  take(
    host: string,
    restMs: number,
  ): Promise<{ readonly isOurs: boolean; readonly waitMs: number; readonly heldMs: number }>;
  give(host: string, pause: { readonly delayMs: number; readonly heldMs: number }): Promise<void>;
  postpone(host: string, delayMs: number): Promise<void>;
}

export interface ScheduleOptions {
  /** `firstPauseMs`: how long every host rests at the beginning, as the process before may just have asked it. */
  readonly memory?: PauseMemory & { readonly firstPauseMs: number };
  /** `restMs`: how long a host rests at least after a request. */
  readonly shared?: { readonly turns: SharedTurns; readonly restMs: number };
}

/** Turns are taken in this process first, and then among all. */
export function createHostSchedule(clock: Clock, { memory, shared }: ScheduleOptions = {}): HostSchedule {
  const lanes = new Map<string, Lane>();
  const restUntil = memory === undefined ? 0 : clock.now() + memory.firstPauseMs;
  const keep = (host: string, { openAt, heldUntil }: Lane, until = 0): void =>
    memory?.keep(host, Math.max(openAt, heldUntil, until));
  const laneOf = (host: string): Lane => {
    const found = lanes.get(host);
    if (found) return found;
    if (lanes.size >= maxLanes) removeIdle(lanes, clock.now());
    const openAt = Math.max(restUntil, memory?.pauses.get(host) ?? 0);
    const lane = { tail: Promise.resolve(), queued: 0, openAt, heldUntil: 0, given: Promise.resolve() };
    lanes.set(host, lane);
    return lane;
  };
  return {
    enter: async (host, signal, longMs) => {
      const lane = laneOf(host);
      const heldUntil = lane.heldUntil;
      if (heldUntil - clock.now() > maxHeldMs) return held(host, heldUntil);
      let release: () => void = () => undefined;
      const previous = lane.tail;
      lane.tail = new Promise((resolve) => (release = resolve));
      lane.queued++;
      await untilAborted(previous, signal);
      const leave = (): void => {
        lane.queued--;
        // One that was stopped while queued must not open the way for those behind it.
        void Promise.all([previous, lane.given]).then(release);
      };
      const turn = (): Promise<Problem | null> => waitForTurn(host, lane, clock, signal);
      const rest = Math.max(longMs ?? 0, shared?.restMs ?? 0);
      try {
        const problem = signal.aborted
          ? aborted()
          : ((await turn()) ??
            (shared && (await takeShared({ host, lane, rest, turn }, shared.turns, clock, signal))) ??
            null);
        if (problem !== null) {
          leave();
          return problem;
        }
        // Before the request is sent: a kill may come at any moment from here on.
        if (longMs !== undefined) keep(host, lane, clock.now() + longMs);
      } catch (cause) {
        leave(); // what could not be kept is no reason to keep the others waiting
        throw cause;
      }
      return ok({
        leave: (delayMs: number) => {
          lane.openAt = Math.max(lane.openAt, clock.now() + delayMs);
          if (longMs !== undefined) keep(host, lane);
          const heldMs = Math.max(lane.heldUntil - clock.now(), 0);
          const pause = { delayMs: Math.max(lane.openAt - clock.now(), 0), heldMs };
          // A turn that cannot be given back runs out by itself.
          if (shared) lane.given = shared.turns.give(host, pause).catch(() => undefined);
          leave();
        },
      });
    },
    hold: (host, until) => {
      const lane = laneOf(host);
      lane.heldUntil = Math.max(lane.heldUntil, until);
      keep(host, lane);
    },
    postpone: (host, until) => {
      const lane = laneOf(host);
      lane.openAt = Math.max(lane.openAt, until);
      keep(host, lane);
      if (shared)
        lane.given = lane.given.then(() => shared.turns.postpone(host, until - clock.now())).catch(() => undefined); // this process knows it at least
    },
    notBefore: (host) => {
      const lane = lanes.get(host);
      return lane === undefined
        ? Math.max(restUntil, memory?.pauses.get(host) ?? 0)
        : Math.max(lane.openAt, lane.heldUntil);
    },
  };
}

type Problem = Extract<Outcome<never>, { readonly ok: false }>;

async function waitForTurn(host: string, lane: Lane, clock: Clock, signal: AbortSignal): Promise<Problem | null> {
  let now = clock.now();
  for (;;) {
    if (lane.heldUntil - now > maxHeldMs) return held(host, lane.heldUntil);
    if (lane.openAt - now > maxPaceMs) {
      const seconds = Math.ceil((lane.openAt - now) / 1000);
      return skipped('fetch/rate-limited', `${host} asks for a pause; ${seconds} s are left`, lane.openAt);
    }
    const waitMs = Math.max(lane.heldUntil, lane.openAt) - now;
    if (waitMs <= 0) return null;
    await clock.sleep(waitMs + 1, signal); // timers may fire a millisecond early
    if (signal.aborted) return aborted();
    now = Math.max(clock.now(), now + waitMs);
  }
}

/** While another process asks a host, how often to look whether it has ended. */
const lookEveryMs = 100;

interface SharedTurn {
  readonly host: string;
  readonly lane: Lane;
  readonly rest: number;
  /** Waits for the pauses of the lane, which the other processes may have made longer. */
  readonly turn: () => Promise<Problem | null>;
}

async function takeShared(
  { host, lane, rest, turn }: SharedTurn,
  turns: SharedTurns,
  clock: Clock,
  signal: AbortSignal,
): Promise<Problem | null> {
  for (;;) {
    const { isOurs, waitMs, heldMs } = await turns.take(host, rest);
    if (isOurs && signal.aborted) await turns.give(host, { delayMs: 0, heldMs: 0 });
    if (signal.aborted) return aborted();
    if (isOurs) return null;
    const now = clock.now();
    if (heldMs > 0) lane.heldUntil = Math.max(lane.heldUntil, now + heldMs);
    if (waitMs > 0) lane.openAt = Math.max(lane.openAt, now + waitMs);
    else if (heldMs === 0) await clock.sleep(lookEveryMs * (0.5 + Math.random()), signal);
    const problem = signal.aborted ? aborted() : await turn();
    if (problem !== null) return problem;
  }
}

function held(host: string, until: number): Problem {
  return skipped('fetch/rate-limited', `${host} asked for no request before ${new Date(until).toISOString()}`, until);
}

function aborted(): Problem {
  return skipped('fetch/aborted', 'stopped while waiting for the host');
}

/** Resolves when the promise is settled, however, or the signal aborts. */
export function untilAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', done);
    promise.then(done, done);
  });
}

function removeIdle(lanes: Map<string, Lane>, now: number): void {
  for (const [host, lane] of lanes) {
    if (lane.queued === 0 && lane.openAt <= now && lane.heldUntil <= now) lanes.delete(host);
  }
}
