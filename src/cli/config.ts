import { readProject } from '../config/project.ts';
import { withoutSecrets } from '../config/shown-settings.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `courant config`: the effective configuration, defaults filled in, as JSON. */
export async function runConfig(options: GlobalOptions, terminal: Terminal): Promise<void> {
  terminal.data(JSON.stringify(withoutSecrets(await readProject(options.dir)), null, 2));
}
