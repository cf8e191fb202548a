import type { Edition } from '../../src/model/edition.ts';
import { openPolicy } from '../../src/model/policy.ts';
import type { SiteFile } from '../../src/model/site.ts';
import { toSiteContext, type SiteLook } from '../../src/publish/site-context.ts';
import { openSiteState } from '../../src/store/site-state.ts';
import { readSearchScript } from '../../src/pipeline/read-search-script.ts';
import type { SiteInputs } from '../../src/pipeline/site/site-inputs.ts';
import type { SiteSink } from '../../src/pipeline/site/site-writer.ts';
import type { StorySource } from '../../src/pipeline/stories/story-source.ts';
import { updateSite } from '../../src/pipeline/site/update-site.ts';

/** Publishes an edition that is in memory: every file of the site but for pictures, the same bytes for the same edition, and
 *  the same as `buildSite` writes. What is linked to comes before what links. Articles that can't be shown are left out.
 *  `now`: epoch ms. `stories`: of these articles.
 *
 *      for (const file of await publishEdition(edition, look, Date.now())) write(file.path, file.content) */
export async function publishEdition(
  edition: Edition,
  look: SiteLook,
  now: number,
  stories?: StorySource,
): Promise<readonly SiteFile[]> {
  const articles = new Map(edition.articles.map((article) => [article.path, article]));
  const inputs: SiteInputs = {
    contexts: new Map([['', toSiteContext(edition.site, look)]]),
    outlets: new Map(edition.outlets.map(({ id, name, home }) => [id, { name, home, policy: openPolicy }])),
    publish: openPolicy,
    policies: new Map(),
    sources: edition.outlets.map(({ id, name }) => ({
      id,
      name,
      policy: 'full',
      health: 'unknown',
      lastCollected: '',
    })),
    searches: [],
    stories,
    searchScript: await readSearchScript(),
    now,
    read: (path) => articles.get(path),
    readRevision: () => undefined,
    readBody: (path) => articles.get(path)?.body,
    findImages: (urls) =>
      Promise.resolve(
        new Map(
          urls.flatMap((url) => {
            const image = edition.images.get(url);
            return image === undefined ? [] : [[url, image] as const];
          }),
        ),
      ),
    imageFile: (path) => path,
  };
  const files = new Map<string, SiteFile>();
  const sink: SiteSink = {
    put: (file) => void files.set(file.path, file),
    copy: () => undefined,
    remove: (path) => void files.delete(path),
    flush: () => undefined,
  };
  const state = openSiteState(':memory:');
  try {
    const changed = [...articles.keys()].sort().map((path) => ({ path, stamp: '' }));
    await updateSite({ changed, removed: [] }, inputs, state, sink, true);
  } finally {
    state.close();
  }
  return [...files.values()];
}
