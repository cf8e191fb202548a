import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHttpClient } from '../../src/fetch/create-http-client.ts';
import { openPauses } from '../../src/store/pauses.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { pathBy, startSimulatedWeb } from './simulated-web.ts';
import { createVirtualClock } from './virtual-clock.ts';

// A few small worlds; `MANNERS_SECONDS=300 npx vitest run test/manners` for many large ones.
const seconds = Number(process.env['MANNERS_SECONDS'] ?? 0);
const isLong = seconds > 0;

const settings = {
  userAgent: 'Courant/0.1 (+mailto:editor@news.example)',
  // Of real time, which the checks know nothing of: no answer may come too late for the load of the machine.
  timeoutMs: 5_000,
  maxBytes: 10_000,
  maxRedirects: 4,
  delayMs: 1_000,
  allowNetworks: ['127.0.0.0/8'],
};

const total = { runs: 0, requests: 0, kills: 0, timeouts: 0, virtualHours: 0, answers: new Map<string, number>() };

interface World {
  readonly seed: number;
  readonly sites: number;
  readonly hostsPerSite: number;
  readonly workers: number;
  /** Requests in the life of each process; it is killed after that. */
  readonly lives: readonly number[];
}

/** Lets workers fetch from a world of hosts, kills them now and then, and gives what they did wrong. */
async function run({ seed, sites, hostsPerSite, workers, lives }: World): Promise<readonly string[]> {
  const start = Date.UTC(2026, 2, 4);
  const clock = createVirtualClock(start);
  const random = createRandom(seed);
  const web = await startSimulatedWeb({ clock, random, delayMs: settings.delayMs, sites, hostsPerSite });
  const root = await mkdtemp(join(tmpdir(), 'courant-manners-'));
  try {
    for (const fetches of lives) {
      const pauses = openPauses(root, clock.now());
      let isKilled = false;
      const http = createHttpClient(settings, clock, {
        lookup: async () => [{ address: '127.0.0.1', family: 4 }],
        // What a killed process would still write is not written.
        memory: { pauses: pauses.pauses, keep: (site, until) => !isKilled && pauses.keep(site, until) },
      });
      let left = fetches;
      const work = async (): Promise<void> => {
        while (left-- > 0 && !isKilled) {
          const host = web.hosts[Math.floor(random() * web.hosts.length)] ?? '';
          const url = toUrl(`http://${host}:${web.port}${pathBy(random)}`);
          const outcome = url === null ? undefined : await http.fetchPage(url);
          if (outcome?.ok === false && outcome.skip.code === 'fetch/timeout') total.timeouts++;
          // Most would be refused for hours otherwise.
          if (random() < 0.05) await clock.sleep(random() ** 3 * 4_000_000);
        }
      };
      const all = Promise.all(Array.from({ length: workers }, work));
      while (left > workers) await setTimeout(1);
      web.pause();
      // What was answered arrives, whatever the load; what is asked from here on is under way when the end comes.
      for (let turn = 0; turn < 10; turn++) await setTimeout(2);
      isKilled = true;
      await http.close();
      await all;
      web.restart();
      total.kills++;
    }
  } finally {
    await web.close();
    await rm(root, { recursive: true });
  }
  total.runs++;
  total.requests += web.requests;
  total.virtualHours += (clock.now() - start) / 3_600_000;
  for (const [kind, count] of web.answers) total.answers.set(kind, (total.answers.get(kind) ?? 0) + count);
  return web.violations;
}

/** mulberry32: 0 to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('whatever hosts do, nothing is done against their wish', { timeout: (seconds + 120) * 1000 }, async () => {
  const world = fc.record({
    seed: fc.integer(),
    sites: fc.integer({ min: 1, max: 60 }),
    hostsPerSite: fc.integer({ min: 1, max: 4 }),
    workers: fc.integer({ min: 2, max: 24 }),
    lives: fc.array(fc.integer({ min: 20, max: isLong ? 2000 : 120 }), { minLength: 1, maxLength: 4 }),
  });
  const property = fc.asyncProperty(world, async (one) => {
    expect((await run(one)).slice(0, 5)).toEqual([]);
  });
  const extent = isLong ? { numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1000 } : { numRuns: 6 };
  await fc.assert(property, { ...extent, endOnFailure: true });
  const kinds = [...total.answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(
    `manners: ${total.requests} requests in ${total.runs} worlds, ${total.kills} kills, ${total.timeouts} timeouts, ${Math.round(total.virtualHours)} h of their time: 0 violations (${kinds.join(', ')})\n`,
  );
  expect(total.requests).toBeGreaterThan(100);
});
