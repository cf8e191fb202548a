import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repairText } from '../../src/text/repair.ts';
import { scoreRows, shown, type Score } from './score.ts';

interface MojibakeRow {
  readonly label: string;
  readonly original: string;
  readonly fixed: string;
  /** The repair of the encoding alone, where `fixed` also straightens quotation marks. */
  readonly 'fixed-encoding'?: string;
  readonly expect: 'pass' | 'fail';
}

/** Texts to repair and texts to leave alone; the known failures of the suite's own tool are not counted. */
export function scoreMojibake(root: string): Score {
  const files = readdirSync(root)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const rows = files
    .flatMap((file) => JSON.parse(readFileSync(join(root, file), 'utf8')) as readonly MojibakeRow[])
    .filter((row) => row.expect === 'pass');
  const judge = ({ original, fixed, 'fixed-encoding': repaired = fixed }: MojibakeRow): true | string => {
    const found = repairText(original);
    return found === repaired || `expected ${shown(repaired)} found ${shown(found)}`;
  };
  return scoreRows(rows, judge, (row) => row.label);
}
