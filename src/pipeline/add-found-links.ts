import type { Link } from '../model/link.ts';
import type { Skip } from '../model/outcome.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../store/store.ts';

/** Adds the links of a feed; those the source file leaves out are kept as skipped, so that every link is accounted for. */
export async function addFoundLinks(
  links: readonly Link[],
  source: Pick<Source, 'include' | 'exclude' | 'file'>,
  store: Store,
): Promise<{ readonly added: number; readonly rechecks: number }> {
  const include = source.include.map((pattern) => new RegExp(pattern, 'u'));
  const exclude = source.exclude.map((pattern) => new RegExp(pattern, 'u'));
  const wanted: Link[] = [];
  const unwanted: Link[] = [];
  for (const link of links) {
    const isIncluded = include.length === 0 || include.some((pattern) => pattern.test(link.url));
    (isIncluded && !exclude.some((pattern) => pattern.test(link.url)) ? wanted : unwanted).push(link);
  }
  const { added, rechecks } = await store.addLinks(wanted);
  const skip: Skip = { code: 'discover/excluded', detail: source.file };
  return { added: added + (await store.addLinks(unwanted, { skip })).added, rechecks };
}
