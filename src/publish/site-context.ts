import type { SiteSettings } from '../model/edition.ts';
import { createFormats, directionOf, type Formats } from './formats.ts';
import type { Interface, Strings } from './strings/strings-form.ts';

/** What every page of a site shares: its settings, its words and its ways to write dates and numbers. */
export interface SiteContext {
  readonly site: SiteSettings;
  /** The language the interface is really in; it may differ from `site.language` when that is not translated. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly strings: Strings;
  readonly formats: Formats;
}

export function toSiteContext(settings: SiteSettings, { language, strings }: Interface): SiteContext {
  const url = settings.url.endsWith('/') ? settings.url : `${settings.url}/`;
  return {
    site: { ...settings, url },
    language,
    direction: directionOf(language),
    strings,
    formats: createFormats(language, settings.timeZone),
  };
}
