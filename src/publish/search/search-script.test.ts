import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readSearchScript } from '../../pipeline/read-search-script.ts';
import { readInterface } from '../../config/read-interface.ts';
import { renderSearchBody } from './render-search-body.ts';

test('the script is one function that a strict policy lets run, and writes no HTML', async () => {
  const { path, content } = await readSearchScript();
  expect(path).toBe('assets/search.js');
  expect(content).not.toMatch(
    /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?:|^(?:import|export)\b|\/\*\*/m,
  );
  expect(Buffer.byteLength(content)).toBeLessThan(30_000);
  // It is whole when it gets as far as the first thing it needs of a page.
  expect(() => runInNewContext(String(content), {})).toThrow(/HTMLFormElement/);
});

test('the page has every element and text that the script asks for', async () => {
  const script = String((await readSearchScript()).content);
  const { strings } = await readInterface('en');
  const page = renderSearchBody(strings, { root: '../', language: 'en' }).markup;
  const ids = [...script.matchAll(/elementOf\('([\w-]+)'/g)].map((match) => match[1]);
  const texts = [...script.matchAll(/texts\['(\w+)'\]/g)].map((match) => match[1]);
  const fields = [...script.matchAll(/\bget\('(\w+)'\)/g)].map((match) => match[1]);
  expect([ids.length, new Set(texts).size, fields.length]).toEqual([4, 8, 6]);
  for (const id of ids) expect(page).toContain(` id="${id}"`);
  for (const name of texts) expect(page).toContain(` data-${name}="`);
  for (const name of fields) expect(page).toContain(` name="${name}"`);
});
