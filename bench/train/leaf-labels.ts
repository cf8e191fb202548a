/** What the gold of a corpus says of a single line of a page. */
import type { LeafReading } from '../../src/extract/leaf-features.ts';
import { squeeze } from '../../src/text/squeeze.ts';
import { headingLevel, isIn } from '../../src/extract/leaf-place.ts';
import { parseHtml } from '../../src/html/parse.ts';
import { textOf } from '../../src/html/query.ts';
import type { PublishersGold, ReaderGold, SegmentsGold } from '../quality/corpora.ts';
import { normalize } from '../quality/score.ts';

export interface Label {
  readonly isText: boolean;
  /** How much it counts; 0 for a line of which nothing is known. */
  readonly weight: number;
}

export type Labeler = (reading: LeafReading) => Label;

const unknown: Label = { isText: false, weight: 0 };
const keyOf = (text: string): string => squeeze(normalize(text));

/** Lines that hold a segment. Where the rules get all segments of a page right, they label its other lines, lightly. */
export function labelBySegments(gold: SegmentsGold, isRight: boolean): Labeler {
  const wanted = gold.with.map(keyOf).filter((key) => key.length > 3);
  const unwanted = gold.without.map(keyOf).filter((key) => key.length > 3);
  return ({ leaf, isKept }) => {
    const key = keyOf(leaf.text);
    if (wanted.some((segment) => key.includes(segment))) return { isText: true, weight: 1 };
    if (unwanted.some((segment) => key.includes(segment))) return { isText: false, weight: 1.5 };
    return isRight ? { isText: isKept, weight: 0.15 } : unknown;
  };
}

/** Lines of the expected body. Its gold has no lists, tables and pull quotes, so that these stay unknown. */
export function labelByLines(gold: PublishersGold): Labeler {
  const byLines = labelByText(gold.lines, 1);
  return (reading) => {
    const label = byLines(reading);
    if (label.isText || label.weight === 0) return label;
    const isLeftOut = isIn(reading.leaf, 'li') || isIn(reading.leaf, 'td') || isIn(reading.leaf, 'blockquote');
    if (isLeftOut) return reading.isKept ? unknown : { isText: false, weight: 0.5 };
    return label;
  };
}

/** Lines of another tool's rendering that people have looked through: counts less. */
export function labelByRendering(gold: ReaderGold): Labeler {
  const marked = gold.html.replace(/<\/(?:p|div|h\d|li|figcaption|blockquote|tr|td)>/g, ' \u0001 ');
  return labelByText(textOf(parseHtml(marked)).split('\u0001'), 0.4);
}

function labelByText(lines: readonly string[], weight: number): Labeler {
  const keys = lines.map(keyOf).filter((key) => key !== '');
  const whole = new Set(keys);
  const joined = keys.join('');
  const long = keys.filter((key) => key.length > 30);
  return ({ leaf, isKept }) => {
    const key = keyOf(leaf.text);
    if (whole.has(key) || (key.length >= 25 && joined.includes(key))) return { isText: true, weight };
    if (key.length > 60) {
      const covered = long.reduce((sum, line) => sum + (key.includes(line) ? line.length : 0), 0);
      if (covered > 0) return { isText: true, weight: covered > key.length * 0.6 ? weight : weight * 0.3 };
      if (joined.includes(key.slice(0, 50)) || joined.includes(key.slice(-50))) return unknown;
    }
    return { isText: false, weight: headingLevel(leaf) > 0 && isKept ? weight * 0.2 : weight };
  };
}
