/** `npm run package:loads`: what importing each entry of the package loads, on this machine, now; a table for docs/reference/library.md. */
import { buildPackage } from '../runs/build-package.ts';
import { listLoads } from './list-loads.ts';

const library = buildPackage();
try {
  console.log('| entry | files | kB | ms | packages of others |\n| --- | --- | --- | --- | --- |');
  for (const entry of ['courant', 'courant/extract', 'courant/feeds', 'courant/robots', 'courant/client']) {
    listLoads(library.folder, entry); // the first time reads the disk
    const { files, bytes, ms, packages } = listLoads(library.folder, entry);
    console.log(
      `| \`${entry}\` | ${files} | ${Math.round(bytes / 1000)} | ${Math.round(ms)} | ${packages.join(', ')} |`,
    );
  }
} finally {
  library.remove();
}
