import type { SiteLook } from '../publish/site-context.ts';
import { toTheme } from '../publish/theme.ts';
import type { Project } from './project.ts';
import { readInterface } from './read-interface.ts';
import { readTheme } from './read-theme.ts';

/** What the pages of a project look like and say themselves, in the language of the site or another one.
 *  Throws NewsError `config/invalid` and `publish/bad-template`. */
export async function readLook(project: Project, language: string = project.site.language): Promise<SiteLook> {
  const theme = toTheme(await readTheme(project.root, project.theme));
  return { theme, texts: await readInterface(language, project.root) };
}
