import type { StoryMember } from '../model/story.ts';

/** What an outlet has to do with a story. */
export interface OutletShare {
  readonly outlet: string;
  /** All its articles, first published first. */
  readonly members: readonly StoryMember[];
  /** Those that are no copies of what another outlet wrote. */
  readonly own: readonly StoryMember[];
}

/** The outlets of a story in the order of their first articles; of two at the same time, by id. */
export function outletsOf(members: readonly StoryMember[]): readonly OutletShare[] {
  const byPath = new Map(members.map((member) => [member.path, member]));
  const byOutlet = new Map<string, StoryMember[]>();
  for (const member of [...members].sort(inOrder)) {
    const at = byOutlet.get(member.outlet);
    if (at === undefined) byOutlet.set(member.outlet, [member]);
    else at.push(member);
  }
  return [...byOutlet].map(([outlet, all]) => ({
    outlet,
    members: all,
    own: all.filter(({ copyOf }) => copyOf === undefined || byPath.get(copyOf)?.outlet === outlet),
  }));
}

function inOrder(a: StoryMember, b: StoryMember): number {
  return a.publishedMs - b.publishedMs || compare(a.outlet, b.outlet) || compare(a.path, b.path);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
