import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageFile } from '../model/edition.ts';
import type { Asked } from './archive-index.ts';
import { FileWindow } from './file-window.ts';
import { imageSize, type ImageSize } from './image-size.ts';
import { copyPath, imageKey, type ImageTable, type StoredImage } from './images.ts';
import { guard } from './store-failure.ts';
import { walkImageCopies, walkImageFiles } from './walk-archive.ts';

const imageHeaderBytes = 256 * 1024;

/** The pictures that lie in an archive, for an index that is made again from its files. */
export class PictureFiles {
  readonly #root: string;
  readonly #images: Asked<ImageTable>;
  /** By the stem of their names. */
  readonly #files: ReadonlyMap<string, string>;
  /** Smaller copies (paths relative to `static/`) by their path without the width. */
  readonly #copies: ReadonlyMap<string, readonly string[]>;

  private constructor(
    root: string,
    images: Asked<ImageTable>,
    files: ReadonlyMap<string, string>,
    copies: ReadonlyMap<string, readonly string[]>,
  ) {
    this.#root = root;
    this.#images = images;
    this.#files = files;
    this.#copies = copies;
  }

  static async list(root: string, images: Asked<ImageTable>): Promise<PictureFiles> {
    return new PictureFiles(root, images, await listImageFiles(root), await listImageCopies(root));
  }

  /** The name of a picture's file is made from its address; so an address that comes by finds its picture. */
  async adopt(url: string): Promise<void> {
    if (url === '' || this.#files.size === 0) return;
    const path = this.#files.get(imageKey(url));
    if (path === undefined || (await this.#images.has(url))) return;
    const size = await guard({ file: path }, () => sizeOf(join(this.#root, path)));
    if (!size) return;
    const { width, height } = size;
    await this.#images.put(url, {
      path: path.slice('static/'.length),
      width,
      height,
      ...(await this.#findCopies(path)),
    });
  }

  /** The smaller copies that lie there, by the digest of the picture. */
  async #findCopies(path: string): Promise<Pick<StoredImage, 'small' | 'medium'>> {
    const read = (file: string): Promise<Uint8Array> => guard({ file }, () => readFile(join(this.#root, file)));
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

async function sizeOf(path: string): Promise<ImageSize | null> {
  const file = await FileWindow.open(path);
  try {
    return imageSize(Uint8Array.from(await file.read(0, imageHeaderBytes)));
  } finally {
    await file.close();
  }
}

async function listImageFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for await (const path of walkImageFiles(root)) files.set(path.slice('static/media/'.length).slice(0, 24), path);
  return files;
}

async function listImageCopies(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const copies = new Map<string, string[]>();
  for await (const path of walkImageCopies(root)) {
    const name = path.slice('static/'.length);
    const stem = name.replace(/-\d+\.webp$/, '');
    copies.set(stem, [...(copies.get(stem) ?? []), name]);
  }
  return copies;
}
