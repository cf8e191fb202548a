import { expect, test } from 'vitest';
import { makeArticle, makeStore } from '../../test/sample-archive.ts';
import { formatHit, toJsonHit } from './search.ts';

test('a hit through a translation tells its title, and that of the original with its language', async () => {
  const store = await makeStore();
  const { id, file } = makeArticle('https://daily.example/1', { title: 'Reiher', language: 'de' });
  await store.putArticle(id, file);
  const path = file.path.replace('.md', '.en.md');
  const frontMatter = { ...file.frontMatter, title: 'Herons', lang: ['en'] };
  await store.putTranslation(id, { path, frontMatter, body: 'Herons stand here.' });
  const [hit] = await store.search({ text: 'stand', limit: 1 });
  if (hit === undefined) throw new Error('nothing was found');
  expect(formatHit(hit).split('\n').slice(1, 5)).toEqual([
    ...['Herons  (de: Reiher)', 'Herons stand here.', 'https://daily.example/1', path],
  ]);
  expect(toJsonHit(hit)).toMatchObject({ title: 'Reiher', translation: { language: 'en', path, title: 'Herons' } });
});
