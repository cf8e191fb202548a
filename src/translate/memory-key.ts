import { createHash } from 'node:crypto';
import type { TaggedText } from '../model/translation.ts';

export interface MemoryKeyInput {
  readonly engine: string;
  readonly model: string;
  /** BCP 47. */
  readonly from: string;
  readonly to: string;
  /** `glossaryVersion`. */
  readonly glossary: string;
  readonly text: TaggedText;
}

/** The key of what one engine makes of one text: 64 hexadecimal digits (SHA-256). Another model, language or glossary gives
 *  another one. */
export function toMemoryKey({ engine, model, from, to, glossary, text }: MemoryKeyInput): string {
  return createHash('sha256')
    .update(JSON.stringify([engine, model, from, to, glossary, text]))
    .digest('hex');
}
