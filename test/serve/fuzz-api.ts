import type { Role, Scope } from '../../src/model/reader.ts';
import type { TestService } from './make-service.ts';
import { AnswerChecker, createRandom, RequestMaker, type ApiDocument } from './random-requests.ts';

export interface ApiFuzz {
  readonly requests: number;
  /** By status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What was asked, as whom, and what is wrong with the answer. */
  readonly failures: readonly string[];
}

const callers: readonly (readonly [role: Role, scopes: readonly Scope[]])[] = [
  ['reader', ['read']],
  ['reader', ['read', 'mark', 'run', 'admin']],
  ['editor', ['read', 'mark', 'run']],
  ['admin', ['read', 'mark', 'run', 'admin']],
];

/** Asks a service at random, as nobody and as each role, and checks what it answers. `seed`: the same requests each time. */
export async function fuzzApi(
  served: TestService,
  options: { readonly requests: number; readonly seed: number },
): Promise<ApiFuzz> {
  const random = createRandom(options.seed);
  const document = (await (
    await served.ask('/api/v1/openapi.json', { token: served.tokenOf('first', 'reader', ['read']) })
  ).json()) as ApiDocument;
  const tokens = callers.map(([role, scopes], index) => served.tokenOf(`user-${index}`, role, scopes));
  const known = await wordsOf(served);
  const maker = new RequestMaker(document, known, random);
  const checker = new AnswerChecker(document);
  const statuses: Record<string, number> = {};
  const failures: string[] = [];
  for (let done = 0; done < options.requests; done += 1) {
    const request = maker.next();
    // Mostly as one who may: others are told so before anything is read.
    const place = Math.floor(random() * (tokens.length + 4));
    const token =
      place === tokens.length
        ? undefined
        : place === tokens.length + 1
          ? 'courant_none'
          : (tokens[place] ?? tokens.at(-1));
    const answer = await served.ask(request.address, { ...request.init, ...(token !== undefined && { token }) });
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const wrong = await checker.check(request, answer);
    const who = token === undefined ? 'nobody' : String(place);
    if (wrong !== undefined)
      failures.push(`${request.init.method} ${request.address} ${request.init.body ?? ''} as ${who}: ${wrong}`);
  }
  return { requests: options.requests, statuses, failures: [...failures, ...served.errors.map(String)] };
}

/** Ids and words that the archive has. */
async function wordsOf({ store, options, service }: TestService): Promise<readonly string[]> {
  const articles = await store.listArticles();
  const stories = (await options.stories?.ranked(20)) ?? [];
  return [
    ...articles.slice(0, 30).map(({ id }) => id),
    ...articles.slice(0, 10).map(({ url }) => url),
    ...stories.map(({ card }) => card.id),
    ...service.project.sources.map(({ id }) => id),
    ...['ferry', 'harbor', 'de', 'en', 'pt-BR', '2026-09-14', '2026-10-01', '1', '2', 'http://127.0.0.1:9/', 'ferries'],
    ...['WyIyMDI2LTEwLTAxIDEwOjMwOjAwIiwiZDhmZjNlY2Y3ZjE0MWE5NiJd', 'WzIwXQ'],
  ];
}
