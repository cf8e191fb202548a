import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../config/project.ts';
import { readInterface } from '../config/read-interface.ts';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { LocalImage } from '../model/edition.ts';
import type { ShownText } from '../model/policy.ts';
import { createFormats, directionOf, toLanguageTag } from '../publish/formats.ts';
import { sourceLineOf } from '../publish/post.ts';
import { showArticle } from '../publish/show-article.ts';
import { minOutletsOfStory, outletCount } from '../publish/story.ts';
import { toTranslation } from '../publish/post-translation.ts';
import { isOutdated, translationNotice } from '../publish/translation.ts';
import { formatArticleFile } from '../store/article-file.ts';
import type { Store } from '../store/store.ts';
import { formatYamlString } from '../store/yaml-string.ts';
import { decideArticle, toPolicyRules } from './decide-articles.ts';
import { exportOwnPages } from './export-own-pages.ts';
import { renderHugoLanguages, renderOutletContent, renderSearchContent } from './hugo-settings.ts';
import { openHugoTree, type HugoTree } from './hugo-tree.ts';
import { createVersions, type HugoVersions } from './hugo-versions.ts';
import { byAddress, toLocalPictures, type PicturesByAddress, type WithLocalPictures } from './local-pictures.ts';
import { openStories } from './stories/open-stories.ts';
import { createStoryReader } from './stories/read-story.ts';
import { formatStoryFile, storyFilePath } from './stories/story-file.ts';
import type { StorySource } from './stories/story-source.ts';
import { storyStages } from './stories/story-stages.ts';

export interface HugoReport {
  /** Articles in the tree, and those of them that differ from the archive's file. */
  readonly articles: number;
  readonly changed: number;
  /** Articles that nothing may be shown of. */
  readonly withheld: number;
  readonly passedOver: readonly { readonly file: string; readonly reason: string }[];
  readonly pictures: number;
  readonly written: number;
  readonly removed: number;
  readonly seconds: number;
}

export type HugoProject = Pick<Project, 'root' | 'site' | 'sources' | 'publish' | 'policies'>;

/** The folder of the tree for Hugo, below the project's root. */
export const hugoFolder = 'hugo';

export interface HugoOptions {
  /** Epoch ms. */
  readonly now: () => number;
  readonly onProgress?: (articles: number) => void;
  /** The stories of the archive; by itself those that were found in it. */
  readonly stories?: StorySource;
}

/** Writes what may be shown of the archive as a tree that Hugo builds: `hugo/content/`, `hugo/static/media/` and the languages in
 *  `hugo/config/_default/config.toml`. An article that is shown as it is has a second name there, not a second copy. What an earlier
 *  export wrote and may not be shown any more is removed; files of others are left alone. */
export async function exportHugo(project: HugoProject, store: Store, options: HugoOptions): Promise<HugoReport> {
  const startedAt = options.now();
  const tree = await openHugoTree(project.root, join(project.root, hugoFolder));
  const images = await store.listImages();
  const show = createShow(project, byAddress(images), startedAt);
  const count = { articles: 0, changed: 0, withheld: 0 };
  const passedOver: HugoReport['passedOver'][number][] = [];
  const pictures = new Set<string>();
  const seen: Seen = { suffixes: new Set(), languages: new Set(), terms: new Set() };
  const originals = (await store.listArticles()).map(({ path }) => path);
  const paths = [...originals, ...(await store.listTranslationFiles())];
  const versionsOf = createVersions(paths, project.site.language.toLowerCase(), async (path) => {
    const file = await readArticle(path, store);
    return typeof file === 'string' ? undefined : file;
  });
  for (const path of paths) {
    const article = await readArticle(path, store);
    const versions = await versionsOf(path);
    const shown = typeof article === 'string' ? article : show(article, versions.original);
    if (typeof shown === 'string') passedOver.push({ file: path, reason: shown });
    else if (shown === undefined) count.withheld += 1;
    if (shown === undefined || typeof shown === 'string') {
      await tree.remove(path);
      if (versions.path !== path) await tree.remove(versions.path);
      continue;
    }
    count.articles += 1;
    const notice = await noticeOf(shown, versions, project.root);
    if (shown.file === article && versions.key === undefined && notice === '') await tree.link(path, versions.path);
    else {
      count.changed += 1;
      await tree.write(versions.path, await formatForHugo(project.root, shown.file, versions.key, notice));
    }
    for (const picture of shown.pictures) pictures.add(picture.path);
    note(seen, { ...shown.file, path: versions.path });
    options.onProgress?.(count.articles);
  }
  await placePictures(project.root, tree, images, pictures);
  const languages = new Set(project.site.languages.map((tag) => tag.toLowerCase()));
  for (const { path } of (await exportOwnPages(project.root, tree)).pages) {
    const suffix = suffixOf(path);
    if (suffix !== undefined && languages.has(suffix)) seen.suffixes.add(suffix);
  }
  await writeSettings(project, tree, seen);
  await writeStories(project, store, tree, options);
  const { written, removed } = await tree.finish();
  const seconds = (options.now() - startedAt) / 1000;
  return { ...count, passedOver, pictures: pictures.size, written, removed, seconds };
}

interface HugoArticle extends WithLocalPictures {
  /** How much of it is shown. */
  readonly text: ShownText;
}

/** What readers are told of a translation, in its language; empty for what an outlet wrote itself. */
async function noticeOf({ file, text }: HugoArticle, { original }: HugoVersions, root: string): Promise<string> {
  const translation = toTranslation(file, sourceLineOf(file.body).body, text);
  if (translation === undefined) return '';
  const { language, strings } = await readInterface(toLanguageTag(file.frontMatter.lang[0] ?? 'und'), root);
  const hash = original?.frontMatter.courant?.hash ?? '';
  const words = { language, strings, formats: createFormats(language, 'UTC') };
  return translationNotice(words, translation, isOutdated(translation.of, hash));
}

/** The article as Hugo may have it, and the local pictures in it; undefined: nothing of it. A text says why it cannot be had. */
function createShow(
  project: HugoProject,
  images: PicturesByAddress,
  now: number,
): (file: ArticleFile, original: ArticleFile | undefined) => HugoArticle | string | undefined {
  const rules = toPolicyRules(project);
  return (file, original) => {
    const showing = decideArticle(file, rules, original);
    if (showing === undefined) return `The date "${file.frontMatter.date}" is not YYYY-MM-DD HH:MM:SS.`;
    const shown = showArticle(file, showing, now);
    const { text } = showing;
    if (shown === undefined || showing.images !== 'local') return shown && { file: shown, pictures: [], text };
    return { ...toLocalPictures(shown, images), text };
  };
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

/** The text of a file that differs from the archive's. `translationKey` joins the languages of an article: that of somebody's hand,
 *  else `key`. The notice of a translation stands in `translationNotice` for our layouts, and for others, which don't know it, where
 *  they have the lead. */
async function formatForHugo(
  root: string,
  file: ArticleFile,
  key: string | undefined,
  notice: string,
): Promise<string> {
  const own = await readFile(join(root, file.path), 'utf8');
  const header = own.slice(0, own.indexOf('\n---', 3));
  const [byHand] = /^translationKey:[^\r\n]+/m.exec(header) ?? [];
  const lines = [
    byHand ?? (key === undefined ? '' : `translationKey: ${formatYamlString(key)}`),
    notice === '' ? '' : `translationNotice: ${formatYamlString(notice)}`,
  ].filter(Boolean);
  const { frontMatter } = file;
  const text = formatArticleFile({ ...file, frontMatter: { ...frontMatter, lead: frontMatter.lead || notice } });
  return text.replace('---\n', () => ['---', ...lines, ''].join('\n'));
}

async function placePictures(
  root: string,
  tree: HugoTree,
  images: ReadonlyMap<string, LocalImage>,
  shown: ReadonlySet<string>,
): Promise<void> {
  for (const { path } of images.values()) if (!shown.has(path)) await tree.remove(`static/${path}`);
  for (const path of shown) {
    const isThere = await stat(join(root, 'static', path)).catch(() => null); // or removed by hand
    if (isThere) await tree.link(`static/${path}`, `static/${path}`);
  }
}

/** What the shown articles have of a kind. */
interface Seen {
  /** Languages in file names, as in `a.de.md`, in lower case. */
  readonly suffixes: Set<string>;
  /** Languages in front matter. */
  readonly languages: Set<string>;
  /** Categories and tags, as `tags/ferries`. */
  readonly terms: Set<string>;
}

const languageSuffix = /[^/.][^/]*\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.md$/i;

function suffixOf(path: string): string | undefined {
  return languageSuffix.exec(path)?.[1]?.toLowerCase();
}

function note(seen: Seen, { path, frontMatter }: ArticleFile): void {
  const suffix = suffixOf(path);
  // Hugo would take what is no language for a part of the name.
  if (suffix !== undefined && toLanguageTag(suffix) !== 'und') seen.suffixes.add(suffix);
  seen.languages.add(frontMatter.lang[0] ?? 'und');
  for (const category of frontMatter.categories) seen.terms.add(`categories/${category}`);
  for (const tag of frontMatter.tags) seen.terms.add(`tags/${tag}`);
}

/** The languages for Hugo, a page to search from in each, and the names of the outlets. */
async function writeSettings(project: HugoProject, tree: HugoTree, seen: Seen): Promise<void> {
  const first = project.site.language.toLowerCase();
  const keys = [first, ...[...seen.suffixes].filter((key) => key !== first).sort()];
  const languages = await Promise.all(
    keys.map(async (key) => ({ key, texts: await readInterface(key, project.root) })),
  );
  const rightToLeft = [...seen.languages].filter((tag) => directionOf(toLanguageTag(tag)) === 'rtl').sort();
  await tree.write('config/_default/config.toml', renderHugoLanguages({ languages, rightToLeft }));
  for (const { key, texts } of languages) {
    const suffix = key === first ? '' : `.${key}`;
    await tree.offer(`content/search${suffix}.md`, renderSearchContent(texts));
    for (const { id, name } of project.sources)
      for (const term of [`categories/${id}`, `tags/${id}`].filter((one) => seen.terms.has(one)))
        await tree.offer(`content/${term}/_index${suffix}.md`, renderOutletContent(name));
  }
}

/** Stories as they may be shown today: the files in the archive's own tree are of the last build. */
async function writeStories(project: HugoProject, store: Store, tree: HugoTree, options: HugoOptions): Promise<void> {
  const found = options.stories === undefined ? openStories(project.root) : undefined;
  const stories = options.stories ?? (found && { index: found, stages: storyStages });
  if (stories === undefined) return;
  const { language, strings } = await readInterface(project.site.language, project.root);
  const { url, timeZone } = project.site;
  const site = { ...project.site, url: url.endsWith('/') ? url : `${url}/` };
  const words = { site, language, strings, formats: createFormats(language, timeZone) };
  const reader = createStoryReader(project, store, stories, options.now);
  try {
    for (const story of stories.index.list()) {
      const page = outletCount(story) < minOutletsOfStory ? undefined : await reader.read(story);
      if (page !== undefined) await tree.write(storyFilePath(page.card.folder), formatStoryFile(words, page));
    }
  } finally {
    found?.close();
  }
}
