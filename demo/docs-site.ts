import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProject } from '../src/config/project.ts';
import { systemClock } from '../src/model/clock.ts';
import { buildSite, type BuildReport } from '../src/pipeline/build-site.ts';
import { openArchive } from '../src/pipeline/open-archive.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** Documents that lie elsewhere, and the pages that they are. */
const others: Readonly<Record<string, string>> = {
  'README.md': 'explanation/in-short.md',
  'ARCHITECTURE.md': 'explanation/architecture.md',
  'CONTRIBUTING.md': 'explanation/contributing.md',
  'CHANGELOG.md': 'reference/changelog.md',
};
/** The first pages of a folder, in their order, and the last ones; what is not here stands between them by its title. */
const order = [
  ...['tutorial.md', 'how-to/_index.md', 'reference/_index.md', 'explanation/_index.md'],
  ...['explanation/in-short.md', 'explanation/architecture.md'],
];
const last = ['decisions/_index.md', 'explanation/contributing.md', 'reference/changelog.md'];

/** Makes an archive of the documents of this repository, each as a page of its own, and builds its site into `public/` of the folder
 *  with Courant. The documents stay as they are: they need no front matter, and links to what is no page are text,
 *  names of source files as code. */
export async function buildDocs(folder: string): Promise<BuildReport> {
  const pages = join(folder, 'content', 'page');
  await rm(pages, { recursive: true, force: true });
  await mkdir(pages, { recursive: true });
  await cp(join(repository, 'docs', 'courant.yaml'), join(folder, 'courant.yaml'));
  const documents = await readDocuments();
  await cp(join(repository, 'docs', 'images'), join(pages, 'images'), { recursive: true });
  for (const [path, { page, text }] of documents) {
    const target = join(pages, page);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, frontMatterOf(page) + toPage(path, text, documents));
  }
  const project = await readProject(folder);
  const store = await openArchive(project, { clock: systemClock, mode: 'write' });
  try {
    return await buildSite(project, store, { now: () => systemClock.now() });
  } finally {
    await store.close();
  }
}

interface Document {
  /** Below `content/page/`. */
  readonly page: string;
  readonly text: string;
}

/** By their paths in the repository. */
async function readDocuments(): Promise<ReadonlyMap<string, Document>> {
  const names = await readdir(join(repository, 'docs'), { recursive: true });
  const ours = names.filter((name) => name.endsWith('.md')).map((name) => [`docs/${name}`, name] as const);
  const documents = new Map<string, Document>();
  for (const [path, name] of [...ours, ...Object.entries(others)]) {
    const text = await readFile(join(repository, path), 'utf8');
    const page = name.replace(/(^|\/)index\.md$/, '$1_index.md');
    documents.set(path, { page, text: path === 'README.md' ? text.replace(/^# .*/, '# Courant in short') : text });
  }
  return documents;
}

function frontMatterOf(page: string): string {
  const [first, end] = [order.indexOf(page), last.indexOf(page)];
  if (first !== -1) return `---\nweight: ${first + 1}\n---\n`;
  return end === -1 ? '' : `---\nweight: ${1000 + end}\n---\n`;
}

const link = /\[([^[\]]*)\]\((?![a-z]+:|#)([^()\s#]+)(#[^()\s]*)?\)/g;

/** A document with its links as they are seen from the page that it becomes. A link that is called by the name of a file is called by the
 *  title of that document. */
function toPage(path: string, text: string, documents: ReadonlyMap<string, Document>): string {
  const page = documents.get(path)?.page ?? '';
  return text.replace(link, (whole, label: string, href: string, anchor = '') => {
    const target = posix.join(posix.dirname(path), href);
    const document = documents.get(target);
    if (document === undefined) {
      if (!target.startsWith('docs/images/')) return /^[\w./-]+\.\w+$/.test(label) ? `\`${label}\`` : whole;
      return `[${label}](${posix.relative(posix.dirname(page), target.slice('docs/'.length))}${anchor})`;
    }
    const name = label === posix.basename(target) ? titleOf(document.text) : label;
    return `[${name}](${posix.relative(posix.dirname(page), document.page)}${anchor})`;
  });
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? '';
}
