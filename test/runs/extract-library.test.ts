import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../src/extract.ts';
import { root } from '../house/source-files.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';

const url = 'https://tidewater.example/2026/03/04/pier';
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier to be rebuilt</title></head><body>
  <article><h1>Pier to be rebuilt</h1><p>By Ada Quill</p>${Array.from({ length: 5 }, (_, i) => `<p>The council of Tidewater voted on Tuesday to rebuild the <b>old pier</b> before the herring come back: vote number ${i + 1} of a long night.</p>`).join('')}</article></body></html>`;

let library: BuiltPackage;
beforeAll(() => {
  library = buildPackage({ declarations: true });
}, 180_000);
afterAll(() => library.remove());

/** Writes a file beside the package and runs it; its output. */
function run(name: string, code: string): string {
  writeFileSync(join(library.folder, name), code);
  const ended = spawnSync(process.execPath, [name], { cwd: library.folder, encoding: 'utf8' });
  expect(ended.status, ended.stderr).toBe(0);
  return ended.stdout;
}

async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: library.folder },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'courant',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

describe('in a browser', () => {
  test('the bundle needs nothing of Node, and reads the same', async () => {
    const code = await bundle(`export * from 'courant/extract'`);
    const context = createContext({ TextDecoder, URL, html, bytes: new TextEncoder().encode(html), options: { url } });
    runInContext(code, context);
    const globals = runInContext('[typeof process, typeof Buffer, typeof require]', context) as string[];
    expect([...globals]).toEqual(['undefined', 'undefined', 'undefined']);
    const read = (name: string): unknown =>
      JSON.parse(runInContext(`JSON.stringify(courant.extract(${name}, options))`, context) as string);
    const own: unknown = JSON.parse(JSON.stringify(extract(html, { url })));
    expect(own).toMatchObject({ ok: true });
    expect(read('html')).toEqual(own);
    expect(read('bytes')).toEqual(own);
    expect(runInContext('courant.renderMarkdown(courant.extract(html, options).value.blocks)', context)).toContain(
      '**old pier**',
    );
    // Half a megabyte of tables for legacy encodings stays out of it.
    expect(gzipSync(code).length).toBeLessThan(200_000);
  });

  test('bytes of legacy encodings are read by the browser', async () => {
    const code = await bundle(`export * from 'courant/extract'`);
    const russian = html.replace('utf-8', 'koi8-r').replace('By Ada Quill', '<b>МОСТ</b> over the river of Tidewater.');
    const koi8 = new Map([...'МОСТ'].map((letter, index) => [letter, [0xed, 0xef, 0xf3, 0xf4][index] ?? 0]));
    const bytes = Uint8Array.from(russian, (letter) => koi8.get(letter) ?? letter.charCodeAt(0));
    const context = createContext({ TextDecoder, URL, bytes, options: { url } });
    runInContext(code, context);
    const text: unknown = runInContext('courant.renderText(courant.extract(bytes, options).value.blocks)', context);
    expect(text).toContain('МОСТ over the river');
  });
});

describe('as a package', () => {
  test('ES modules and CommonJS read it by its name', () => {
    const print = `console.log(extract(${JSON.stringify(html)}).value.title)`;
    expect(run('own.mjs', `import { extract } from 'courant/extract'; ${print}`)).toBe('Pier to be rebuilt\n');
    expect(run('own.cjs', `import('courant/extract').then(({ extract }) => ${print})`)).toBe('Pier to be rebuilt\n');
  });

  test('its types need no types of Node', () => {
    const use = `import { extract, renderText, type Article } from 'courant/extract';
      const outcome = extract(new Uint8Array(), { url: 'https://a.example/', headers: new Headers() });
      if (outcome.ok) { const article: Article = outcome.value; renderText(article.blocks, { without: ['captions'] }); }
      // @ts-expect-error: not a page
      extract(null);`;
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      module: 'nodenext',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
    };
    writeFileSync(join(library.folder, 'use.mts'), use);
    writeFileSync(join(library.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.mts'] }));
    const tsc = join(root, 'node_modules', '.bin', 'tsc');
    const { stdout } = spawnSync(tsc, ['-p', '.'], { cwd: library.folder, encoding: 'utf8' });
    expect(stdout).toBe('');
  }, 30_000);

  test('the examples of its documentation run', () => {
    const text = readFileSync(join(root, 'docs', 'extract-library.md'), 'utf8');
    const examples = [...text.matchAll(/```(js|cjs)\n([\s\S]*?)```/g)];
    expect(examples.length).toBeGreaterThan(3);
    const given = `const html = ${JSON.stringify(html)};\nconst bytes = new TextEncoder().encode(html);\n`;
    const outputs = examples.map(([, kind, code = ''], index) =>
      run(`example-${index}.${kind === 'cjs' ? 'cjs' : 'mjs'}`, given + code),
    );
    expect(outputs[0]).toContain('**old pier**');
    expect(outputs[1]).toMatch(/from: '[^']+', confidence/);
    expect(outputs.at(-1)).toBe('true\n');
  });
});
