import type { Block, Inline } from '../model/article.ts';
import { isVisible, textOfInlines } from './runs.ts';

/** What is left when entries are headings, key points a list and foreign posts a quote. */
export type PlainBlock = Exclude<Block, { kind: 'entry' | 'embed' }>;

/** Turns the special blocks of one level into plain ones, and leaves out related links. Containers keep their content. */
export function flattenBlocks(blocks: readonly Block[]): readonly PlainBlock[] {
  const flat: PlainBlock[] = [];
  let points: KeyPoints | undefined;
  const stack: { nodes: readonly Block[]; next: number }[] = [{ nodes: blocks, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const block = top.nodes[top.next];
    top.next += 1;
    if (block === undefined) stack.pop();
    else if (block.role === 'related') continue;
    else if (block.kind === 'entry') stack.push({ nodes: openEntry(block, flat.length > 0), next: 0 });
    else if (block.kind === 'embed') flat.push(...openEmbed(block));
    else if (block.kind === 'paragraph' && block.role === 'key-points') points = addKeyPoint(flat, block, points);
    else flat.push(block);
  }
  return flat;
}

type Entry = Extract<Block, { kind: 'entry' }>;
type Embed = Extract<Block, { kind: 'embed' }>;
type Paragraph = Extract<Block, { kind: 'paragraph' }>;

/** `### 14:05 What happened`; an entry without time and heading is set off by a rule. A heading that says the time itself is
 *  left as it is. */
function openEntry(entry: Entry, hasBefore: boolean): readonly Block[] {
  const [first, ...rest] = entry.blocks;
  const time = entry.at === undefined ? undefined : /T(\d\d:\d\d)/.exec(entry.at)?.[1];
  const heading = first?.kind === 'heading' ? first : undefined;
  if (heading === undefined && time === undefined)
    return hasBefore ? [{ kind: 'rule' }, ...entry.blocks] : entry.blocks;
  const isTimed = time !== undefined && heading !== undefined && textOfInlines(heading.inlines).startsWith(time);
  const start: readonly Inline[] = time === undefined || isTimed ? [] : [{ kind: 'text', text: `${time} ` }];
  const inlines = [...start, ...(heading?.inlines ?? [])];
  return [{ kind: 'heading', level: 3, inlines }, ...(heading === undefined ? entry.blocks : rest)];
}

function openEmbed(embed: Embed): readonly PlainBlock[] {
  const host = URL.canParse(embed.url) ? new URL(embed.url).hostname.replace(/^www\./, '') : '';
  const link: Paragraph = {
    kind: 'paragraph',
    inlines: [{ kind: 'link', href: embed.url, children: [{ kind: 'text', text: host }] }],
  };
  if (embed.blocks.length > 0) return [{ kind: 'quote', blocks: [...embed.blocks, link] }];
  return host === '' ? [] : [link];
}

/** A list of key points that may still go on. */
interface KeyPoints {
  readonly list: PlainBlock;
  readonly items: (readonly Block[])[];
}

function addKeyPoint(flat: PlainBlock[], paragraph: Paragraph, points: KeyPoints | undefined): KeyPoints | undefined {
  if (!isVisible(textOfInlines(paragraph.inlines))) return points;
  const item: readonly Block[] = [{ kind: 'paragraph', inlines: paragraph.inlines }];
  const last = flat.at(-1);
  if (points !== undefined && points.list === last) {
    points.items.push(item);
    return points;
  }
  const isMore = last?.kind === 'list' && last.role === 'key-points';
  const items = isMore ? [...last.items, item] : [item];
  const list: PlainBlock = isMore ? { ...last, items } : { kind: 'list', ordered: false, items, role: 'key-points' };
  if (isMore) flat.pop();
  flat.push(list);
  return { list, items };
}
