import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/source-files.ts';

/** A block of code in a document. */
export interface DocumentBlock {
  /** Where it begins, as `docs/how-to/search.md:12`. */
  readonly place: string;
  /** The word behind its fence; empty when there is none, `indented` for blocks without a fence. */
  readonly language: string;
  readonly text: string;
  /** The file that a guide writes it into. */
  readonly file?: string;
}

/** All blocks of README.md, the other documents at the root, and `docs/`. */
export function readDocumentBlocks(): readonly DocumentBlock[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => /^(?:docs\/.+|[A-Z-]+)\.md$/.test(path) && existsSync(join(root, path)))
    .flatMap((path) => blocksOf(path, readFileSync(join(root, path), 'utf8')));
}

const fence = /^( *)(```+)([\w-]*)(?:.*\b(?:file|append)=(\S+))?/;

function blocksOf(path: string, document: string): readonly DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  const lines = document.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', marks = '', language = '', file] = fence.exec(lines[at] ?? '') ?? [];
    const place = `${path}:${at + 1}`;
    if (marks !== '') {
      const text: string[] = [];
      for (at++; at < lines.length && !(lines[at] ?? '').trimStart().startsWith(marks); at++)
        text.push((lines[at] ?? '').slice(indent.length));
      blocks.push({ place, language, text: `${text.join('\n')}\n`, ...(file !== undefined && { file }) });
    } else if (/^ {4}\S/.test(lines[at] ?? '') && isBlockStart(lines, at)) {
      blocks.push({ place, language: 'indented', text: `${lines[at] ?? ''}\n` });
    }
  }
  return blocks;
}

/** Behind an empty line that follows text at the margin: elsewhere four blanks go on with a list. */
function isBlockStart(lines: readonly string[], at: number): boolean {
  const before = lines.slice(0, at).findLast((line) => line !== '') ?? '';
  return lines[at - 1] === '' && /^\S/.test(before) && !/^(?:[-*]|\d+\.) /.test(before);
}
