import { copyFile, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Project } from '../config/project.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Edition, Outlet } from '../model/edition.ts';
import { publishSite } from '../publish/publish-site.ts';
import { createAtomicWriter, type AtomicWriter } from '../store/atomic-write.ts';
import type { Store } from '../store/store.ts';

export interface BuildReport {
  readonly articles: number;
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
  const edition = await readEdition(project, store);
  const target = join(project.root, siteFolder);
  const writer = await createAtomicWriter(join(project.root, '.courant', 'site-tmp'));
  const paths = new Set<string>();
  let written = 0;
  for (const file of publishSite(edition)) {
    paths.add(file.path);
    if (await writeIfChanged(writer, join(target, file.path), file.content)) written += 1;
    options.onProgress?.(paths.size);
  }
  for (const image of edition.images.values()) {
    paths.add(image.path);
    if (await copyIfChanged(join(project.root, 'static', image.path), join(target, image.path))) written += 1;
  }
  const removed = await removeStale(project.root, paths, writer);
  return {
    articles: edition.articles.length,
    files: paths.size,
    written,
    removed,
    seconds: (options.now() - startedAt) / 1000,
  };
}

/** All that the site is made from: the article files, newest first, and what the sources say of their outlets. */
async function readEdition(project: Project, store: Store): Promise<Edition> {
  const articles: ArticleFile[] = [];
  for (const record of await store.listArticles()) articles.push(await store.readArticle(record.path));
  return { site: project.site, outlets: listOutlets(project, articles), articles, images: await store.listImages() };
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

async function copyIfChanged(from: string, to: string): Promise<boolean> {
  const [source, present] = await Promise.all([stat(from), stat(to).catch(() => null)]);
  if (present?.size === source.size && present.mtimeMs >= source.mtimeMs) return false;
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  return true;
}

async function removeStale(root: string, paths: ReadonlySet<string>, writer: AtomicWriter): Promise<number> {
  const manifest = join(root, manifestFile);
  const before = (await readFile(manifest, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const stale = before.filter((path) => !paths.has(path));
  for (const path of stale) await rm(join(root, siteFolder, path), { force: true });
  await writer.write(manifest, `${[...paths].sort().join('\n')}\n`);
  return stale.length;
}
