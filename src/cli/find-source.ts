import type { Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { parseSourceId, toSourceId, type SourceId } from '../model/ids.ts';
import type { Store } from '../store/store.ts';
import { nearestWords } from '../text/nearest.ts';

/** A source that has a file, or whose articles or links are there without one. Throws NewsError `cli/misuse` with the ids that are near. */
export async function findSource(
  text: string,
  { sources }: Pick<Project, 'sources'>,
  store: Pick<Store, 'listArticles' | 'accounting'>,
): Promise<SourceId> {
  const ids = sources.map(({ id }) => id);
  const id = parseSourceId(text) ?? toSourceId(text); // somebody may name a category of a file
  if (id !== null && (ids.includes(id) || (await store.accounting(id)).found > 0)) return id;
  const outlets = new Set([...ids, ...(await store.listArticles()).map(({ outlet }) => outlet)]);
  if (id !== null && outlets.has(id)) return id;
  throw unknownSource(text, [...outlets]);
}

/** NewsError `cli/misuse` that names those of the known ids that are near: they hold the text, or are spelled alike. */
export function unknownSource(text: string, known: readonly string[]): NewsError {
  const holding = text.length > 2 ? known.filter((id) => id.includes(text.toLowerCase())) : [];
  const near = [...new Set([...holding, ...nearestWords(text, known, 3)])].slice(0, 3);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : '`courant status` lists those there are.';
  return new NewsError('cli/misuse', { detail: `There is no source "${text}". ${hint}` });
}
