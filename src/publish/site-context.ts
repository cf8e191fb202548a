import type { SiteSettings } from '../model/edition.ts';
import { createFormats, directionOf, type Formats } from './formats.ts';
import type { OwnFiles } from '../model/own-page.ts';
import { noOwnPages, ownMenu, toOwnSite, type MenuEntry, type OwnSite } from './own-pages/own-site.ts';
import type { Interface, Strings } from './strings/strings-form.ts';
import type { View } from './template.ts';
import type { Theme } from './theme.ts';

/** The part of the site for one language: all pages below `prefix`, which is empty for the language of the site. */
export interface Tree {
  readonly prefix: string;
  /** BCP 47. */
  readonly language: string;
}

/** What every page of a tree shares: its settings, its words, its ways to write dates and numbers, its look. */
export interface SiteContext {
  readonly site: SiteSettings;
  readonly tree: Tree;
  /** All trees of the site, that of the site's language first. */
  readonly trees: readonly Tree[];
  /** The language the interface is really in; it may differ from that of the tree when that is not translated. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly strings: Strings;
  /** The words as templates name them. */
  readonly t: View;
  readonly formats: Formats;
  readonly theme: Theme;
  /** What the user wrote. */
  readonly own: OwnSite;
  readonly ownMenu: readonly MenuEntry[];
}

/** What pages are made with besides their articles. */
export interface SiteLook {
  readonly theme: Theme;
  /** In the language of the tree, or in English. */
  readonly texts: Interface;
  /** The user's own pages; `hasNews`: there are others beside them. */
  readonly own?: OwnFiles & { readonly hasNews: boolean };
}

/** The context of one tree; by itself the only one, that of the site's language. */
export function toSiteContext(
  settings: SiteSettings,
  { theme, texts, own }: SiteLook,
  trees: readonly Tree[] = [{ prefix: '', language: settings.language }],
  tree: Tree = trees[0] ?? { prefix: '', language: settings.language },
): SiteContext {
  const { language, strings } = texts;
  const site = own ? toOwnSite(own, trees, own.hasNews) : noOwnPages;
  return {
    site: { ...settings, url: settings.url.endsWith('/') ? settings.url : `${settings.url}/` },
    tree,
    trees,
    language,
    direction: directionOf(language),
    strings,
    t: Object.fromEntries(Object.entries(strings).filter(([, text]) => typeof text === 'string')),
    formats: createFormats(language, settings.timeZone),
    theme,
    own: site,
    ownMenu: ownMenu(site, tree.prefix, tree.language),
  };
}

/** The trees of a site: its own language, and those it is set to. */
export function treesOf({ language, languages }: SiteSettings): readonly Tree[] {
  const own = language.toLowerCase();
  const others = [...new Set(languages.map((tag) => tag.toLowerCase()))].filter((tag) => tag !== own).sort();
  return [{ prefix: '', language }, ...others.map((prefix) => ({ prefix, language: prefix }))];
}

/** The folder of something in a tree. */
export function inTree({ tree }: Pick<SiteContext, 'tree'>, folder: string): string {
  return [tree.prefix, folder].filter(Boolean).join('/');
}
