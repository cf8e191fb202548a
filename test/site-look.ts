import { readInterface } from '../src/config/read-interface.ts';
import { readTheme } from '../src/config/read-theme.ts';
import type { SiteLook } from '../src/publish/site-context.ts';
import { toTheme } from '../src/publish/theme.ts';

/** The look of the default theme, with texts in a language. */
export async function lookIn(language = 'en'): Promise<SiteLook> {
  return { theme: toTheme(await readTheme('.', 'courant')), texts: await readInterface(language) };
}
