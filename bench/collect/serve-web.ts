/** The process that serves a made-up web; is sent its size, answers with its port. Answers are made before it says so. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedOf, hostOf, pageOf, type WebSize } from './made-up-web.ts';

const [size] = (await once(process, 'message')) as [WebSize];
const pages = new Map<string, Buffer>();
const feeds = new Map<string, string>();

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  const host = request.headers.host?.split(':')[0] ?? '';
  const page = pages.get(host + pathname);
  if (page) return response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(page);
  const feed = pathname === '/feed' ? feeds.get(host) : undefined;
  if (feed) return response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed);
  return response.writeHead(404).end();
});
server.listen(0, '0.0.0.0');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
for (let outlet = 0; outlet < size.outlets; outlet++) {
  const host = hostOf(outlet);
  feeds.set(host, feedOf(`http://${host}:${port}`, outlet, size));
  for (let entry = 0; entry < size.entries; entry++)
    pages.set(`${host}/news/${entry}`, pageOf(outlet * size.entries + entry));
}
process.send?.(port);
process.on('disconnect', () => process.exit());
