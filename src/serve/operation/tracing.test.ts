import { expect, test } from 'vitest';
import { openTracing } from './tracing.ts';

test('a request is a span of its route, with its times', async () => {
  const told: unknown[] = [];
  const modules: Readonly<Record<string, unknown>> = {
    '@opentelemetry/api': {
      trace: {
        getTracer: (name: string) => ({
          startSpan: (span: string, options: unknown) => ({
            end: (at: number) => void told.push([name, span, options, at]),
          }),
        }),
      },
    },
    '@opentelemetry/sdk-node': {
      NodeSDK: class {
        start(): void {
          told.push('started');
        }
        async shutdown(): Promise<void> {
          told.push('sent');
          throw new Error('the collector is away');
        }
      },
    },
  };
  const tracing = await openTracing(async (name) => modules[name]);
  tracing.note({ method: 'GET', route: '/api/stories/:id', status: 200, ms: 40 }, 1040);
  await tracing.close();
  const attributes = {
    'http.request.method': 'GET',
    'http.route': '/api/stories/:id',
    'http.response.status_code': 200,
  };
  const options = { kind: 1, startTime: 1000, attributes };
  expect(told).toEqual(['started', ['courant', 'GET /api/stories/:id', options, 1040], 'sent']);
});

test('without the packages it says what to install', async () => {
  await expect(openTracing()).rejects.toMatchObject({ code: 'serve/no-tracing' });
});
