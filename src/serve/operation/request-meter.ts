import type { Measure, Sample } from './exposition.ts';

/** A request as it was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The pattern of its route, as `/api/stories/:id`: of these there are few, of addresses there are not. */
  readonly route: string;
  readonly status: number;
  /** Until the answer was made, before it was sent. */
  readonly ms: number;
}

/** Counts requests and how long they took. */
export interface RequestMeter {
  note(request: AnsweredRequest): void;
  measures(): readonly Measure[];
}

/** In seconds. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

interface Row {
  readonly method: string;
  readonly route: string;
  readonly status: string;
  count: number;
}

interface Durations {
  readonly route: string;
  readonly buckets: number[];
  count: number;
  seconds: number;
}

export function createRequestMeter(): RequestMeter {
  const rows = new Map<string, Row>();
  const durations = new Map<string, Durations>();
  return {
    note: ({ method: sent, route, status, ms }) => {
      // Whoever asks can make methods up, but not as many as they like.
      const method = methods.has(sent) ? sent : 'other';
      const key = `${method} ${status} ${route}`;
      const row = rows.get(key);
      if (row) row.count += 1;
      else rows.set(key, { method, route, status: String(status), count: 1 });
      let known = durations.get(route);
      if (known === undefined) durations.set(route, (known = newDurations(route)));
      const seconds = ms / 1000;
      const bucket = bounds.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) known.buckets[bucket] = (known.buckets[bucket] ?? 0) + 1;
      known.count += 1;
      known.seconds += seconds;
    },
    measures: () => [
      {
        ...{ name: 'courant_http_requests_total', kind: 'counter', help: 'Requests that were answered.' },
        samples: [...rows.values()].map(({ count, ...labels }) => ({ labels, value: count })),
      },
      {
        ...{ name: 'courant_http_request_duration_seconds', kind: 'histogram', help: 'How long answers took to make.' },
        samples: [...durations.values()].flatMap(samplesOf),
      },
    ],
  };
}

function newDurations(route: string): Durations {
  return { route, buckets: bounds.map(() => 0), count: 0, seconds: 0 };
}

/** Each bucket holds what those before it hold. */
function samplesOf({ route, buckets, count, seconds }: Durations): readonly Sample[] {
  let sum = 0;
  const within = bounds.map((bound, at): Sample => {
    sum += buckets[at] ?? 0;
    return { suffix: '_bucket', labels: { route, le: String(bound) }, value: sum };
  });
  return [
    ...within,
    { suffix: '_bucket', labels: { route, le: '+Inf' }, value: count },
    { suffix: '_sum', labels: { route }, value: seconds },
    { suffix: '_count', labels: { route }, value: count },
  ];
}
