import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../../demo/start-newsroom.ts';
import { operations } from '../../src/serve/rest/rest-routes.ts';
import { toOpenApi } from '../../src/serve/rest/openapi.ts';
import { makeNewsroomProject, type NewsroomProject } from '../runs/newsroom-project.ts';
import { fuzzApi } from './fuzz-api.ts';
import { makeService, type TestService } from './make-service.ts';
import { AnswerChecker, type ApiDocument } from './random-requests.ts';

let newsroom: Newsroom;
let project: NewsroomProject;
let served: TestService;

beforeAll(async () => {
  newsroom = await startNewsroom();
  project = await makeNewsroomProject(newsroom);
  await project.collect();
  await project.build();
  served = await makeService(await project.read());
}, 120_000);
afterAll(async () => {
  await served.close();
  await project.remove();
  await newsroom.stop();
});

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
