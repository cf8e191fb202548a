/** Prints the elements around a text: `tsx bench/quality/find-text.ts publishers NationalPost "RESERVED FOR"`. */
import { parseHtml } from '../../src/html/parse.ts';
import { Element, Text, walk } from '../../src/html/query.ts';
import type { ParentNode } from '../../src/html/query.ts';
import { decodeBytes } from '../../src/text/decode.ts';
import { readPublishers, readSegments } from './corpora.ts';

const [corpus = '', name = '', ...texts] = process.argv.slice(2);
const samples = corpus === 'segments' ? readSegments('../shared') : readPublishers('../shared');
for (const sample of samples ?? []) {
  if (!sample.name.includes(name)) continue;
  const document = parseHtml(decodeBytes(sample.bytes(), { kind: 'html' }).text);
  console.log(sample.name);
  let shown = 0;
  walk(document, (node) => {
    if (!(node instanceof Text) || shown > 3 * texts.length || !texts.some((text) => node.data.includes(text)))
      return true;
    shown++;
    const path: string[] = [];
    for (let up: ParentNode | null = node.parent; up instanceof Element && path.length < 9; up = up.parent) {
      const { class: names = '', id = '', itemprop = '' } = up.attribs;
      path.push(
        `${up.name}${id === '' ? '' : `#${id}`}${names === '' ? '' : `.${names.trim().slice(0, 60)}`}${itemprop === '' ? '' : `[${itemprop}]`}`,
      );
    }
    console.log(`  "${node.data.trim().slice(0, 50)}" ${path.join(' < ')}`);
    return true;
  });
}
