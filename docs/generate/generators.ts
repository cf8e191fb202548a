import { commandsPage } from './write-commands.ts';
import { configurationPage, editorSchemas } from './write-configuration.ts';
import { errorsPage } from './write-errors.ts';
import { frontMatterPage } from './write-front-matter.ts';
import { licensesPage } from './write-licenses.ts';
import { manPage } from './write-man-page.ts';

/** A page that is made of the code. */
export interface Generator {
  /** Where it lies, from the root of the project. */
  readonly path: string;
  readonly content: () => string | Promise<string>;
}

/** Every page of this kind: `npm run reference` writes them, `test/house/reference.test.ts` says when one is out of date. */
export const generators: readonly Generator[] = [
  commandsPage,
  manPage,
  configurationPage,
  errorsPage,
  frontMatterPage,
  licensesPage,
  ...editorSchemas,
];
