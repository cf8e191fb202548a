import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArticleFile } from '../model/article-file.ts';
import type { ImageFile } from '../model/edition.ts';
import type { ArticleId } from '../model/ids.ts';
import type { ArchiveIndex } from './archive-index.ts';
import { FileWindow } from './file-window.ts';
import { imageSize } from './image-size.ts';
import { copyPath, imageKey, type StoredImage } from './images.ts';
import { refOf } from './pages.ts';
import { guard } from './store-failure.ts';
import type { IndexRebuild, PageRef, Store } from './store.ts';
import { walkImageCopies, walkImageFiles } from './walk-archive.ts';
import { scanWarc } from './warc.ts';
import { digestOf } from './warc-record.ts';

/** Makes the filling of an empty index, over a store with that index. `onWrite` hears of each article and page that was put. */
export async function createRebuild(
  store: Store,
  index: ArchiveIndex,
  { knowsLooks, onWrite = () => undefined }: { readonly knowsLooks: boolean; readonly onWrite?: () => void },
): Promise<IndexRebuild> {
  const images = { files: await listImageFiles(store.root), copies: await listImageCopies(store.root) };
  return new Rebuild(store, index, images, { knowsLooks, onWrite });
}

async function listImageFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for await (const path of walkImageFiles(root)) files.set(path.slice('static/media/'.length).slice(0, 24), path);
  return files;
}

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

/** Puts articles and WARC files into an index; `onWrite` hears of each, so that many can share one commit. */
class Rebuild implements IndexRebuild {
  readonly store: Store;
  readonly knowsLooks: boolean;
  readonly #index: ArchiveIndex;
  readonly #onWrite: () => void;
  readonly #imageFiles: ReadonlyMap<string, string>;
  readonly #copies: ReadonlyMap<string, readonly string[]>;

  constructor(
    store: Store,
    index: ArchiveIndex,
    images: { readonly files: ReadonlyMap<string, string>; readonly copies: ReadonlyMap<string, readonly string[]> },
    { knowsLooks, onWrite }: { readonly knowsLooks: boolean; readonly onWrite: () => void },
  ) {
    this.store = store;
    this.knowsLooks = knowsLooks;
    this.#index = index;
    this.#imageFiles = images.files;
    this.#copies = images.copies;
    this.#onWrite = onWrite;
  }

  async indexArticle(id: ArticleId, file: ArticleFile): Promise<void> {
    const known = await this.#index.articles.get(id);
    if (known && known.revision >= (file.frontMatter.courant?.revision ?? 1)) return;
    await this.#index.articles.put(id, file);
    await this.#adoptImage(file.frontMatter.thumbnail);
    this.#onWrite();
  }

  async indexWarc(warc: string, options: { readonly onBroken?: (detail: string) => void } = {}): Promise<number> {
    let total = 0;
    for await (const { answer, offset, length } of scanWarc(join(this.store.root, warc), options)) {
      await this.#index.pages.add(refOf(answer, digestOf(answer.raw), { warc, offset, length }));
      if (answer.status === 200) await this.#adoptImage(answer.requestedUrl);
      this.#onWrite();
      total += 1;
    }
    return total;
  }

  async pagesWithoutLink(): Promise<readonly PageRef[]> {
    return this.#index.pages.withoutLink();
  }

  /** The name of a picture's file is made from its address; so an address that comes by finds its picture. */
  async #adoptImage(url: string): Promise<void> {
    const path = this.#imageFiles.get(imageKey(url));
    if (path === undefined || (await this.#index.images.has(url))) return;
    const file = await guard({ file: path }, () => FileWindow.open(join(this.store.root, path)));
    const size = imageSize(Uint8Array.from(await file.read(0, imageHeaderBytes)));
    await file.close();
    if (!size) return;
    const copies = await this.#findCopies(path);
    await this.#index.images.put(url, {
      path: path.slice('static/'.length),
      width: size.width,
      height: size.height,
      ...copies,
    });
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
