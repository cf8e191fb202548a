/** `npm run api:update`: writes what each entry of the package offers to `test/package/api/`; a change there is a change for users. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPackage } from '../runs/build-package.ts';
import { apiFile } from './api-file.ts';
import { describeApi } from './describe-api.ts';

const library = buildPackage({ declarations: true });
try {
  for (const { name, report, hidden } of describeApi(join(library.folder, 'node_modules', 'courant'))) {
    mkdirSync(dirname(apiFile(name)), { recursive: true });
    writeFileSync(apiFile(name), report);
    if (hidden.length > 0) console.log(`${name} does not export ${hidden.join(', ')}`);
  }
} finally {
  library.remove();
}
