import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { truthOf } from '../../test/newsroom-truth.ts';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import type { Store } from '../../src/store/store.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { hostOf, isTelling, planArticles, type PlannedArticle, type SoakPlan } from './soak-plan.ts';

/** What is in the archive beside what was published. */
export interface SoakOutcome {
  /** Articles that the made-up outlets published until the end, and those of the demo newsroom that should be stored. */
  readonly published: number;
  readonly newsroom: number;
  readonly accounting: {
    readonly found: number;
    readonly stored: number;
    readonly skipped: number;
    readonly waiting: number;
  };
  /** `stage/code` and how many links were skipped for it. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly files: number;
  readonly indexed: number;
  /** Articles without a file, with more than one, and links that are not accounted for: what they are. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Edits of stored articles that the feed announced, and those of them in the article's file; edits that nothing announced likewise. */
  readonly edits: {
    readonly announced: number;
    readonly found: number;
    readonly silent: number;
    readonly silentFound: number;
  };
  /** Articles that were revised though their outlet never edited them. */
  readonly falseRevisions: number;
  readonly removed: { readonly stored: number; readonly markedGone: number };
}

interface OwnFile {
  readonly path: string;
  readonly text: string;
  readonly revision: number;
  readonly isGone: boolean;
}

/** Compares an archive with what its outlets published until they froze. */
export async function inspectSoak(
  root: string,
  plan: SoakPlan,
  web: { readonly port: number; readonly frozenAt: number },
): Promise<SoakOutcome> {
  const articles = planArticles(plan).filter(({ publishedAt }) => publishedAt <= web.frozenAt);
  const files = await readFiles(root);
  const byMark = new Map<string, OwnFile[]>();
  for (const file of files) {
    const mark = /\bMark[a-j]+x\b/.exec(file.text)?.[0] ?? '';
    byMark.set(mark, [...(byMark.get(mark) ?? []), file]);
  }
  const newsroom = truthOf(2).articles.length;
  const store = await openArchive(await readProject(root), { clock: systemClock, mode: 'read' });
  try {
    const { reasons, found, stored, skipped, waiting } = await store.accounting();
    const theirs = byMark.get('')?.length ?? 0;
    const lost = await findLost(articles, byMark, { store, ...web });
    if (theirs < newsroom) lost.push(`${newsroom - theirs} articles of the demo newsroom`);
    if (stored < articles.filter(isLasting).length + newsroom) lost.push(`only ${stored} links are stored`);
    const doubled = [...byMark]
      .filter(([mark, own]) => mark !== '' && own.length > 1)
      .map(([, own]) => own.map(({ path }) => path).join(' = '));
    if (theirs > newsroom) doubled.push(`${theirs - newsroom} articles of the demo newsroom`);
    return {
      ...{ published: articles.length, newsroom, accounting: { found, stored, skipped, waiting } },
      reasons: Object.fromEntries(reasons.map(({ code, count }) => [code, count])),
      ...{ files: files.length, indexed: (await store.listArticles()).length, lost, doubled },
      ...countChanges(articles, byMark, web.frozenAt),
    };
  } finally {
    await store.close();
  }
}

/** Whether an article can be fetched at any time. */
function isLasting({ fate }: PlannedArticle): boolean {
  return fate === 'stays' || fate === 'edited' || fate === 'busy';
}

async function findLost(
  articles: readonly PlannedArticle[],
  byMark: ReadonlyMap<string, readonly OwnFile[]>,
  { store, port }: { readonly store: Store; readonly port: number },
): Promise<string[]> {
  const lost: string[] = [];
  for (const article of articles) {
    const address = `http://${hostOf(article.outlet)}:${port}${article.path}`;
    const url = toUrl(address);
    const link = url === null ? undefined : await store.getLink(url);
    // What was removed so soon that no poll of its feed came before that is no loss.
    if (link === undefined && article.fate !== 'removed') lost.push(`${address} ${article.fate}: never found`);
    const hasFile = byMark.has(article.mark);
    if (isLasting(article) && !hasFile) lost.push(`${address} ${article.fate}: ${link?.state ?? 'no link'}, no file`);
    if (link?.state === 'stored' && !hasFile) lost.push(`${address} ${article.fate}: stored without a file`);
  }
  return lost;
}

function countChanges(
  articles: readonly PlannedArticle[],
  byMark: ReadonlyMap<string, readonly OwnFile[]>,
  now: number,
): Pick<SoakOutcome, 'edits' | 'falseRevisions' | 'removed'> {
  const fileOf = ({ mark }: PlannedArticle): OwnFile | undefined => byMark.get(mark)?.[0];
  const changed = articles.filter((article) => article.changedAt <= now && fileOf(article) !== undefined);
  const edited = changed.filter(({ fate }) => fate === 'edited');
  const hasEdit = (article: PlannedArticle): boolean => fileOf(article)?.text.includes(article.editMark) === true;
  const [announced, silent] = [true, false].map((told) => edited.filter(({ outlet }) => isTelling(outlet) === told));
  const removed = changed.filter(({ fate }) => fate === 'removed');
  return {
    edits: {
      ...{ announced: announced?.length ?? 0, found: announced?.filter(hasEdit).length ?? 0 },
      ...{ silent: silent?.length ?? 0, silentFound: silent?.filter(hasEdit).length ?? 0 },
    },
    falseRevisions: articles.filter((article) => !edited.includes(article) && (fileOf(article)?.revision ?? 1) > 1)
      .length,
    removed: {
      stored: removed.length,
      markedGone: removed.filter((article) => fileOf(article)?.isGone === true).length,
    },
  };
}

async function readFiles(root: string): Promise<readonly OwnFile[]> {
  const folder = join(root, 'content', 'post');
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.md') && !name.endsWith('_index.md'),
  );
  return Promise.all(
    names.map(async (path) => {
      const text = await readFile(join(folder, path), 'utf8');
      const { courant } = parseArticleFile(path, text).frontMatter;
      return { path, text, revision: courant?.revision ?? 1, isGone: courant?.gone !== undefined };
    }),
  );
}
