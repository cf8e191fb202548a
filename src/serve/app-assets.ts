import { fileURLToPath } from 'node:url';
import { createKeptFiles } from './kept-files.ts';
import { answerFile } from './static-files.ts';
import type { ServiceApp } from './service.ts';

const folder = fileURLToPath(new URL('../../app/', import.meta.url));

/** Style and script of the service, for anybody: the login page needs them. */
export function addAppAssets(app: ServiceApp): void {
  const kept = createKeptFiles();
  app.get('/app/assets/:file', async (c) => {
    const file = new URL(c.req.url);
    file.pathname = `/${c.req.param('file')}`;
    return (await answerFile(folder, new Request(file, { headers: c.req.raw.headers }), kept)) ?? c.notFound();
  });
}
