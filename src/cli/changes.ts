import { readProject } from '../config/project.ts';
import type { Piece } from '../diff/diff-words.ts';
import type { VersionChange } from '../diff/version-changes.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { readChanges, type ChangedArticle } from '../pipeline/read-changes.ts';
import type { ArticleRecord, Store } from '../store/store.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

const listed = 100;

/** `courant changes`: what outlets changed in their articles, those changed last first; of one article with the diffs. */
export async function runChanges(
  article: string | undefined,
  options: GlobalOptions,
  terminal: Terminal,
): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const records = article === undefined ? await store.listRevised(listed) : [await findRecord(article, store)];
    for (const record of records) {
      const changed = await readChanges(record, store);
      if (changed === undefined) continue;
      if (options.json) terminal.data(JSON.stringify(toData(changed, article !== undefined)));
      else printChanges(changed, article !== undefined, terminal);
    }
  } finally {
    await store.close();
  }
}

/** By its address, or by its file below content/. */
async function findRecord(article: string, store: Store): Promise<ArticleRecord> {
  const url = toUrl(article);
  const found =
    url === null
      ? (await store.listArticles()).find(({ path }) => path === article)
      : ((await store.findArticle(normalizeUrl(url))) ?? (await findByLink(normalizeUrl(url), store)));
  if (found === undefined) throw new NewsError('cli/no-such-article', { detail: article });
  return found;
}

async function findByLink(url: ReturnType<typeof normalizeUrl>, store: Store): Promise<ArticleRecord | undefined> {
  const id = (await store.getLink(url))?.article;
  return id === undefined ? undefined : store.getArticle(id);
}

function toData({ article, file, changes }: ChangedArticle, isWhole: boolean) {
  const { url, path, title, revision } = article;
  const { gone, moved } = file.frontMatter.courant ?? {};
  const told = changes.map(({ diff, ...change }) =>
    isWhole ? { ...change, ...diff } : { ...change, fields: diff.fields.map(({ field }) => field), words: diff.words },
  );
  return { url, path, title, revision, ...(gone && { gone }), ...(moved && { moved }), changes: told };
}

function printChanges({ article, file, changes }: ChangedArticle, isWhole: boolean, terminal: Terminal): void {
  const { gone, moved } = file.frontMatter.courant ?? {};
  terminal.data(article.title);
  terminal.data(`  ${article.url}`);
  terminal.data(`  ${article.path}  revision ${article.revision}`);
  if (moved !== undefined) terminal.data(`  leads to ${moved}`);
  if (gone !== undefined) terminal.data(`  gone at the outlet since ${gone}`);
  for (const change of isWhole ? changes : changes.slice(-1)) {
    terminal.data(describe(change));
    if (isWhole) for (const line of diffLines(change)) terminal.data(line);
  }
  if (isWhole && changes.length === 0) terminal.data('  No earlier version is kept.');
}

function describe({ revision, at, diff }: VersionChange): string {
  const fields = diff.fields.map(({ field }) => (field === 'title' ? 'headline' : field));
  const words = `+${diff.words.added} -${diff.words.removed} words`;
  return `  r${revision}  ${at || 'at an unknown time'}  ${[...fields, words].join(', ')}`;
}

/** What was taken away stands in [-…-], what was added in {+…+}; blocks that stayed are left out. */
function diffLines({ diff }: VersionChange): readonly string[] {
  const lines = diff.fields.map(({ field, pieces }) => `    ${field}: ${mark(pieces)}`);
  for (const block of diff.blocks) {
    if (block.kind === 'same') continue;
    const text = block.kind === 'changed' ? mark(block.pieces) : mark([block]);
    lines.push(...text.split('\n').map((line) => `    ${line}`), '');
  }
  return lines;
}

function mark(pieces: readonly Piece[]): string {
  const signs = { same: ['', ''], added: ['{+', '+}'], removed: ['[-', '-]'] } as const;
  return pieces.map(({ kind, text }) => `${signs[kind][0]}${text}${signs[kind][1]}`).join('');
}
