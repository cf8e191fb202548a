import type { SiteSettings } from '../model/edition.ts';
import { createFormats, directionOf, type Formats } from './formats.ts';
import { languageOfStrings, stringsFor } from './strings.ts';
import type { Strings } from './strings/strings-form.ts';

/** What every page of a site shares: its settings, its words and its ways to write dates and numbers. */
export interface SiteContext {
  readonly site: SiteSettings;
  /** The language the interface is really in; it may differ from `site.language` when that is not translated. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly strings: Strings;
  readonly formats: Formats;
}

export function toSiteContext(settings: SiteSettings): SiteContext {
  const url = settings.url.endsWith('/') ? settings.url : `${settings.url}/`;
  const translated = languageOfStrings(settings.language);
  const isSame = settings.language.toLowerCase().split('-', 1)[0] === translated;
  const language = isSame ? settings.language : translated;
  return {
    site: { ...settings, url },
    language,
    direction: directionOf(language),
    strings: stringsFor(language),
    formats: createFormats(language, settings.timeZone),
  };
}
