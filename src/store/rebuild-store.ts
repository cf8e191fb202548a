import { open, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId } from '../model/ids.ts';
import { ArchiveStore } from './archive-store.ts';
import { ArticleIndex } from './articles.ts';
import { createAtomicWriter } from './atomic-write.ts';
import { IndexDatabase } from './database.ts';
import { FileWindow } from './file-window.ts';
import type { ImageFile } from '../model/edition.ts';
import { copyPath, imageKey, ImageTable, type StoredImage } from './images.ts';
import { imageSize } from './image-size.ts';
import { takeLock } from './lock.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { indexPaths, makeIndexFolder, maxWarcFileBytes, type OpenStoreOptions } from './open-store.ts';
import { PageIndex, refOf } from './pages.ts';
import { repairWarcs } from './repair-warcs.ts';
import { guard } from './store-failure.ts';
import type { IndexRebuild, PageRef, Store } from './store.ts';
import { walkImageCopies, walkImageFiles } from './walk-archive.ts';
import { scanWarc } from './warc.ts';
import { digestOf } from './warc-record.ts';
import { createWarcWriter } from './warc-writer.ts';

/** Makes the index again: `fill` puts articles and WARC files into an empty one, which then takes the place of the old one.
 *  When `fill` fails or the process is killed, the old one stays. What only the index knows (links, feeds, holds, subscriptions) is carried over
 *  from the old one if that can be read. Throws NewsError `store/*`. */
export async function rebuildStore<T>(
  root: string,
  options: Omit<OpenStoreOptions, 'mode'>,
  fill: (rebuild: IndexRebuild) => Promise<T>,
): Promise<T> {
  const folder = resolve(root);
  const paths = indexPaths(folder);
  const fresh = `${paths.database}.new`;
  await makeIndexFolder(folder);
  const lock = takeLock(paths.lock);
  try {
    await removeDatabase(fresh);
    const result = await fillFresh({ root: folder, fresh, old: paths.database }, options, fill);
    await replaceDatabase(fresh, paths.database);
    return result;
  } catch (cause) {
    await removeDatabase(fresh);
    throw cause;
  } finally {
    lock.release();
  }
}

async function fillFresh<T>(
  files: { readonly root: string; readonly fresh: string; readonly old: string },
  { clock, decode }: Omit<OpenStoreOptions, 'mode'>,
  fill: (rebuild: IndexRebuild) => Promise<T>,
): Promise<T> {
  const { root } = files;
  const db = new IndexDatabase(files.fresh, { mode: 'rebuild' });
  let store: ArchiveStore | undefined;
  try {
    migrate(db);
    const knowsLooks = carryOver(db, files.old);
    await repairWarcs(root, new PageIndex(db));
    const warc = createWarcWriter(root, { clock, maxFileBytes: maxWarcFileBytes });
    const writers = { files: await createAtomicWriter(indexPaths(root).temporary), warc };
    store = new ArchiveStore({ root, clock, decode, db, writers, onClose: () => undefined });
    const imageFiles = await listImageFiles(root);
    db.begin();
    const result = await fill(new Rebuild({ store, db, imageFiles, copies: await listImageCopies(root), knowsLooks }));
    await store.close();
    db.commit();
    return result;
  } finally {
    await store?.close();
    db.close();
  }
}

/** Links, looks, feeds, subscriptions, observations and source states are in no file. An index too damaged to give them, or
 *  of a later version, is done without. True when it gave the looks. */
function carryOver(db: IndexDatabase, old: string): boolean {
  try {
    db.exec(
      `ATTACH 'file:${encodeURI(old).replace(/[?#']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}?mode=ro' AS old`,
    );
  } catch (cause) {
    if (cause instanceof NewsError) return false; // there is none, or it is no database
    throw cause;
  }
  try {
    const version = db.get<{ user_version: number }>('PRAGMA old.user_version')?.user_version;
    if (version === undefined || version < 1 || version > schemaVersion) return false;
    db.transaction(() => {
      db.exec('INSERT INTO links SELECT * FROM old.links');
      const columns = 'url, source, etag, last_modified, last_success_at, last_error, errors_in_a_row, items';
      const known = version >= 7 ? `${columns}, life, poll_at` : columns;
      db.exec(`INSERT INTO feeds (${known}) SELECT ${known} FROM old.feeds`);
      if (version >= 7) db.exec('INSERT INTO subscriptions SELECT * FROM old.subscriptions');
      if (version >= 4) db.exec('INSERT INTO observations SELECT * FROM old.observations');
      if (version >= 6) db.exec('INSERT INTO source_states SELECT * FROM old.source_states');
      if (version >= 10) db.exec('INSERT INTO looks SELECT * FROM old.looks');
      if (version >= 10) db.exec('INSERT INTO edit_habits SELECT * FROM old.edit_habits');
    });
    return version >= 10;
  } catch (cause) {
    if (!(cause instanceof NewsError && cause.code === 'store/corrupt-database')) throw cause;
    return false;
  } finally {
    db.exec('DETACH old');
  }
}

async function listImageFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for await (const path of walkImageFiles(root)) files.set(path.slice('static/media/'.length).slice(0, 24), path);
  return files;
}

/** One commit for many articles: a rebuild that is killed is begun again anyway. */
const writesPerCommit = 2000;
/** Smaller copies of pictures (paths relative to `static/`) by their path without the width. */
async function listImageCopies(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const copies = new Map<string, string[]>();
  for await (const path of walkImageCopies(root)) {
    const name = path.slice('static/'.length);
    const stem = name.replace(/-\d+\.webp$/, '');
    copies.set(stem, [...(copies.get(stem) ?? []), name]);
  }
  return copies;
}

const imageHeaderBytes = 256 * 1024;

class Rebuild implements IndexRebuild {
  readonly store: Store;
  readonly knowsLooks: boolean;
  readonly #db: IndexDatabase;
  readonly #articles: ArticleIndex;
  readonly #pages: PageIndex;
  readonly #images: ImageTable;
  readonly #imageFiles: ReadonlyMap<string, string>;
  readonly #copies: ReadonlyMap<string, readonly string[]>;
  #writes = 0;

  constructor({
    store,
    db,
    imageFiles,
    copies,
    knowsLooks,
  }: Pick<IndexRebuild, 'store' | 'knowsLooks'> & {
    readonly db: IndexDatabase;
    readonly imageFiles: ReadonlyMap<string, string>;
    readonly copies: ReadonlyMap<string, readonly string[]>;
  }) {
    this.store = store;
    this.knowsLooks = knowsLooks;
    this.#db = db;
    this.#articles = new ArticleIndex(db);
    this.#pages = new PageIndex(db);
    this.#images = new ImageTable(db);
    this.#imageFiles = imageFiles;
    this.#copies = copies;
  }

  async indexArticle(id: ArticleId, file: ArticleFile): Promise<void> {
    const known = this.#articles.get(id);
    if (known && known.revision >= (file.frontMatter.courant?.revision ?? 1)) return;
    this.#articles.put(id, file);
    await this.#adoptImage(file.frontMatter.thumbnail);
    this.#count();
  }

  async indexWarc(warc: string, options: { readonly onBroken?: (detail: string) => void } = {}): Promise<number> {
    let total = 0;
    for await (const { answer, offset, length } of scanWarc(join(this.store.root, warc), options)) {
      this.#pages.add(refOf(answer, digestOf(answer.raw), { warc, offset, length }));
      if (answer.status === 200) await this.#adoptImage(answer.requestedUrl);
      this.#count();
      total += 1;
    }
    return total;
  }

  async pagesWithoutLink(): Promise<readonly PageRef[]> {
    return this.#pages.withoutLink();
  }

  #count(): void {
    this.#writes += 1;
    if (this.#writes % writesPerCommit !== 0) return;
    this.#db.commit();
    this.#db.begin();
  }

  /** The name of a picture's file is made from its address; so an address that comes by finds its picture. */
  async #adoptImage(url: string): Promise<void> {
    const path = this.#imageFiles.get(imageKey(url));
    if (path === undefined || this.#images.has(url)) return;
    const file = await guard({ file: path }, () => FileWindow.open(join(this.store.root, path)));
    const size = imageSize(Uint8Array.from(await file.read(0, imageHeaderBytes)));
    await file.close();
    if (!size) return;
    const copies = await this.#findCopies(path);
    this.#images.put(url, { path: path.slice('static/'.length), width: size.width, height: size.height, ...copies });
  }

  /** The smaller copies that lie there, by the digest of the picture. */
  async #findCopies(path: string): Promise<Pick<StoredImage, 'small' | 'medium'>> {
    const read = (file: string): Promise<Uint8Array> => guard({ file }, () => readFile(join(this.store.root, file)));
    if (this.#copies.size === 0) return {};
    const names = this.#copies.get(copyPath(await read(path), 0).replace(/-0\.webp$/, '')) ?? [];
    const found: ImageFile[] = [];
    for (const name of names) {
      const size = imageSize(await read(`static/${name}`));
      if (size) found.push({ path: name, width: size.width, height: size.height });
    }
    const [small, medium] = found.sort((a, b) => a.width - b.width);
    return { ...(small && { small }), ...(medium && { medium }) };
  }
}

async function removeDatabase(file: string): Promise<void> {
  await guard({ file }, async () => {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(file + suffix, { force: true });
  });
}

async function replaceDatabase(fresh: string, database: string): Promise<void> {
  await guard({ file: database }, async () => {
    const handle = await open(fresh, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    // First: SQLite would take the old log for one of the new file.
    for (const suffix of ['-wal', '-shm']) await rm(database + suffix, { force: true });
    await rename(fresh, database);
  });
}
