import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/serve/rest/rest-routes.ts';
import { toOpenApi } from '../../src/serve/rest/openapi.ts';
import { fuzzApi } from './fuzz-api.ts';
import type { TestService } from './make-service.ts';
import { serveNewsroom, type ServedNewsroom } from './serve-newsroom.ts';
import { AnswerChecker, type ApiDocument } from './random-requests.ts';

let all: ServedNewsroom;
let served: TestService;

beforeAll(async () => {
  all = await serveNewsroom();
  ({ served } = all);
}, 120_000);
afterAll(() => all.close());

describe('requests made at random from the document of the API', () => {
  test('are answered as the document says, whoever asks', { timeout: 300_000 }, async () => {
    const { statuses, failures } = await fuzzApi(served, { requests: 3000, seed: 20_261_126 });
    expect(failures).toEqual([]);
    expect(statuses['200']).toBeGreaterThan(500);
  });

  test('and an answer that is otherwise is found', async () => {
    const document = JSON.parse(JSON.stringify(toOpenApi(operations))) as ApiDocument;
    const operation = document.paths['/api/v1/articles']?.['get'];
    if (operation === undefined) throw new Error('the document does not list articles');
    const checker = new AnswerChecker(document);
    const answer = (value: unknown, status = 200): Response => Response.json(value, { status });
    expect(await checker.check({ operation }, answer({ articles: [] }))).toBeUndefined();
    expect(await checker.check({ operation }, answer({ articles: [{ id: 1 }] }))).toContain('articles[0]');
    expect(await checker.check({ operation }, answer({}, 500))).toContain('status 500');
    expect(await checker.check({ operation }, answer({}, 418))).toContain('not in the document');
  });
});
