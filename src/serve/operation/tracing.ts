import { NewsError } from '../../errors.ts';
import type { AnsweredRequest } from './request-meter.ts';

/** Tells a collector of each request (OpenTelemetry). */
export interface Tracing {
  /** `endedAt`: epoch ms. */
  note(request: AnsweredRequest, endedAt: number): void;
  /** Sends what waits to be sent. */
  close(): Promise<void>;
}

/** What is used of `@opentelemetry/api`. */
interface Api {
  readonly trace: {
    getTracer(name: string): {
      startSpan(name: string, options: SpanOptions): { end(endTime: number): void };
    };
  };
}

interface SpanOptions {
  readonly kind: number;
  /** Epoch ms. */
  readonly startTime: number;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** What is used of `@opentelemetry/sdk-node`, which reads where to send from its own OTEL_… variables. */
interface Sdk {
  readonly NodeSDK: new (options: { readonly serviceName: string }) => { start(): void; shutdown(): Promise<void> };
}

const packages = ['@opentelemetry/api', '@opentelemetry/sdk-node'] as const;
const serverKind = 1;

/** Begins tracing by the official packages, which whoever wants traces installs beside Courant. Throws NewsError
 *  `serve/no-tracing` without them. `load` imports a package. */
export async function openTracing(load: (name: string) => Promise<unknown> = importPackage): Promise<Tracing> {
  const [api, sdk] = await Promise.all(packages.map(load)).catch((cause: unknown): never => {
    throw new NewsError('serve/no-tracing', { detail: `npm install ${packages.join(' ')}`, cause });
  });
  const { NodeSDK } = sdk as Sdk;
  const running = new NodeSDK({ serviceName: 'courant' });
  running.start();
  const tracer = (api as Api).trace.getTracer('courant');
  return {
    note: ({ method, route, status, ms }, endedAt) => {
      const attributes = { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
      const options = { kind: serverKind, startTime: endedAt - ms, attributes };
      tracer.startSpan(`${method} ${route}`, options).end(endedAt);
    },
    // A collector that is away holds up no shutdown.
    close: () => running.shutdown().catch(() => undefined),
  };
}

/** By its name alone: the compiler must not look for what need not be there. */
function importPackage(name: string): Promise<unknown> {
  return import(name);
}
