import { readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../config/project.ts';
import { readInterface } from '../config/read-interface.ts';
import { readTheme } from '../config/read-theme.ts';
import { version } from '../config/version.ts';
import { toSiteContext, treesOf, type SiteContext } from '../publish/site-context.ts';
import { toTheme } from '../publish/theme.ts';
import { bodyOfArticleFile, parseArticleFile } from '../store/article-file.ts';
import { historyPathOf } from '../store/article-path.ts';
import type { PullReport } from '../store/remote-files.ts';
import { openSiteState, siteStateFile } from '../store/site-state.ts';
import { errorCodeOf, guard, toStoreError } from '../store/store-failure.ts';
import type { Store } from '../store/store.ts';
import { isOwnFile } from '../store/walk-archive.ts';
import { toPolicyRules } from './decide-articles.ts';
import { describeConflict, pullFiles } from './open-archive.ts';
import { readOwnPages, type OwnLook } from './read-own-pages.ts';
import { readSearchScript } from './read-search-script.ts';
import { findChanges } from './site/find-changes.ts';
import { findLeftFiles } from './site/find-left-files.ts';
import type { SiteInputs } from './site/site-inputs.ts';
import { digestOf, updateSite } from './site/update-site.ts';
import { SiteFolder } from './site/site-writer.ts';
import { openNewestStories, type OpenedStories } from './stories/open-stories.ts';
import { openStoryFiles } from './stories/story-files.ts';
import type { StorySource } from './stories/story-source.ts';
import { storyStages } from './stories/story-stages.ts';
import { healthOf } from './source-health.ts';

export interface BuildReport {
  readonly articles: number;
  /** How many articles were read again. */
  readonly read: number;
  /** Files that the site goes without: broken or removed by hand. */
  readonly passedOver: readonly { readonly file: string; readonly reason: string }[];
  /** Articles that are kept and not shown: by policy, or because their outlets wanted them shown no longer. */
  readonly withheld: number;
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  /** The paths of feeds that are new or changed. */
  readonly feeds: readonly string[];
  readonly seconds: number;
}

export interface BuildOptions {
  /** Epoch ms. */
  readonly now: () => number;
  readonly onProgress?: (files: number) => void;
  /** While files are brought from a bucket. */
  readonly onPull?: (files: number) => void;
  /** Whether to look for article files that somebody changed by hand; `auto`: while there are no more than 20,000. */
  readonly byHand?: 'auto' | 'find' | 'ignore';
  /** Makes everything anew. */
  readonly isAnew?: boolean;
  /** The stories of the archive; by itself those that were found in it. */
  readonly stories?: StorySource;
}

/** The folder of the built site, below the project's root. */
export const siteFolder = 'public';

/** Brings the site in `public/` up to date with the archive. Only what changed is made again; files that an earlier build wrote
 *  and that are no longer part of the site are removed, others never touched. Killed at any moment it leaves a site without a
 *  broken page or link, and the next build makes everything anew. Throws NewsError `store/*`, `publish/bad-template` and `config/invalid`. */
export async function buildSite(
  project: Project,
  store: Pick<Store, 'articleChanges' | 'countArticles' | 'findArticleFile' | 'findImages' | 'listFeeds'>,
  options: BuildOptions,
): Promise<BuildReport> {
  const startedAt = options.now();
  const work = join(project.root, '.courant');
  await guard({ file: work }, () => mkdir(work, { recursive: true }));
  const pulled = await pullFiles(project, 'articles', options.onPull);
  const state = openSiteState(siteStateFile(project.root));
  let found: OpenedStories | undefined;
  try {
    const gathered = await gatherInputs(project, store, startedAt);
    state.begin(); // one build at a time: another process waits here
    const { hasNews } = gathered.own;
    if (options.stories === undefined && hasNews) found = await openNewestStories(project, store, options.now);
    const own = found && { index: found, stages: storyStages, files: openStoryFiles(project.root) };
    const inputs: SiteInputs = { ...gathered.inputs, stories: options.stories ?? own };
    const digest = digestOf(gathered.digest, found?.file ?? '');
    const folder = new SiteFolder(join(project.root, siteFolder), work, state, options.onProgress);
    const isThere = (await stat(join(project.root, siteFolder)).catch(() => null)) !== null;
    const isNew = options.isAnew === true || folder.isUnfinished || !isThere || state.fact('inputs') !== digest;
    if (isNew) state.clear();
    if (isThere && state.files.count() === 0)
      state.files.add(findLeftFiles(join(project.root, siteFolder), inputs.contexts.keys()));
    state.files.setAside(isNew);
    state.putFact('inputs', digest);
    const changes = await findChanges(project, store, state, inputs, options.byHand ?? 'auto');
    await updateSite(changes, inputs, state, folder, isNew);
    const counts = folder.finish(state.files.takeOld());
    state.commit();
    folder.forgetJournal();
    const passedOver = state.posts.problems();
    const articles = state.posts.countShown();
    return {
      articles,
      read: changes.changed.length,
      passedOver: [...conflictsOf(pulled), ...gathered.own.passedOver, ...passedOver],
      withheld: state.posts.count() - articles - passedOver.length,
      files: state.files.count(),
      ...counts,
      feeds: folder.writtenFeeds,
      seconds: (options.now() - startedAt) / 1000,
    };
  } catch (cause) {
    state.rollback();
    throw cause;
  } finally {
    found?.close();
    state.close();
  }
}

function conflictsOf(pulled: PullReport | undefined): BuildReport['passedOver'] {
  return (pulled?.conflicts ?? []).map((path) => ({ file: path, reason: describeConflict(path) }));
}

async function gatherInputs(
  project: Project,
  store: Pick<Store, 'countArticles' | 'findImages' | 'listFeeds'>,
  now: number,
): Promise<{ readonly inputs: SiteInputs; readonly own: OwnLook; readonly digest: string }> {
  const files = await readTheme(project.root, project.theme);
  const theme = toTheme(files);
  const trees = treesOf(project.site);
  const own = await readOwnPages(project, store);
  const contexts = new Map<string, SiteContext>();
  const texts: string[] = [];
  for (const tree of trees) {
    const words = await readInterface(tree.language, project.root);
    texts.push(JSON.stringify(words));
    contexts.set(tree.prefix, toSiteContext(project.site, { theme, texts: words, own }, trees, tree));
  }
  const feeds = await store.listFeeds();
  const inputs: SiteInputs = {
    contexts,
    outlets: new Map(
      project.sources.map(({ id, name, home, country, publish }) => [
        id,
        { name, home: home ?? '', policy: publish, ...(country !== undefined && { country }) },
      ]),
    ),
    publish: project.publish,
    policies: toPolicyRules(project).decisions,
    sources: project.sources.map(({ id, name, publish }) => ({
      id,
      name,
      policy: publish.text,
      ...healthOf(feeds.filter(({ source }) => source === id)),
    })),
    searches: project.searches,
    searchScript: await readSearchScript(),
    now,
    read: (path) => readArticle(project.root, path, parseArticleFile),
    readRevision: (path, revision) =>
      readArticle(project.root, historyPathOf(path, revision), (_, text) => parseArticleFile(path, text)),
    readBody: (path) => readArticle(project.root, path, (_, text) => bodyOfArticleFile(text)),
    findImages: (urls) => store.findImages(urls),
    imageFile: (path) => join(project.root, isOwnFile(path) ? '' : 'static', path),
  };
  const templates = Object.values(files.templates).map(({ text }) => text);
  const digest = digestOf(
    version,
    JSON.stringify([project.site, project.searches, own.hasNews, [...contexts.values()].map(({ ownMenu }) => ownMenu)]),
    files.style,
    ...templates,
    ...texts,
  );
  return { inputs, own, digest };
}

/** Undefined for a file that is gone. */
function readArticle<T>(root: string, path: string, parse: (path: string, text: string) => T): T | undefined {
  const file = join(root, path);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return undefined;
    throw toStoreError(cause, { file });
  }
  return parse(path, text);
}
