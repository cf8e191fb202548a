import { open, type FileHandle } from 'node:fs/promises';

const defaultReadAheadBytes = 1 << 20;

/** What is read piece by piece. */
export type Window = Pick<FileWindow, 'size' | 'read' | 'find'>;

/** The same of bytes that are in memory. */
export function bytesWindow(bytes: Uint8Array): Window {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    find: async (pattern, from) => {
      const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(pattern, from);
      return at < 0 ? undefined : at;
    },
  };
}

/** Reads a file of any size piece by piece, keeping one piece in memory. */
export class FileWindow {
  readonly #file: FileHandle;
  readonly #readAheadBytes: number;
  readonly size: number;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  private constructor(file: FileHandle, size: number, readAheadBytes: number) {
    this.#file = file;
    this.size = size;
    this.#readAheadBytes = readAheadBytes;
  }

  static async open(path: string, readAheadBytes = defaultReadAheadBytes): Promise<FileWindow> {
    const file = await open(path, 'r');
    try {
      return new FileWindow(file, (await file.stat()).size, readAheadBytes);
    } catch (cause) {
      await file.close();
      throw cause;
    }
  }

  /** `length` bytes from `offset`; fewer at the end of the file. Valid until the next call. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    if (offset < this.#start || offset + wanted > this.#start + this.#bytes.length) await this.#load(offset, wanted);
    return this.#bytes.subarray(offset - this.#start, offset - this.#start + wanted);
  }

  /** The first offset from `from` on at which `pattern` begins; undefined when there is none. */
  async find(pattern: Uint8Array, from: number): Promise<number | undefined> {
    let offset = from;
    while (offset + pattern.length <= this.size) {
      const piece = await this.read(offset, this.#readAheadBytes);
      const found = Buffer.from(piece.buffer, piece.byteOffset, piece.length).indexOf(pattern);
      if (found >= 0) return offset + found;
      offset += Math.max(1, piece.length - pattern.length + 1);
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #load(offset: number, length: number): Promise<void> {
    const buffer = new Uint8Array(Math.min(Math.max(length, this.#readAheadBytes), Math.max(0, this.size - offset)));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.#file.read(buffer, filled, buffer.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    this.#start = offset;
    this.#bytes = buffer.subarray(0, filled);
  }
}
