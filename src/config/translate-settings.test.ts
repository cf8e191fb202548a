import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TranslateSettings } from '../model/translation.ts';
import { readProject } from './project.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'courant-config-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function read(translate: string, glossary?: string): Promise<TranslateSettings> {
  await writeFile(join(root, 'courant.yaml'), translate);
  if (glossary !== undefined) await writeFile(join(root, 'glossary.yaml'), glossary);
  return (await readProject(root)).translate;
}

const all = { sources: [], tags: [], languages: [], text: 'all' } as const;

describe('translate in courant.yaml', () => {
  test('without it nothing is translated', async () => {
    expect((await read('')).rules).toEqual([{ ...all, to: [] }]);
  });

  test('the engine of one machine by itself, and no money for any other', async () => {
    const { engines, limits, rules } = await read('translate:\n  to: [en]\n');
    expect(engines).toEqual([{ kind: 'apertium', command: 'apertium' }]);
    expect(limits).toEqual([{ per: 'month', characters: 0, money: 0 }]);
    expect(rules).toEqual([{ ...all, to: ['en'] }]);
  });

  test('engines by name or with settings; rules inherit the languages', async () => {
    const { engines, rules } = await read(
      [
        'translate:',
        '  to: [en, fr]',
        '  engines:',
        '    - deepl',
        '    - { kind: openai, url: "http://localhost:8080/v1", model: small, pricePerMillion: 0 }',
        '    - { kind: bergamot, folder: models }',
        '  rules:',
        '    - { languages: [de], text: title }',
        '    - { sources: [hafenbote], to: [es] }',
      ].join('\n'),
    );
    expect(engines).toEqual([
      { kind: 'deepl', url: '', key: '', pricePerMillion: 25 },
      {
        ...{ kind: 'openai', url: 'http://localhost:8080/v1', key: '', model: 'small', temperature: 0 },
        pricePerMillion: 0,
      },
      { kind: 'bergamot', folder: join(root, 'models') },
    ]);
    expect(rules).toEqual([
      { ...all, languages: ['de'], text: 'title', to: ['en', 'fr'] },
      { ...all, sources: ['hafenbote'], to: ['es'] },
      { ...all, to: ['en', 'fr'] },
    ]);
  });

  test('a budget for a run, a day and a month, each of characters, of money, or of both', async () => {
    const { limits, currency } = await read(
      'translate:\n  to: [en]\n  budget:\n    currency: EUR\n    run: { characters: 5000 }\n    month: { money: 12.5 }\n',
    );
    expect(limits).toEqual([
      { per: 'run', characters: 5000, money: Infinity },
      { per: 'month', characters: Infinity, money: 12.5 },
    ]);
    expect(currency).toBe('EUR');
  });

  test('a glossary: terms as they are, or in other words', async () => {
    const { glossary } = await read('', '- Bürgermeisterin Vogt\n- { term: Hafenrat, to: { en: Port Council } }\n');
    expect(glossary).toEqual([
      { term: 'Bürgermeisterin Vogt', to: {} },
      { term: 'Hafenrat', to: { en: 'Port Council' } },
    ]);
  });

  test('tells the nearest key of a misspelled one', async () => {
    const yaml = 'translate: { engines: [{ kind: deepl, prizePerMillion: 20 }] }';
    await expect(read(yaml)).rejects.toMatchObject({
      context: { detail: expect.stringContaining('Did you mean `pricePerMillion`?') as string },
    });
  });

  test.each([
    ['a model without a price', 'translate: { engines: [{ kind: openai, url: "http://a.example/", model: m }] }'],
    ['an engine nobody knows', 'translate: { engines: [babel] }'],
    ['a rule into no language', 'translate: { rules: [{ sources: [a] }] }'],
    ['a language that is none', 'translate: { to: [english!] }'],
  ])('refuses %s', async (_name, yaml) => {
    await expect(read(yaml)).rejects.toMatchObject({ code: 'config/invalid' });
  });
});
