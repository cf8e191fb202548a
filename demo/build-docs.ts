/** `npm run docs`: builds the documents into a site with Courant itself, in `.docs/public/`. `--dir <folder>` puts it elsewhere. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { siteFolder } from '../src/pipeline/build-site.ts';
import { buildDocs } from './docs-site.ts';

const { values } = parseArgs({ options: { dir: { type: 'string', default: '.docs' } } });
const { files, written, removed, seconds, passedOver } = await buildDocs(values.dir);
for (const { file, reason } of passedOver) console.error(`${file}: ${reason}`);
console.log(`${files} files, ${written} written, ${removed} removed, in ${seconds.toFixed(1)} s`);
console.log(join(values.dir, siteFolder, 'index.html'));
