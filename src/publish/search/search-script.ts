import type { SiteFile } from '../../model/site.ts';

/** The modules of the browser's script in `browser/`, each after those that it imports. */
export const searchScriptFiles = [
  'fold.js',
  'words.js',
  'numbers.js',
  'lists.js',
  'query.js',
  'shard.js',
  'directory.js',
  'segment.js',
  'find.js',
  'versions.js',
  'load.js',
  'page.js',
] as const;

/** Joins modules that import each other into one classic script, which works from a disk too, where modules do not.
 *  `texts` are those of `searchScriptFiles`; the compiler's and the written ones give nearly the same. Comments stay behind. */
export function renderSearchScript(texts: readonly string[]): SiteFile {
  const body = texts.map(toPlainScript).join('');
  return {
    path: 'assets/search.js',
    content: `(() => {\n'use strict';\n${body}})();\n`,
  };
}

function toPlainScript(text: string): string {
  return text
    .replace(/^import\b[^;]*;\n/gm, '')
    .replace(/^export (?=(?:async )?(?:function|const|let|class)\b)/gm, '')
    .replace(/^\s*\/\*\*[^]*?\*\/\n/gm, '')
    .replace(/\/\*\* @type [^\n]*? \*\/ ?/g, '')
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/^\s+/gm, '');
}
