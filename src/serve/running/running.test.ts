import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeLink } from '../../../test/sample-archive.ts';
import { startRunningService } from '../../../test/running-service.ts';
import type { OpenedStore } from '../../store/sharing.ts';

const pages = ['sources', 'sources/daily', 'add-source', 'jobs', 'links', 'policy', 'translation', 'settings'];
const hostile = `</div></td><img src=x onerror=alert(1)><script>alert(2)</script>"'`;
const sources = { daily: { name: `Daily ${hostile}`, feeds: [{ url: 'https://daily.example/feed' }] } };

// A process takes long to start on a machine that is busy.
const patience = { timeout: 20_000 };

/** Waits until it is stopped. */
const waiting = `process.on('SIGINT', () => process.exit(130)); console.log('{"event":"waits"}'); setInterval(() => {}, 1000);`;

/** No element or handler of a hostile text stands in a page. */
function expectTame(html: string): void {
  expect(html).not.toMatch(/<img src=x|<script>alert|href="javascript:|onerror=alert\(1\)>/i);
}

describe('who may run the archive', () => {
  test('readers may not look, and may not act', async () => {
    const service = await startRunningService({ script: '', sources });
    const reader = service.logIn('rita', 'reader');
    for (const page of [...pages, 'jobs/1/events', 'links/trace?url=x'])
      expect((await service.get(`/app/${page}`, reader)).status, page).toBe(403);
    for (const path of ['jobs', 'jobs/1/stop', 'sources/daily/poll', 'add-source', 'add-source/write'])
      expect((await service.post(`/app/${path}`, reader)).status, path).toBe(403);
    for (const path of ['links/retry', 'policy/takedown'])
      expect((await service.post(`/app/${path}`, reader)).status, path).toBe(403);
    expect(service.jobs.list()).toEqual([]);
  });

  test('nobody is led to the login, and cannot act', async () => {
    const service = await startRunningService({ script: '' });
    const answer = await service.get('/app/links?state=waiting');
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      302,
      '/login?next=%2Fapp%2Flinks%3Fstate%3Dwaiting',
    ]);
    const nobody = { cookie: '', formToken: '' };
    expect((await service.post('/app/jobs', nobody, { job: 'collect' })).ok).toBe(false);
    expect(service.jobs.list()).toEqual([]);
  });

  test('editors see each page; making the index anew takes an admin', async () => {
    const service = await startRunningService({ script: '', sources });
    const editor = service.logIn('edda', 'editor');
    for (const page of pages) {
      const answer = await service.get(`/app/${page}`, editor);
      expect(answer.status, page).toBe(200);
      expectTame(await answer.text());
    }
    expect(await (await service.get('/app/jobs', editor)).text()).not.toContain('value="reindex"');
    expect((await service.post('/app/jobs', editor, { job: 'reindex' })).status).toBe(403);
    const admin = service.logIn('ada', 'admin');
    const job = await service.ended(await service.post('/app/jobs', admin, { job: 'reindex' }));
    expect(job).toMatchObject({ command: 'reindex', user: 'ada', exitCode: 0 });
  });

  test('a form that no page of ours sent does nothing', async () => {
    const service = await startRunningService({ script: '' });
    const editor = service.logIn('edda', 'editor');
    const answer = await service.post('/app/jobs', editor, { job: 'collect', 'form-token': 'guessed' });
    expect(answer.status).toBe(403);
    expect(service.jobs.list()).toEqual([]);
  });
});

describe('jobs', () => {
  test('what they write is text, whatever it says', async () => {
    const event = { event: 'skipped', source: hostile, url: `javascript:alert(1)`, detail: hostile };
    const lines = [
      event,
      { event: 'feed-failed', source: 'daily', url: hostile, detail: hostile },
      { [hostile]: hostile },
    ];
    const script = `${lines.map((line) => `console.log(${JSON.stringify(JSON.stringify(line))});`).join('\n')}
console.log(${JSON.stringify(hostile)}); console.error(${JSON.stringify(hostile)}); process.exitCode = 1;`;
    const service = await startRunningService({ script });
    const editor = service.logIn('edda', 'editor');
    const job = await service.ended(await service.post('/app/jobs', editor, { job: 'collect' }));
    expect(job.exitCode).toBe(1);
    for (const path of ['/app/jobs', `/app/jobs/${job.id}`, `/app/jobs/${job.id}/events`]) {
      const text = await (await service.get(path, editor)).text();
      expectTame(text);
      if (path !== '/app/jobs') expect(text).toContain('&lt;script&gt;alert(2)');
    }
  });

  test('one that writes has the archive alone; it is watched live, and can be stopped', async () => {
    const service = await startRunningService({ script: waiting });
    const editor = service.logIn('edda', 'editor');
    const started = await service.post('/app/jobs', editor, { job: 'collect' });
    const path = started.headers.get('Location') ?? '';
    const page = await (await service.get(path, editor)).text();
    expect(page).toContain(`data-live="${path}/events"`);
    expect(page).toContain('<noscript><meta http-equiv="refresh"');
    expect((await service.post('/app/jobs', editor, { job: 'build' })).status).toBe(409);
    expect((await service.post('/app/jobs', editor, { job: 'plan' })).status).toBe(303);
    const events = service.get(`${path}/events`, editor).then((answer) => answer.text());
    const haveTold = (): boolean => service.jobs.list().every((job) => job.events.length > 0);
    await expect.poll(haveTold, patience).toBe(true);
    await service.post(`${path}/stop`, editor);
    await service.ended(started);
    expect(await events).toMatch(/event: state[\s\S]*event: end/);
    expect(await (await service.get(path, editor)).text()).not.toContain('data-live');
    expect(service.readers.audit.list(5).map(({ action }) => action)).toContain('job-stopped');
  });

  test('where the server itself collects, nothing else writes; a plan is made all the same', async () => {
    const service = await startRunningService({ script: '', holdsArchive: true });
    const editor = service.logIn('edda', 'editor');
    expect(await (await service.get('/app/jobs', editor)).text()).toContain('This server collects by itself');
    expect((await service.post('/app/jobs', editor, { job: 'collect' })).status).toBe(409);
    expect((await service.post('/app/jobs', editor, { job: 'plan' })).status).toBe(303);
  });

  test('a page of a job that is not known says so', async () => {
    const service = await startRunningService({ script: '' });
    const editor = service.logIn('edda', 'editor');
    for (const id of ['7', '-1', 'x', '1/page'])
      expect((await service.get(`/app/jobs/${id}`, editor)).status).toBe(404);
    expect((await service.post('/app/jobs', editor, { job: 'toString' })).status).toBe(400);
  });

  test('polling one source collects from it alone', async () => {
    const service = await startRunningService({
      script: 'console.log(JSON.stringify(process.argv.slice(2)))',
      sources,
    });
    const editor = service.logIn('edda', 'editor');
    const job = await service.ended(await service.post('/app/sources/daily/poll', editor));
    expect([job.command, job.args]).toEqual(['collect', ['--source=daily']]);
    expect((await service.post('/app/sources/other/poll', editor)).status).toBe(404);
  });
});

describe('links', () => {
  const fill = async (store: OpenedStore): Promise<void> => {
    const title = `Ferry ${hostile}`;
    for (const code of ['fetch/gone', 'extract/no-text', 'discover/excluded', 'pipeline/gave-up'] as const)
      await store.addLinks([{ ...makeLink(`https://daily.example/${code}`), hints: { title } }], {
        skip: { code, detail: hostile },
      });
    await store.addLinks([makeLink('https://daily.example/waiting')]);
  };

  test('are listed by state, source and reason, and each can be traced', async () => {
    const service = await startRunningService({ script: '', sources, fill });
    const editor = service.logIn('edda', 'editor');
    const rowsOf = async (query: string): Promise<readonly string[]> => {
      const html = await (await service.get(`/app/links${query}`, editor)).text();
      expectTame(html);
      return [...html.matchAll(/trace\?url=https%3A%2F%2Fdaily\.example%2F([^"]+)/g)].map(([, path = '']) => path);
    };
    expect(await rowsOf('')).toHaveLength(5);
    expect(await rowsOf('?state=waiting')).toEqual(['waiting']);
    expect(await rowsOf('?code=fetch%2Fgone')).toEqual(['fetch%2Fgone']);
    expect(await rowsOf('?source=nobody')).toEqual([]);
    expect(await rowsOf(`?source=${encodeURIComponent(hostile)}&state=x&page=0`)).toEqual([]);
    const trace = await service.get('/app/links/trace?url=https://daily.example/fetch/gone', editor);
    const text = await trace.text();
    expectTame(text);
    expect(text).toContain('The page does not exist');
    expect((await service.get('/app/links/trace?url=https://daily.example/other', editor)).status).toBe(404);
    expect((await service.get('/app/links/trace?url=javascript:x', editor)).status).toBe(404);
  });

  test('are tried again: one, those of a reason, those whose reason may have passed', async () => {
    const service = await startRunningService({ sources, fill });
    const editor = service.logIn('edda', 'editor');
    const retried = async (fields: Record<string, string>): Promise<unknown> =>
      (await service.ended(await service.post('/app/links/retry', editor, fields))).tally.sum;
    expect(await retried({ url: 'https://daily.example/fetch/gone' })).toEqual({ event: 'retried', links: 1 });
    expect(await retried({ code: 'extract/no-text' })).toEqual({ event: 'retried', links: 1 });
    expect(await retried({})).toEqual({ event: 'retried', links: 1 });
    expect(await retried({ code: 'discover/excluded' })).toEqual({ event: 'retried', links: 0 });
    expect((await service.post('/app/links/retry', editor, { code: '--all' })).status).toBe(400);
    const job = await service.ended(await service.post('/app/links/retry', editor, { url: '--help' }));
    expect(job.said).toContain('pipeline/unknown-link');
  }, 60_000);
});

describe('policy', () => {
  test('a take-down is a decision in policy.yaml, noted, and the site is built again', async () => {
    const script = `import { writeFileSync } from 'node:fs'; const [command, ...args] = process.argv.slice(2);
writeFileSync(new URL(command + '.json', import.meta.url), JSON.stringify(args));`;
    const service = await startRunningService({ script });
    const editor = service.logIn('edda', 'editor');
    const fields = { article: '--json', reason: '--text=full is what they asked', text: 'headline' };
    await service.ended(await service.post('/app/policy/takedown', editor, fields));
    const args: unknown = JSON.parse(await readFile(join(service.root, 'takedown.json'), 'utf8'));
    expect(args).toEqual(['--reason=--text=full is what they asked', '--text=headline', '--', '--json']);
    await expect.poll(() => service.jobs.list()[0]?.command, patience).toBe('build');
    expect(service.readers.audit.list(5)).toContainEqual(
      expect.objectContaining({ user: 'edda', action: 'taken-down', target: '--json' }),
    );
  });

  test('one of an article that is not there changes nothing', async () => {
    const service = await startRunningService();
    const editor = service.logIn('edda', 'editor');
    for (const fields of [
      { article: '', reason: 'x', text: 'private' },
      { article: 'x', reason: 'x', text: 'most' },
    ])
      expect((await service.post('/app/policy/takedown', editor, fields)).status).toBe(400);
    const fields = { article: 'content/none.md', reason: 'x', text: 'private' };
    const job = await service.ended(await service.post('/app/policy/takedown', editor, fields));
    expect(job.exitCode).not.toBe(0);
    expect(service.jobs.list().map(({ command }) => command)).toEqual(['takedown']);
    expect(service.readers.audit.list(5).map(({ action }) => action)).toEqual(['job-started']);
  }, 30_000);
});

describe('sources from previews', () => {
  const feed = {
    ...{ url: 'https://daily.example/feed', kind: 'feed', from: 'given', title: hostile, language: 'en', links: 1 },
    ...{ withText: 0, elsewhere: 0, sitemaps: 0, isNews: false, newest: '', covers: { has: 0, of: 0 } },
    ...{ isChosen: true, because: hostile },
  };
  const found = {
    ...{ id: 'daily', name: hostile, home: 'https://daily.example/', language: 'en', country: 'GB' },
    ...{ feeds: [feed, { ...feed, url: 'https://daily.example/other' }], requests: 3 },
    failed: [{ url: hostile, reason: hostile }],
  };
  const lines = [
    { event: 'looking', url: 'https://daily.example/' },
    { event: 'found', found },
    { event: 'links', links: [{ url: 'https://daily.example/1', title: hostile, date: 'soon' }], detail: hostile },
    { event: 'links', links: [{ url: 'javascript:alert(1)', title: 'x', date: '' }], detail: '' },
    { event: 'article', url: 'https://daily.example/1', title: hostile, confidence: 1, detail: '', page: hostile },
  ];
  const script = lines.map((line) => `console.log(${JSON.stringify(JSON.stringify(line))});`).join('\n');

  test('what a site says of itself is text; the painted page may do nothing', async () => {
    const service = await startRunningService({ script });
    const editor = service.logIn('edda', 'editor');
    const job = await service.ended(await service.post('/app/add-source', editor, { address: 'daily.example' }));
    expect([job.command, job.args]).toEqual(['add', ['--preview', '--', 'daily.example']]);
    for (const path of ['', '/events']) {
      const html = await (await service.get(`/app/jobs/${job.id}${path}`, editor)).text();
      expectTame(html);
      expect(html).toContain(`<iframe class="run-frame" src="/app/jobs/${job.id}/page" sandbox=""`);
    }
    const page = await service.get(`/app/jobs/${job.id}/page`, editor);
    expect(page.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^;]+; .*; sandbox$/,
    );
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('are written once, with the way in that was chosen', async () => {
    const service = await startRunningService({ script });
    const editor = service.logIn('edda', 'editor');
    const { id } = await service.ended(await service.post('/app/add-source', editor, { address: 'daily.example' }));
    const fields = { job: String(id), id: '../The Daily', name: 'The\nDaily: # news', feed: '1' };
    const added = await service.post('/app/add-source/write', editor, fields);
    expect(added.headers.get('Location')).toBe('/app/sources/the-daily');
    const file: unknown = parse(await readFile(join(service.root, 'sources', 'the-daily.yaml'), 'utf8'));
    expect(file).toEqual({
      ...{ name: 'The Daily: # news', home: 'https://daily.example/', language: 'en', country: 'GB' },
      feeds: [{ url: 'https://daily.example/other', kind: 'feed' }],
    });
    expect((await service.get('/app/sources/the-daily', editor)).status).toBe(200);
    expect((await service.post('/app/add-source/write', editor, fields)).status).toBe(409);
    expect((await service.post('/app/add-source/write', editor, { ...fields, feed: '7' })).status).toBe(404);
    expect((await service.post('/app/add-source/write', editor, { ...fields, job: '77' })).status).toBe(404);
    expect(service.readers.audit.list(1)).toMatchObject([{ action: 'source-added', target: 'sources/the-daily.yaml' }]);
  });

  test.each(['', 'file:///etc/passwd', 'javascript:alert(1)', 'ftp://daily.example/', 'data:text/html,x', 'word'])(
    'no preview is made of %j',
    async (address) => {
      const service = await startRunningService({ script });
      const editor = service.logIn('edda', 'editor');
      expect((await service.post('/app/add-source', editor, { address })).status).toBe(400);
      expect(service.jobs.list()).toEqual([]);
    },
  );

  test('nobody has more than one made at a time, or ten in ten minutes', async () => {
    const slow = await startRunningService({ script: waiting });
    const impatient = slow.logIn('edda', 'editor');
    expect((await slow.post('/app/add-source', impatient, { address: 'daily.example' })).status).toBe(303);
    expect((await slow.post('/app/add-source', impatient, { address: 'daily.example' })).status).toBe(429);
    const service = await startRunningService({ script: '' });
    const editor = service.logIn('edda', 'editor');
    for (let i = 0; i < 10; i += 1)
      await service.ended(await service.post('/app/add-source', editor, { address: 'daily.example' }));
    expect((await service.post('/app/add-source', editor, { address: 'daily.example' })).status).toBe(429);
  });
});

test('a file that was broken by hand is told on the page that reads it', async () => {
  const service = await startRunningService({ script: '', sources });
  const editor = service.logIn('edda', 'editor');
  await writeFile(join(service.root, 'sources', 'daily.yaml'), 'name: Daily\nfeed: []\n');
  const answer = await service.get('/app/sources', editor);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toMatch(/config\/invalid[\s\S]*daily\.yaml:2[\s\S]*Did you mean `feeds`/);
  expect((await service.get('/app/jobs', editor)).status).toBe(200);
});
