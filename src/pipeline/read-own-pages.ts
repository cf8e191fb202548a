import type { Project } from '../config/project.ts';
import type { SiteLook } from '../publish/site-context.ts';
import { readOwnFiles, type ReadOwnFiles } from '../store/own-pages.ts';
import type { Store } from '../store/store.ts';

/** The user's own pages, as pages of the site are made with them. */
export type OwnLook = ReadOwnFiles & NonNullable<SiteLook['own']>;

/** Reads the user's own pages. A project that has them, and neither a source nor an article, is a site of them alone. */
export async function readOwnPages(
  { root, sources }: Pick<Project, 'root' | 'sources'>,
  store: Pick<Store, 'countArticles'>,
): Promise<OwnLook> {
  const files = readOwnFiles(root);
  const hasNews = files.pages.length === 0 || sources.length > 0 || (await store.countArticles()).size > 0;
  return { ...files, hasNews };
}
