import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readSearchScript } from '../../pipeline/read-search-script.ts';

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
