import { expect, test } from 'vitest';
import { lookIn } from '../../test/site-look.ts';
import { createFormats } from './formats.ts';
import type { PostTranslation } from './post-translation.ts';
import { isOutdated, noticedSummary, translationNotice } from './translation.ts';
import { listInterfaces } from '../config/read-interface.ts';

const plain: PostTranslation = {
  ...{ from: 'pt', engine: 'apertium', model: 'por-spa 1.1.6 > spa-eng 0.8.1', of: '', left: [] },
  ...{ isPartial: false, isTitleLeft: false, isTitleOnly: false },
};

async function wordsOf(tag: string) {
  const { language, strings } = (await lookIn(tag)).texts;
  return { language, strings, formats: createFormats(language, 'UTC') };
}

test.each([
  ['a way over a third language', {}, 'by Apertium (por-spa 1.1.6 > spa-eng 0.8.1) · via Spanish'],
  ['with two letters, and of a region', { model: 'pt-es_ES > spa-eng_US' }, '(pt-es_ES > spa-eng_US) · via Spanish'],
  ['with nothing between', { model: 'ptes 1.0 > esen 1.0', engine: 'bergamot' }, '· via Spanish'],
  ['a direct way', { model: 'por-eng 0.1' }, 'by Apertium (por-eng 0.1)'],
  ['a model that names no languages', { engine: 'openai', model: 'big > small' }, 'by OpenAI (big > small)'],
  ['an engine alone', { engine: 'deepl', model: '' }, 'by DeepL'],
])('the notice tells of %s', async (_, more, expected) => {
  const notice = translationNotice(await wordsOf('en'), { ...plain, ...more });
  expect(notice.startsWith('Translated from Portuguese by ')).toBe(true);
  expect(notice.endsWith(expected)).toBe(true);
});

test('the notice is told in every language, with all that it is filled with', async () => {
  const all = { ...plain, atMs: Date.UTC(2026, 10, 26), isPartial: true, isTitleOnly: true };
  const notices = new Map<string, string>();
  for (const tag of await listInterfaces()) {
    const words = await wordsOf(tag);
    const notice = translationNotice(words, all, true);
    expect([tag, notice.includes('Apertium (por-spa'), /[{}]/.test(notice)]).toEqual([tag, true, false]);
    expect(notice).toContain(words.formats.languageName('pt'));
    expect(notice).toContain(words.formats.languageName('es'));
    notices.set(tag, notice);
  }
  expect(new Set(notices.values()).size).toBe(notices.size);
});

test('a summary has the notice behind it, and is as it was for an original', async () => {
  const words = await wordsOf('en');
  const made = { ...plain, engine: 'hand' };
  const notice = 'Translated from Portuguese by hand';
  expect(noticedSummary(words, { summary: 'A.' })).toBe('A.');
  expect(noticedSummary(words, { summary: 'A.', translation: { ...made, model: '' } })).toBe(`A. (${notice})`);
  expect(noticedSummary(words, { summary: '', translation: { ...made, model: '' } })).toBe(notice);
});

test.each([
  ['the version translated', 'a1', 'a1', false],
  ['another version', 'a1', 'b2', true],
  ['a version that the translation does not tell', '', 'b2', false],
  ['a version that it does not tell itself', 'a1', '', false],
])('an original of %s', (_, of, hash, expected) => {
  expect(isOutdated(of, hash)).toBe(expected);
});
