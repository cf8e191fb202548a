import { expect, it } from 'vitest';
import { addressToPreview } from './add-from-catalog.ts';

it('previews the address that is given, and of an outlet that is named its feed in the catalog', async () => {
  expect(await addressToPreview('https://courier.example/news')).toBe('https://courier.example/news');
  expect(await addressToPreview('courier.example')).toBe('courier.example');
  expect(await addressToPreview('bbc')).toBe('https://feeds.bbci.co.uk/news/rss.xml');
  await expect(addressToPreview('no such outlet at all')).rejects.toMatchObject({ code: 'cli/not-in-catalog' });
});
