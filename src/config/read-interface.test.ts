import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pluralKeys, textKeys } from '../publish/strings/strings-form.ts';
import { listInterfaces, placesOf, readInterface } from './read-interface.ts';

const languages = await listInterfaces();
const english = (await readInterface('en')).strings;

describe('the interface texts that ship with Courant', () => {
  test('are in at least twenty languages', () => {
    expect(languages.length).toBeGreaterThanOrEqual(20);
  });

  test.each(languages)(
    '%s has the places of English, and exactly the plural forms of its language',
    async (language) => {
      const { strings } = await readInterface(language); // every key is there, and no other
      for (const key of textKeys) expect(placesOf(strings[key]), key).toEqual(placesOf(english[key]));
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const key of pluralKeys) {
        expect(Object.keys(strings[key]).sort(), key).toEqual([...forms].sort());
        // A form for 0 to 2 may have a word for the number.
        for (const form of ['few', 'many', 'other'] as const) {
          const text = strings[key][form];
          if (text !== undefined) expect(placesOf(text), `${key}.${form}`).toEqual(['{n}']);
        }
      }
    },
  );
});

describe('which texts a language gets', () => {
  test.each([
    ['a language of ours', 'de', 'de', 'de'],
    ['a region gets its language', 'de-AT', 'de-AT', 'de'],
    ['in any case of letters', 'PT-br', 'pt-BR', 'pt'],
    ['Norwegian by its written forms', 'nb', 'nb', 'no'],
    ['Chinese by the script of the region', 'zh-TW', 'zh-TW', 'zh-Hant'],
    ['Chinese by the usual script', 'zh-Hans-SG', 'zh-Hans-SG', 'zh'],
    ['an unknown language gets English', 'tlh', 'en', 'en'],
    ['no language gets English', 'und', 'en', 'en'],
  ])('%s', async (_, asked, language, texts) => {
    expect(await readInterface(asked)).toEqual({ language, strings: (await readInterface(texts)).strings });
  });
});

describe('the texts of an archive', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'courant-interface-'));
    await mkdir(join(root, 'interface'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = (name: string, text: string): Promise<void> => writeFile(join(root, 'interface', name), text);

  test('replace single keys of ours', async () => {
    await put('de.yaml', 'home: Titelseite\n');
    await put('de-AT.yaml', 'search: Suchen\n');
    const { strings } = await readInterface('de-AT', root);
    expect([strings.home, strings.search, strings.archive]).toEqual(['Titelseite', 'Suchen', 'Archiv']);
    expect((await readInterface('de', root)).strings.search).toBe('Suche');
  });

  test('replace those of English where English stands in', async () => {
    await put('en.yaml', 'home: Front page\n');
    expect((await readInterface('tlh', root)).strings.home).toBe('Front page');
  });

  test('in simplified Chinese are not those of traditional Chinese', async () => {
    await put('zh.yaml', 'home: 首页页\n');
    expect((await readInterface('zh-TW', root)).strings.home).toBe((await readInterface('zh-Hant')).strings.home);
  });

  test('add a language when they are complete', async () => {
    const texts = { ...english, home: 'Hejmo' };
    await put('eo.yaml', JSON.stringify(texts));
    expect(await readInterface('eo', root)).toEqual({ language: 'eo', strings: texts });
  });

  test.each([
    ['a key that is missing', 'eo.yaml', 'home: Hejmo\n', 'eo', /`skipToContent`: is missing/],
    ['a key that is unknown', 'de.yaml', 'hoem: Titelseite\n', 'de', /Unknown key `hoem`. Did you mean `home`\?/],
    [
      'an unknown plural form',
      'de.yaml',
      'results: { other: x, oen: y }\n',
      'de',
      /`results.oen`. Did you mean `one`\?/,
    ],
    [
      'an unknown place',
      'de.yaml',
      'by: Von {autors}\n',
      'de',
      /`by`: {autors} is filled by nothing. Its places: {authors}/,
    ],
    ['a text that is none', 'de.yaml', 'home: 7\n', 'de', /`home`: must be a text/],
    ['a name that is no language', 'de_AT.yaml', 'home: x\n', 'de', /named after its language/],
  ])('%s is told with its file', async (_, name, text, language, detail) => {
    await put(name, text);
    await expect(readInterface(language, root)).rejects.toMatchObject({
      code: 'config/invalid',
      context: { file: join(root, 'interface', name), detail: expect.stringMatching(detail) },
    });
  });
});
