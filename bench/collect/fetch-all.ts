/** The limit of collecting: fetches all pages of a made-up web with undici and takes their gzip off, nothing more. */
import { gunzipSync } from 'node:zlib';
import { Agent, request } from 'undici';
import { hostOf } from './made-up-web.ts';

const [port = '', outlets = '0', entries = '0'] = process.argv.slice(2);
const agent = new Agent({ connections: 1 });
let bytes = 0;

async function fetchOutlet(outlet: number): Promise<void> {
  for (let entry = 0; entry < Number(entries); entry++) {
    const answer = await request(`http://${hostOf(outlet)}:${port}/news/${entry}`, { dispatcher: agent });
    bytes += gunzipSync(Buffer.from(await answer.body.arrayBuffer())).length;
  }
}

const queue = Array.from({ length: Number(outlets) }, (_, outlet) => outlet).values();
await Promise.all(
  Array.from({ length: 16 }, async () => {
    for (const outlet of queue) await fetchOutlet(outlet);
  }),
);
await agent.close();
process.stderr.write(`${bytes} bytes\n`);
