import { readFile } from 'node:fs/promises';
import type { SiteFile } from '../model/site.ts';
import { renderSearchScript, searchScriptFiles } from '../publish/search/search-script.ts';

const folder = new URL('../publish/search/browser/', import.meta.url);

/** The script of the search page, made from the modules that lie in the package: the same that write the index. */
export async function readSearchScript(): Promise<SiteFile> {
  return renderSearchScript(
    await Promise.all(searchScriptFiles.map((name) => readFile(new URL(name, folder), 'utf8'))),
  );
}
