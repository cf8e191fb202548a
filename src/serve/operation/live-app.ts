import type { Hono } from 'hono';

/** An app with what it has opened. */
export interface OpenedApp {
  readonly app: Pick<Hono, 'fetch'>;
  close(): Promise<void>;
}

/** An app that is replaced by another one while it serves. */
export interface LiveApp extends Pick<Hono, 'fetch'> {
  /** Opens a new one, which answers from then on. When that fails the one of before stays, and this rejects. */
  renew(open: () => Promise<OpenedApp>): Promise<void>;
  close(): Promise<void>;
}

/** So long an app that was replaced keeps open what it answers from: longer than any answer takes. */
const lingerMs = 30_000;

export function createLiveApp(first: OpenedApp): LiveApp {
  let current = first;
  let last: Promise<void> = Promise.resolve();
  const lingering = new Map<OpenedApp, NodeJS.Timeout>();
  const end = async (old: OpenedApp): Promise<void> => {
    clearTimeout(lingering.get(old));
    lingering.delete(old);
    await old.close();
  };
  return {
    fetch: (request, env, context) => current.app.fetch(request, env, context),
    renew: (open) => {
      const next = last.then(async () => {
        const opened = await open();
        const old = current;
        lingering.set(old, setTimeout(() => void end(old), lingerMs).unref());
        current = opened;
      });
      last = next.catch(() => undefined); // whoever asked is told; the next one may do better
      return next;
    },
    close: async () => {
      await last;
      for (const old of [...lingering.keys(), current]) await end(old);
    },
  };
}
