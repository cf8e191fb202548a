import type { Link } from '../model/link.ts';
import type { Skip } from '../model/outcome.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../store/store.ts';
import { areAnnouncementsEmpty } from './edit-habits.ts';

/** Adds the links of a feed; those the source file leaves out are kept as skipped, so that every link is accounted for. */
export async function addFoundLinks(
  links: readonly Link[],
  source: Pick<Source, 'id' | 'include' | 'exclude' | 'file'>,
  store: Store,
): Promise<{ readonly added: number; readonly rechecks: number }> {
  const isFollowed = linkFilter(source);
  const wanted: Link[] = [];
  const unwanted: Link[] = [];
  for (const link of links) (isFollowed(link.url) ? wanted : unwanted).push(link);
  const ignoresEdits = areAnnouncementsEmpty(await store.looks.habitsOf(source.id));
  const { added, rechecks } = await store.addLinks(wanted, { ignoresEdits });
  const skip: Skip = { code: 'discover/excluded', detail: source.file };
  return { added: added + (await store.addLinks(unwanted, { skip })).added, rechecks };
}

/** Tells which addresses a source file follows: true for those that match an `include`, or any without one, and no `exclude`. */
export function linkFilter(source: Pick<Source, 'include' | 'exclude'>): (url: string) => boolean {
  const include = source.include.map((pattern) => new RegExp(pattern, 'u'));
  const exclude = source.exclude.map((pattern) => new RegExp(pattern, 'u'));
  return (url) =>
    (include.length === 0 || include.some((pattern) => pattern.test(url))) &&
    !exclude.some((pattern) => pattern.test(url));
}
