import type { Project } from '../config/project.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { decideShowing, openPolicy, type Policy, type Showing } from '../model/policy.ts';
import { outletIdOf, publishedMsOf, sourceLineOf } from '../publish/post.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';

/** What decides how much of articles is shown, besides what their outlets say in their pages. */
export interface PublicationRules {
  /** By the id of the source. */
  readonly outlets: ReadonlyMap<string, { readonly policy: Policy }>;
  /** Decisions about single articles, by address or path. */
  readonly policies: ReadonlyMap<string, Partial<Policy>>;
  /** IANA name: of the dates in files. */
  readonly timeZone: string;
}

/** The rules of a project. */
export function rulesOf(project: Pick<Project, 'sources' | 'policies' | 'site'>): PublicationRules {
  return {
    outlets: new Map(project.sources.map(({ id, publish }) => [id, { policy: publish }])),
    policies: policiesOf(project),
    timeZone: project.site.timeZone,
  };
}

/** Decisions about single articles, by their file or their address, as it is written and as links are known by. */
export function policiesOf({ policies }: Pick<Project, 'policies'>): ReadonlyMap<string, Partial<Policy>> {
  return new Map(
    policies.flatMap((policy) => {
      const url = toUrl(policy.article);
      const names = url === null ? [policy.article] : [policy.article, normalizeUrl(url)];
      return names.map((name) => [name, policy] as const);
    }),
  );
}

/** How much of an article is shown, and what that was decided by: its source, and its address there (may be empty). */
export function showingOf(
  file: ArticleFile,
  { outlets, policies, timeZone }: PublicationRules,
): { readonly showing: Showing; readonly outlet: string; readonly url: string } {
  const { frontMatter, body, path } = file;
  const url = frontMatter.courant?.url || (sourceLineOf(body).url ?? '');
  const outlet = outletIdOf(file);
  const showing = decideShowing(
    outlets.get(outlet)?.policy ?? openPolicy,
    policies.get(path) ?? policies.get(url),
    frontMatter.courant?.rights ?? [],
    publishedMsOf(file, timeZone),
  );
  return { showing, outlet, url };
}
