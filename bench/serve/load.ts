import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LoadOptions {
  readonly port: number;
  /** Connections that each ask again as soon as they are answered, or after `thinkMs` on average. */
  readonly readers: number;
  readonly thinkMs: number;
  readonly seconds: number;
  /** The path of the next request. */
  readonly next: () => string;
  readonly headers?: string;
}

export interface Load {
  readonly answers: number;
  readonly failed: number;
  readonly bytes: number;
  /** In ms, in ascending order. */
  readonly times: Float64Array;
}

/** Asks a server of this machine over HTTP/1.1 connections that stay open. Every answer has to tell its length. */
export async function putLoad(options: LoadOptions): Promise<Load> {
  const times: number[] = [];
  let failed = 0;
  let bytes = 0;
  const endAt = performance.now() + options.seconds * 1000;
  const read = async (): Promise<void> => {
    const connection = await Connection.open(options.port);
    await sleep(Math.random() * options.thinkMs);
    while (performance.now() < endAt) {
      const begunAt = performance.now();
      const answer = await connection.ask(options.next(), options.headers ?? '');
      times.push(performance.now() - begunAt);
      bytes += answer.bytes;
      if (answer.status !== 200) failed += 1;
      if (options.thinkMs > 0) await sleep(2 * Math.random() * options.thinkMs);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: options.readers }, read));
  return { answers: times.length, failed, bytes, times: Float64Array.from(times).sort() };
}

/** Of times in ascending order. */
export function percentile(times: Float64Array, part: number): number {
  return times[Math.min(Math.ceil(part * times.length), times.length) - 1] ?? 0;
}

interface Answer {
  readonly status: number;
  readonly bytes: number;
}

class Connection {
  readonly #socket: Socket;
  #head = '';
  #left = -1;
  #answer: Answer = { status: 0, bytes: 0 };
  #resolve: (answer: Answer) => void = () => undefined;

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  private constructor(socket: Socket) {
    this.#socket = socket.setNoDelay(true).on('data', (chunk) => this.#take(chunk));
  }

  ask(path: string, headers: string): Promise<Answer> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#head = '';
      this.#left = -1;
      this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    let got = chunk.byteLength;
    if (this.#left < 0) {
      this.#head += chunk.toString('latin1');
      const end = this.#head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#head)?.[1]);
      this.#answer = { status: Number(this.#head.slice(9, 12)), bytes: length };
      this.#left = length;
      got = this.#head.length - end - 4;
    }
    this.#left -= got;
    if (this.#left <= 0) this.#resolve(this.#answer);
  }
}
