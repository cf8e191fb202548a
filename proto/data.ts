import { gunzipSync } from 'node:zlib'; import { readFileSync } from 'node:fs'; import { createHash } from 'node:crypto';
import type { Doc } from './terms.ts';
export function load(name:string):Doc[]{ return gunzipSync(readFileSync(`/work/shared/corpora/stories/${name}.jsonl.gz`)).toString().trim().split('\n').map(l=>JSON.parse(l) as Doc); }
export function half(name:string,story:string):number{ const key=name==='ecbplus'?story.replace(/ecb.*$/,''):story; return createHash('sha256').update(name+key).digest()[0]!&1; }
