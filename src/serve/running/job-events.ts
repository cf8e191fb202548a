import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { AccessEnv } from '../access/caller.ts';
import type { Markup } from '../../publish/markup.ts';

/** What is shown of something that goes on. */
export interface Live {
  /** How it stands; undefined when it is known no longer. */
  readonly state: () => { readonly view: Markup; readonly isOver: boolean } | undefined;
  /** Calls back whenever it stands otherwise. Returns what ends that. */
  readonly listen: (onChange: () => void) => () => void;
  /** Whether who asked may still see it. */
  readonly isAllowed: () => boolean;
}

export interface LivePace {
  /** Between two signs of life. */
  readonly heartbeatMs: number;
  /** Between two states at least. */
  readonly stateMs: number;
  /** Who reads nothing for so long is let go. */
  readonly patienceMs: number;
}

export const livePace: LivePace = { heartbeatMs: 15_000, stateMs: 500, patienceMs: 30_000 };

/** Shows how something stands as server-sent events: `state` with HTML, `end` when it is over or may be seen no longer. Each reader has
 *  a loop of its own and at most one state under way, so that a slow one holds up nobody and nothing piles up.
 *  Spec: HTML, server-sent events. */
export function answerEvents(
  c: Context<AccessEnv>,
  live: Live,
  { pace, stopping }: { readonly pace: LivePace; readonly stopping?: AbortSignal | undefined },
): Response {
  c.header('X-Accel-Buffering', 'no'); // a proxy in between passes each event on at once
  return streamSSE(c, async (stream) => {
    const bell = createBell();
    const off = live.listen(bell.ring);
    stream.onAbort(bell.ring);
    stopping?.addEventListener('abort', bell.ring, { once: true });
    const isGone = (): boolean => stream.aborted || stopping?.aborted === true;
    const send = async (work: Promise<unknown>): Promise<void> => {
      if (!(await settles(work, pace.patienceMs))) stream.abort();
    };
    let shown = '';
    try {
      while (!isGone()) {
        const state = live.isAllowed() ? live.state() : undefined;
        const view = state?.view.markup ?? shown;
        if (view !== shown) await send(stream.writeSSE({ event: 'state', data: view }));
        shown = view;
        if (isGone()) return;
        if (state === undefined || state.isOver) return await send(stream.writeSSE({ event: 'end', data: '' }));
        if (!(await bell.rings(pace.heartbeatMs))) await send(stream.write(': here\n\n'));
        else if (!isGone()) await stream.sleep(pace.stateMs);
      }
    } finally {
      off();
      stopping?.removeEventListener('abort', bell.ring);
    }
  });
}

/** Whether work ends within so many ms. */
async function settles(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  const result = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return result;
}

interface Bell {
  readonly ring: () => void;
  /** Whether it rang since it was asked last, or rings within so many ms. */
  readonly rings: (ms: number) => Promise<boolean>;
}

function createBell(): Bell {
  let hasRung = false;
  let wake: () => void = () => undefined;
  return {
    ring: () => {
      hasRung = true;
      wake();
    },
    rings: async (ms) => {
      if (!hasRung) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, ms);
        });
        clearTimeout(timer);
      }
      const rang = hasRung;
      hasRung = false;
      return rang;
    },
  };
}
