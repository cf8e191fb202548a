import { Problem } from './problem.ts';

/** The place in a list where the next answer begins. */
export function toCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Nothing for text that is no cursor. */
export function readCursor(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return []; // the caller tells
  }
}

export function badCursor(): Problem {
  const detail = 'It is no `next` of an earlier answer to the same question.';
  return new Problem(400, `\`cursor\` in the query: ${detail}`, [{ in: 'query', name: 'cursor', detail }]);
}
