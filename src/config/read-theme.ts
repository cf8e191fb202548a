import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NewsError } from '../errors.ts';
import { templateNames, type TemplateName, type ThemeFiles } from '../publish/theme.ts';
import { isAccessible } from '../store/is-accessible.ts';

const packageThemes = fileURLToPath(new URL('../../themes/', import.meta.url));
const defaultTheme = 'courant';

/** Reads a theme: `themes/<name>/` of the archive, else the one of that name that comes with the program. What a theme leaves
 *  out is as in the default one. A file `custom.css` beside courant.yaml is added to the style of any theme.
 *  Throws NewsError `config/invalid` when there is no such theme. */
export async function readTheme(root: string, name: string): Promise<ThemeFiles> {
  const folder = await findTheme(root, name);
  const read = async (file: string): Promise<{ readonly file: string; readonly text: string }> => {
    const own = join(folder, file);
    const path = (await isAccessible(own)) ? own : join(packageThemes, defaultTheme, file);
    return { file: path, text: await readFile(path, 'utf8') };
  };
  const [page, article, list, item, lead, widget, story] = await Promise.all(
    templateNames.map((template) => read(`${template}.html`)),
  );
  if (!page || !article || !list || !item || !lead || !widget || !story)
    throw new NewsError('config/invalid', { file: folder });
  const templates: Record<TemplateName, typeof page> = { page, article, list, item, lead, widget, story };
  const custom = join(root, 'custom.css');
  const added = (await isAccessible(custom)) ? `\n${await readFile(custom, 'utf8')}` : '';
  return { templates, style: (await read('style.css')).text + added };
}

async function findTheme(root: string, name: string): Promise<string> {
  for (const folder of [join(root, 'themes', name), join(packageThemes, name)])
    if (await isAccessible(folder)) return folder;
  const shipped = (await readdir(packageThemes)).sort().join(', ');
  const detail = `\`site.theme\` names "${name}", but there is no folder themes/${name}. Courant itself has ${shipped}.`;
  throw new NewsError('config/invalid', { file: join(root, 'courant.yaml'), detail });
}
