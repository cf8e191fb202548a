import { describe, expect, it } from 'vitest';
import { replayTrace } from '../extract/replay-trace.ts';
import type { TraceStep } from '../model/trace.ts';
import { toUrl } from '../url/normalize.ts';
import { findDecisions, groupByReason, type Decisions } from './find-decisions.ts';

const url = toUrl('https://courier.example/2024/05/03/story');
if (url === null) throw new Error('the address of the tests is none');
const text =
  '<body><article><p>First line.</p><p>Second line.</p><div><p>Third</p><p>and fourth line.</p></div></article></body>';

/** Parts: 0 body, 1 article, 2 and 4 paragraphs of 3 and 5, 6 the box around 7, 8 and 9, 10. */
function decide(...steps: readonly (readonly [TraceStep['step'], TraceStep['decision'], number, string])[]): Decisions {
  const reading = { stage: 'extract', step: 'reading', target: 'strict', because: '' } as const;
  const trace: TraceStep[] = [
    { ...reading, decision: 'considered' },
    ...steps.map(
      ([step, decision, part, because]) => ({ stage: 'extract', step, decision, part, because, target: '' }) as const,
    ),
    { ...reading, decision: 'chosen' },
  ];
  const replay = replayTrace({ ...(url && { url }), text, headers: [] }, trace);
  if (replay === undefined) throw new Error('the page is no HTML');
  return findDecisions(replay, undefined, 0);
}

describe('findDecisions', () => {
  it('tells the last root that was chosen, and each candidate once', () => {
    const { candidates } = decide(
      ['root', 'considered', 6, 'prose'],
      ['root', 'chosen', 6, 'prose'],
      ['root', 'chosen', 1, 'joined'],
    );
    expect(candidates.map(({ part, isChosen }) => [part, isChosen])).toEqual([
      [1, true],
      [6, false],
    ]);
  });

  it('tells the outermost part that was left out, with all its text', () => {
    const { removals } = decide(
      ['root', 'chosen', 1, ''],
      ['block', 'dropped', 7, 'card'],
      ['block', 'dropped', 6, 'related: box'],
    );
    expect(removals).toMatchObject([
      { part: 6, reason: 'related', isInRoot: true, characters: 21, text: 'Third and fourth line.' },
    ]);
  });

  it('tells what was taken back, unless it was left out again', () => {
    const { restorations, removals } = decide(
      ['root', 'chosen', 1, ''],
      ['block', 'dropped', 3, 'byline'],
      ['block', 'kept', 3, 'text'],
      ['block', 'dropped', 5, 'byline'],
      ['block', 'kept', 5, 'text'],
      ['block', 'dropped', 5, 'no text'],
    );
    expect(restorations).toEqual([{ part: 3, because: 'text', text: 'First line.' }]);
    expect(removals).toMatchObject([{ part: 5, because: 'no text' }]);
  });

  it('counts removals by reason, the most frequent first', () => {
    const { removals } = decide(
      ['block', 'dropped', 3, 'advert: a'],
      ['block', 'dropped', 5, 'share: b'],
      ['block', 'dropped', 6, 'share: c'],
    );
    expect(groupByReason(removals).map(({ reason, removals: members }) => [reason, members.length])).toEqual([
      ['share', 2],
      ['advert', 1],
    ]);
  });
});
