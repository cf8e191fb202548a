import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { ok, skipped, type Outcome } from '../model/outcome.ts';
import { hasZlibHeader, tooLarge, type Coding } from './content-coding.ts';

/** Removes content codings while a body arrives. */
export interface ContentDecoder {
  write(chunk: Uint8Array): void;
  /** Call once, after the last chunk. Gives what `decodeContent` would give. */
  finish(): Promise<Outcome<Uint8Array>>;
  /** What could be read so far, at most `maxBytes`. */
  prefix(): Uint8Array;
  destroy(): void;
}

interface Stage {
  write(chunk: Uint8Array): void;
  end(): void;
  destroy(): void;
}

interface Sink {
  write(chunk: Uint8Array): void;
  end(): void;
  fail(outcome: Outcome<Uint8Array>): void;
}

/** As `decodeContent`, chunk by chunk and off the main thread. `onStop` is called once, as soon as more input cannot
 *  help: the data is broken, or larger than `maxBytes`. */
export function createContentDecoder(codings: readonly Coding[], maxBytes: number, onStop: () => void): ContentDecoder {
  const output: Uint8Array[] = [];
  const stages: Stage[] = [];
  let settle: (outcome: Outcome<Uint8Array>) => void = () => undefined;
  let isSettled = false;
  const result = new Promise<Outcome<Uint8Array>>((resolve) => (settle = resolve));
  const stop = (outcome: Outcome<Uint8Array>): void => {
    if (isSettled) return;
    isSettled = true;
    settle(outcome);
    for (const stage of stages) stage.destroy();
    if (!outcome.ok) onStop();
  };
  let sink: Sink = {
    write: (chunk) => output.push(chunk),
    end: () => {
      stop(ok(Buffer.concat(output)));
    },
    fail: stop,
  };
  // The coding applied first is removed last.
  for (const coding of codings) {
    const stage = createStage(coding, maxBytes, sink);
    stages.unshift(stage);
    sink = { write: stage.write, end: stage.end, fail: stop };
  }
  const first = sink;
  return {
    write: (chunk) => {
      if (!isSettled) first.write(chunk);
    },
    finish: () => {
      if (!isSettled) first.end();
      return result;
    },
    prefix: () => Buffer.concat(output),
    destroy: () => {
      isSettled = true;
      for (const stage of stages) stage.destroy();
    },
  };
}

function createStage(coding: Coding, maxBytes: number, sink: Sink): Stage {
  let stream: Transform | null = null;
  let head: Uint8Array = new Uint8Array(0);
  let size = 0;
  const open = (): Transform => {
    const opened = createStream(coding, head);
    opened.on('data', (chunk: Uint8Array) => {
      const room = maxBytes - size;
      size += chunk.length;
      sink.write(chunk.length > room ? chunk.subarray(0, Math.max(0, room)) : chunk);
      if (size > maxBytes) sink.fail(skipped('fetch/too-large', tooLarge(maxBytes)));
    });
    opened.once('end', sink.end);
    opened.on('error', (error) => {
      sink.fail(skipped('fetch/bad-encoding', error.message));
    });
    opened.write(head);
    return opened;
  };
  return {
    write: (chunk) => {
      if (stream !== null) return void stream.write(chunk);
      head = Buffer.concat([head, chunk]);
      if (head.length >= 2) stream = open(); // two bytes tell the kinds of "deflate" apart
    },
    end: () => {
      if (stream === null && head.length === 0) return sink.end();
      stream ??= open();
      stream.end();
    },
    destroy: () => stream?.destroy(),
  };
}

function createStream(coding: Coding, head: Uint8Array): Transform {
  if (coding === 'gzip') return createGunzip();
  if (coding === 'br') return createBrotliDecompress();
  return hasZlibHeader(head) ? createInflate() : createInflateRaw();
}
