import { createHash } from 'node:crypto';

export function toMemoryKey(of: { engine: string; model: string; from: string; to: string; glossary: string; text: string }): string {
  return createHash('sha256').update(JSON.stringify([of.engine, of.model, of.from, of.to, of.glossary, of.text])).digest('hex');
}
