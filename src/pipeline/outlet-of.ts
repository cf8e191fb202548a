import type { Project } from '../config/project.ts';
import { toSourceId, type SourceId, type Url } from '../model/ids.ts';
import { outletNameOf, siteOf } from '../url/site.ts';

/** The outlet that publishes at an address: the source of the same site, else an id made from the host name. */
export function outletOf(url: Url, project: Pick<Project, 'sources'>): SourceId | null {
  const source = project.sources.find(({ home }) => home !== undefined && siteOf(home) === siteOf(url));
  return source?.id ?? toSourceId(outletNameOf(url)) ?? toSourceId('unknown-outlet');
}
