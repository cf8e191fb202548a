import type { OwnAttachment, OwnFiles, OwnPage } from '../../model/own-page.ts';

/** A page of the user's, and where it stands in the site. */
export interface PlacedPage extends OwnPage {
  /** Where it lies. */
  readonly folder: string;
  /** The same in all languages: the path of its file without language and ending. */
  readonly base: string;
  /** The tree that it stands in. */
  readonly prefix: string;
  /** It leads to the pages in its folder. */
  readonly isSection: boolean;
}

/** The user's own pages as all pages of the site know them. */
export interface OwnSite {
  /** False for a site of own pages alone: it has no lists, no feeds, and one of the pages comes first. */
  readonly hasNews: boolean;
  readonly pages: readonly PlacedPage[];
  readonly attachments: readonly OwnAttachment[];
}

/** A site without any. */
export const noOwnPages: OwnSite = { hasNews: true, pages: [], attachments: [] };

const rootBase = 'page';

/** Gives pages their places: `content/page/a/b.md` lies at `page/a/b`, `content/page/a/b.de.md` at `de/page/a/b` when German has a tree,
 *  `content/page/a/_index.md` at `page/a`. On a site without news `content/page/_index.md` is the first page. */
export function toOwnSite(files: OwnFiles, trees: readonly { readonly prefix: string }[], hasNews: boolean): OwnSite {
  const prefixes = new Set(trees.map(({ prefix }) => prefix));
  const pages = files.pages.map((page) => placePage(page, prefixes, hasNews));
  // Something must come first in each tree.
  const hasRoot = (tree: string): boolean => pages.some(({ base, prefix }) => base === rootBase && prefix === tree);
  if (!hasNews)
    for (const prefix of prefixes) if (!hasRoot(prefix)) pages.push(placePage(emptyRoot(prefix), prefixes, hasNews));
  // Two files may be the same page: `a.md` and `a/_index.md`. The section wins.
  const byFolder = new Map(pages.filter(({ isSection }) => !isSection).map((page) => [page.folder, page]));
  for (const page of pages) if (page.isSection) byFolder.set(page.folder, page);
  return { hasNews, pages: [...byFolder.values()], attachments: files.attachments };
}

function emptyRoot(prefix: string): OwnPage {
  const path = `content/page/_index${prefix && `.${prefix}`}.md`;
  return { path, title: '', summary: '', weight: 0, language: '', body: '' };
}

function placePage(page: OwnPage, prefixes: ReadonlySet<string>, hasNews: boolean): PlacedPage {
  const name = page.path.slice('content/'.length, -'.md'.length);
  const suffix = /[^/]\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)$/i.exec(name)?.[1] ?? '';
  const prefix = prefixes.has(suffix.toLowerCase()) ? suffix.toLowerCase() : '';
  const plain = prefix === '' ? name : name.slice(0, -suffix.length - 1);
  const isSection = /\/_?index$/.test(plain);
  const base = isSection ? folderOf(plain) : plain;
  const own = base === rootBase && !hasNews ? '' : base;
  return { ...page, folder: [prefix, own].filter(Boolean).join('/'), base, prefix, isSection };
}

/** The pages of a tree that stand in a section, in their order: by weight, those without one behind, then by title. */
export function pagesIn(site: OwnSite, section: PlacedPage, language: string): readonly PlacedPage[] {
  const ofTree = site.pages.filter(({ prefix }) => prefix === section.prefix);
  const sections = new Set(ofTree.filter(({ isSection }) => isSection).map(({ base }) => base));
  return ofTree
    .filter((page) => page !== section && sectionBase(page, sections) === section.base)
    .sort(byPlace(language));
}

/** The section that a page stands in; undefined for what stands in none. */
export function sectionOf(site: OwnSite, page: PlacedPage): PlacedPage | undefined {
  const sections = site.pages.filter(({ prefix, isSection }) => isSection && prefix === page.prefix);
  const base = sectionBase(page, new Set(sections.map((section) => section.base)));
  return sections.find((section) => section.base === base);
}

/** The base of the next section above: a folder without a page of its own is none. */
function sectionBase({ base }: PlacedPage, sections: ReadonlySet<string>): string | undefined {
  for (let folder = folderOf(base); folder !== ''; folder = folderOf(folder)) if (sections.has(folder)) return folder;
  return undefined;
}

/** The folder of a path; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function byPlace(language: string): (a: PlacedPage, b: PlacedPage) => number {
  const titles = new Intl.Collator(language, { numeric: true });
  const last = Number.MAX_SAFE_INTEGER;
  return (a, b) =>
    (a.weight || last) - (b.weight || last) || titles.compare(a.title, b.title) || (a.base < b.base ? -1 : 1);
}

/** A page in a tree: its version there, else that of the first tree. */
export function versionIn(site: OwnSite, base: string, prefix: string): PlacedPage | undefined {
  const versions = site.pages.filter((page) => page.base === base);
  return versions.find((page) => page.prefix === prefix) ?? versions.find((page) => page.prefix === '');
}

export interface MenuEntry {
  readonly folder: string;
  readonly label: string;
}

/** What the pages put into the menu of a tree. On a site of them alone that none of them says anything for, those of the first
 *  section. */
export function ownMenu(site: OwnSite, prefix: string, language: string): readonly MenuEntry[] {
  const named = [...new Set(site.pages.filter(({ menu }) => menu).map(({ base }) => base))].flatMap(
    (base) => versionIn(site, base, prefix) ?? [],
  );
  const entries = named.map((page) => ({
    ...page,
    title: page.menu?.name ?? page.title,
    weight: page.menu?.weight ?? page.weight,
  }));
  const root = versionIn(site, rootBase, prefix);
  const shown =
    entries.length > 0 ? entries.sort(byPlace(language)) : !site.hasNews && root ? pagesIn(site, root, language) : [];
  return shown.map(({ folder, title }) => ({ folder, label: title }));
}
