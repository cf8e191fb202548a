import { readProject } from '../config/project.ts';
import { parseDatabaseAddress } from '../store/postgres/database-address.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `courant config`: the effective configuration, defaults filled in, as JSON. */
export async function runConfig(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const database = project.database === '' ? '' : parseDatabaseAddress(project.database).shown; // no password
  const engines = project.translate.engines.map((engine) =>
    'key' in engine ? { ...engine, key: engine.key === '' ? '' : 'set' } : engine,
  );
  const webhooks = project.webhooks.map((webhook) => ({ ...webhook, secret: 'set' }));
  const translate = { ...project.translate, engines };
  terminal.data(JSON.stringify({ ...project, database, translate, webhooks }, null, 2));
}
