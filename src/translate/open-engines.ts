import { systemClock, type Clock } from '../model/clock.ts';
import type { EngineSettings, TranslationEngine } from '../model/translation.ts';
import { createApertium } from './engines/apertium.ts';
import { createBergamot } from './engines/bergamot.ts';
import { createDeepl } from './engines/deepl.ts';
import { createLibreTranslate } from './engines/libretranslate.ts';
import { createOpenai } from './engines/openai.ts';

/** The engines that settings name, in their order. Nothing is asked or started before it is needed. Throws NewsError `config/invalid` for an
 *  address that cannot be used, or that would get its key in clear text. */
export function openEngines(
  settings: readonly EngineSettings[],
  clock: Clock = systemClock,
): readonly TranslationEngine[] {
  return settings.map((engine) => {
    switch (engine.kind) {
      case 'apertium':
        return createApertium(engine);
      case 'libretranslate':
        return createLibreTranslate(engine, clock);
      case 'deepl':
        return createDeepl(engine, clock);
      case 'openai':
        return createOpenai(engine, clock);
      case 'bergamot':
        return createBergamot(engine);
    }
  });
}
