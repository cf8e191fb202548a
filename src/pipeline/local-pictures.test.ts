import { expect, test } from 'vitest';
import { makeArticle } from '../../test/sample-archive.ts';
import { byAddress, toLocalPictures } from './local-pictures.ts';

const url = 'https://img.example/a b.png';
const images = byAddress(new Map([[url, { path: 'media/1.png', width: 3, height: 2 }]]));
const far = 'https://img.example/far.png';

test.each([
  ['a picture of ours', '![x](https://img.example/a%20b.png)\\\n*Caption*', '![x](/media/1.png)\\\n*Caption*'],
  ['a picture that we have not', `![x](${far})`, `[x](${far})`],
  ['marks before it', `Oh!![x](${far})`, `Oh[x](${far})`],
  ['marks before one of ours', 'Oh!![x](https://img.example/a%20b.png)', 'Oh!![x](/media/1.png)'],
  ['one that begins in another', `![a ![b](${far})`, `[a [b](${far})`],
  ['one of ours that begins in another', '![a ![b](https://img.example/a%20b.png)', '[a ![b](/media/1.png)'],
  ['one in a link', `[![x](${far})](https://a.example/)`, `[[x](${far})](https://a.example/)`],
  ['one by reference', `![x][far]\n\n[far]: ${far}`, `[x][far]\n\n[far]: ${far}`],
  ['brackets in its text', '![a \\] b](https://img.example/a%20b.png)', '![a \\] b](/media/1.png)'],
])('%s', (_, body, expected) => {
  const { file } = makeArticle('https://daily.example/1', { body });
  const shown = toLocalPictures(file, images);
  expect(shown.file.body.split('\n\n[example-daily]')[0]).toBe(expected);
  expect(shown.pictures.length).toBe(expected.includes('/media/') ? 1 : 0);
});

test('the thumbnail is named from the root of the site, without a slash', () => {
  const { file } = makeArticle('https://daily.example/1', { thumbnail: url });
  expect(toLocalPictures(file, images).file.frontMatter.thumbnail).toBe('media/1.png');
  expect(toLocalPictures({ ...file, frontMatter: { ...file.frontMatter, thumbnail: far } }, images)).toMatchObject({
    file: { frontMatter: { thumbnail: '' } },
    pictures: [],
  });
});

test('an article without pictures is the same object', () => {
  const { file } = makeArticle('https://daily.example/1');
  expect(toLocalPictures(file, images).file).toBe(file);
});
