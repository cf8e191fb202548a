import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NameKind } from '../../src/model/story.ts';
import { countForms } from '../../src/names/count-forms.ts';
import { findNames } from '../../src/names/find-names.ts';

const folder = fileURLToPath(new URL('../cases/names/', import.meta.url));
const kinds: Readonly<Record<string, NameKind>> = { p: 'person', o: 'organisation', l: 'place', x: 'other' };

/** Sentences of a language with what they name. */
export interface NamedSentences {
  readonly language: string;
  readonly sentences: readonly {
    readonly text: string;
    readonly names: readonly { readonly name: string; readonly kind: NameKind }[];
  }[];
}

export function readNamedSentences(): readonly NamedSentences[] {
  return readdirSync(folder).map((file) => {
    const [, ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
    const sentences = lines.filter(Boolean).map((line) => {
      const at = line.indexOf(' | ');
      const list = line.slice(0, at);
      const names =
        list === '-'
          ? []
          : list.split(', ').map((one) => ({ name: one.slice(0, -2), kind: kinds[one.slice(-1)] ?? 'other' }));
      return { text: line.slice(at + 3), names };
    });
    return { language: basename(file, '.txt'), sentences };
  });
}

/** Names found where they stand, those of them with the right kind, all that were found, and all that there are. */
export interface NameScore {
  readonly right: number;
  readonly rightKind: number;
  readonly found: number;
  readonly named: number;
  readonly misses: readonly string[];
}

/** Scores the names of sentences, each read alone with what all of them tell about how words are written. */
export function scoreNames({ language, sentences }: NamedSentences): NameScore {
  const forms = countForms(sentences.map(({ text }) => text));
  const score = { right: 0, rightKind: 0, found: 0, named: 0, misses: [] as string[] };
  for (const { text, names } of sentences) {
    const found = findNames(text, { language, forms });
    const left = [...names];
    const wrong: string[] = [];
    for (const { form, kind } of found) {
      const at = left.findIndex(({ name }) => name === form);
      const [one] = at < 0 ? [] : left.splice(at, 1);
      score.right += one === undefined ? 0 : 1;
      score.rightKind += one?.kind === kind ? 1 : 0;
      if (one?.kind !== kind) wrong.push(`+${form}:${kind}`);
    }
    wrong.push(...left.map(({ name }) => `-${name}`));
    if (wrong.length > 0) score.misses.push(`${wrong.join(' ')}: ${text}`);
    score.found += found.length;
    score.named += names.length;
  }
  return score;
}
