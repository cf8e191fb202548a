import { expect, test } from 'vitest';
import { NewsError } from '../errors.ts';
import type { EngineSettings } from '../model/translation.ts';
import { openEngines } from './open-engines.ts';

const all: readonly EngineSettings[] = [
  { kind: 'bergamot', folder: 'nowhere' },
  { kind: 'apertium', command: 'apertium' },
  { kind: 'deepl', url: '', key: 'k', pricePerMillion: 25 },
  { kind: 'openai', url: 'https://models.example/v1', key: 'k', model: 'm', temperature: 0, pricePerMillion: 3 },
  { kind: 'libretranslate', url: 'http://translate.example', key: '', pricePerMillion: 0 },
];

test('opens the engines in their order, with what they cost, and asks nothing', async () => {
  const engines = openEngines(all);
  expect(engines.map(({ name, pricePerMillion }) => [name, pricePerMillion])).toEqual([
    ['bergamot', 0],
    ['apertium', 0],
    ['deepl', 25],
    ['openai', 3],
    ['libretranslate', 0],
  ]);
  for (const engine of engines) await engine.close();
});

test.each<EngineSettings>([
  { kind: 'deepl', url: 'http://deepl.example', key: 'secret', pricePerMillion: 25 },
  { kind: 'openai', url: 'http://192.0.2.7/v1', key: 'secret', model: 'm', temperature: 0, pricePerMillion: 3 },
  { kind: 'libretranslate', url: 'translate.example', key: 'secret', pricePerMillion: 0 },
])('refuses an address for $kind that would give its key away', (engine) => {
  expect(() => openEngines([engine])).toThrow(NewsError);
  expect(() => openEngines([engine])).not.toThrow('secret');
});
