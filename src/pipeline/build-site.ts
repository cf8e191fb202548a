import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../config/project.ts';
import { readInterface } from '../config/read-interface.ts';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Edition, Outlet } from '../model/edition.ts';
import { readRights } from '../model/rights.ts';
import { publishSite } from '../publish/publish-site.ts';
import { createAtomicWriter, type AtomicWriter } from '../store/atomic-write.ts';
import { guard } from '../store/store-failure.ts';
import type { Store } from '../store/store.ts';

export interface BuildReport {
  readonly articles: number;
  /** Files that the site goes without: broken or removed by hand. */
  readonly passedOver: readonly { readonly file: string; readonly reason: string }[];
  /** Articles that their outlets wanted shown no longer than until now. */
  readonly withheld: number;
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  readonly seconds: number;
}

/** The folder of the built site, below the project's root. */
export const siteFolder = 'public';
const manifestFile = '.courant/site-files.txt';

/** Builds the site from the archive into `public/`. Only files that changed are written, each atomically;
 *  files that an earlier build wrote and that are no longer part of the site are removed, others never touched. */
export async function buildSite(
  project: Project,
  store: Store,
  options: { readonly now: () => number; readonly onProgress?: (files: number) => void },
): Promise<BuildReport> {
  const startedAt = options.now();
  const { edition, passedOver, withheld } = await readEdition(project, store, startedAt);
  const target = join(project.root, siteFolder);
  const writer = await createAtomicWriter(join(project.root, '.courant', 'site-tmp'));
  const paths = new Set<string>();
  let written = 0;
  for (const file of publishSite(edition, await readInterface(project.site.language, project.root))) {
    paths.add(file.path);
    if (await writeIfChanged(writer, join(target, file.path), file.content)) written += 1;
    options.onProgress?.(paths.size);
  }
  for (const image of edition.images.values()) {
    paths.add(image.path);
    if (await copyIfChanged(writer, join(project.root, 'static', image.path), join(target, image.path))) written += 1;
  }
  const removed = await removeStale(project.root, paths, writer);
  return {
    articles: edition.articles.length,
    passedOver,
    withheld,
    files: paths.size,
    written,
    removed,
    seconds: (options.now() - startedAt) / 1000,
  };
}

/** All that the site is made from: the article files, newest first, and what the sources say of their outlets.
 *  One file that somebody broke or removed must not keep all others from being published. */
async function readEdition(
  project: Project,
  store: Store,
  now: number,
): Promise<{ readonly edition: Edition } & Pick<BuildReport, 'passedOver' | 'withheld'>> {
  const articles: ArticleFile[] = [];
  const hiddenPictures = new Set<string>();
  let withheld = 0;
  const passedOver: BuildReport['passedOver'][number][] = [];
  for (const { path } of await store.listArticles()) {
    const file = await readArticle(path, store);
    if (typeof file === 'string') {
      passedOver.push({ file: path, reason: file });
      continue;
    }
    const { shownUntil, showsPictures } = readRights(file.frontMatter.courant?.rights ?? []);
    const isShown = now < shownUntil;
    if (!isShown || !showsPictures) hiddenPictures.add(file.frontMatter.thumbnail);
    if (isShown) articles.push(file);
    else withheld += 1;
  }
  articles.sort(byDate);
  const images = new Map(await presentImages(project.root, await store.listImages()));
  for (const url of hiddenPictures) images.delete(url);
  const edition = { site: project.site, outlets: listOutlets(project, articles), articles, images };
  return { edition, passedOver, withheld };
}

/** A text says why there is none. */
async function readArticle(path: string, store: Store): Promise<ArticleFile | string> {
  try {
    return (await store.findArticleFile(path)) ?? 'The file is gone; `courant reindex` forgets it.';
  } catch (error) {
    if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
    return `line ${error.context.line ?? 1}: ${error.context.detail ?? ''}`;
  }
}

/** By what the file says, which may have been edited since it was indexed. */
function byDate(a: ArticleFile, b: ArticleFile): number {
  const [first, second] = [a.frontMatter.date, b.frontMatter.date];
  if (first !== second) return first < second ? 1 : -1;
  return a.path < b.path ? -1 : 1;
}

async function presentImages(root: string, images: Edition['images']): Promise<Edition['images']> {
  const present = new Map(images);
  for (const [url, { path }] of images)
    if (!(await stat(join(root, 'static', path)).catch(() => null))) present.delete(url); // removed by hand
  return present;
}

function listOutlets(project: Project, articles: readonly ArticleFile[]): readonly Outlet[] {
  const outlets = new Map<string, Outlet>();
  for (const source of project.sources)
    outlets.set(source.id, { id: source.id, name: source.name, home: source.home ?? '' });
  for (const { frontMatter } of articles) {
    const id = frontMatter.categories[0];
    if (id !== undefined && !outlets.has(id)) outlets.set(id, { id, name: id, home: '' });
  }
  return [...outlets.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function writeIfChanged(writer: AtomicWriter, path: string, content: string | Uint8Array): Promise<boolean> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const present = await readFile(path).catch(() => null);
  if (present?.equals(bytes)) return false;
  await writer.write(path, bytes);
  return true;
}

async function copyIfChanged(writer: AtomicWriter, from: string, to: string): Promise<boolean> {
  return guard({ file: from }, async () => {
    const [source, present] = await Promise.all([stat(from), stat(to).catch(() => null)]);
    if (present?.size === source.size && present.mtimeMs >= source.mtimeMs) return false;
    await writer.write(to, await readFile(from));
    return true;
  });
}

async function removeStale(root: string, paths: ReadonlySet<string>, writer: AtomicWriter): Promise<number> {
  const manifest = join(root, manifestFile);
  const before = (await readFile(manifest, 'utf8').catch(() => '')).split('\n').filter(isInside);
  const stale = before.filter((path) => !paths.has(path));
  for (const path of stale) await writer.remove(join(root, siteFolder, path));
  await writer.write(manifest, `${[...paths].sort().join('\n')}\n`);
  return stale.length;
}

/** A list that somebody edited must not make us remove files elsewhere. */
function isInside(path: string): boolean {
  return path !== '' && !path.split(/[/\\]/).includes('..');
}
