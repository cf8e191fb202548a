import type { SiteSettings } from '../model/edition.ts';
import { createFormats, directionOf, toLanguageTag } from '../publish/formats.ts';
import type { Interface, Strings } from '../publish/strings/strings-form.ts';

/** What our layouts for Hugo say. */
const textKeys = [
  'mainMenu',
  'outlets',
  'tags',
  'archive',
  'search',
  'recent',
  'pages',
  'newer',
  'older',
  'contents',
  'otherLanguages',
  'readOriginal',
  'nextArticle',
  'previousArticle',
  'notFound',
  'notFoundText',
  'searchNeedsScript',
  'noResults',
  'searchFailed',
] as const satisfies readonly (keyof Strings)[];

/** hugo.toml, to begin with: what is the user's to change. Only keys that Hugo 0.111 and the newest both take. */
export function renderHugoSettings(site: SiteSettings, theme: 'mainroad' | 'none'): string {
  return `# Hugo's settings for this archive, made by \`courant hugo init\`. Yours to change: a changed file is left alone.
# The languages stand in config/_default/config.toml, which \`courant hugo export\` makes anew each time.

baseURL = ${text(site.url)}
title = ${text(site.title)}
# The zone of the dates in the articles' files.
timeZone = ${text(site.timeZone)}
# An article is shown when it is there, whatever its outlet's clock says.
buildFuture = true
capitalizeListTitles = false
${theme === 'none' ? '' : `theme = ${text(theme)}\n`}
[outputs]
# JSON: what the search page looks through.
home = ["HTML", "RSS", "JSON"]

[pagination]
pagerSize = ${site.pageSize}

[services.rss]
limit = 30

[params]
description = ${text(site.description)}
# The articles; lists and widgets leave other pages out.
mainSections = ["post"]
${theme === 'none' ? '' : mainroadParams}`;
}

const mainroadParams = `# Anything but an address of Google's: no fonts are fetched from there.
googleFontsLink = "none"
postSections = ["post"]

[params.sidebar]
home = "right"
list = "right"
single = "right"
widgets = ["search", "recent", "taglist"]
`;

export interface HugoLanguages {
  /** As file names have them (BCP 47, lower case), each with what the site says in it; the first is that of files without one. */
  readonly languages: readonly { readonly key: string; readonly texts: Interface }[];
  /** Languages of articles that are written from right to left, as front matter has them. */
  readonly rightToLeft: readonly string[];
}

/** config/_default/config.toml: what the tree of articles needs. It is laid over hugo.toml. */
export function renderHugoLanguages({ languages, rightToLeft }: HugoLanguages): string {
  const tables = languages.map(({ key, texts }, index) => {
    const tag = toLanguageTag(key);
    const lines = textKeys.map((name) => `${name} = ${text(texts.strings[name])}`);
    return `[languages.${key}]
weight = ${index + 1}

[languages.${key}.params]
lang = ${text(tag)}
dir = ${text(directionOf(tag))}
name = ${text(createFormats(tag, 'UTC').ownLanguageName(tag))}

[languages.${key}.params.texts]
${lines.join('\n')}
`;
  });
  return `# Made by \`courant hugo export\`: changes are lost. What you set yourself stands in hugo.toml.
defaultContentLanguage = ${text(languages[0]?.key ?? 'en')}

[params]
rightToLeft = [${rightToLeft.map(text).join(', ')}]

${tables.join('\n')}`;
}

/** A page of ours that Hugo shows with the layout for searching. */
export function renderSearchContent({ strings }: Interface): string {
  return `---\ntitle: ${text(strings.search)}\nlayout: "search"\nsidebar: "right"\nwidgets: ["recent", "taglist"]\n---\n`;
}

/** The name of an outlet, which articles call by its id. */
export function renderOutletContent(name: string): string {
  return `---\ntitle: ${text(name)}\n---\n`;
}

/** A basic string of TOML, which is one of YAML too. */
function text(value: string): string {
  return JSON.stringify(value.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('\u007f', '\\u007f');
}
