import { expect, onTestFinished, test } from 'vitest';
import { startService } from '../../../test/translate/start-service.ts';
import { makeClock } from '../../../test/translate/still-clock.ts';
import { openService } from './ask-service.ts';

test('a service that took the texts and gives no answer has failed: it may count them', async () => {
  const server = await startService(
    () => ({}),
    (message) => message,
  );
  onTestFinished(() => server.close());
  const service = openService({
    name: 'slow',
    url: server.url,
    key: '',
    clock: makeClock(),
    timeoutMs: 200,
    maxBytes: 100,
  });
  onTestFinished(() => service.close());
  server.disturb('hang');
  const outcome = await service.ask({ method: 'POST', path: '/translate', body: 'text' });
  expect(outcome).toMatchObject({ ok: false, skip: { code: 'translate/engine-failed' } });
  expect(outcome.ok ? '' : outcome.skip.detail).toContain('no answer in 0.2 s');
  expect(server.requests).toHaveLength(1);
});
