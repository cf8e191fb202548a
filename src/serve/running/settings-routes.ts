import { readProject } from '../../config/project.ts';
import { describeSettings } from '../../config/shown-settings.ts';
import { markup } from '../../publish/markup.ts';
import { answerPage, type AppPage } from '../app-page.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { dataTable, pageTitle, runningHead, section } from './page-parts.ts';

/** The effective configuration, to be read: GET /app/settings */
export function addSettingsRoutes(app: ServiceApp, context: ServiceContext): void {
  app.get('/app/settings', async (c) => answerPage(c, context, await settingsPage(context.service.project.root)));
}

async function settingsPage(root: string): Promise<AppPage> {
  const project = await readProject(root);
  const rows = (await describeSettings(project)).map(({ name, value, from }) => [
    markup`<code>${name}</code>`,
    markup`<bdi>${value.slice(0, 1000)}</bdi>`,
    from,
  ]);
  const sources = project.sources.map(({ id, name, file, feeds }) => [
    markup`<a href="/app/sources/${id}">${name}</a>`,
    feeds.length,
    markup`<code>${file}</code>`,
  ]);
  const main = markup`${pageTitle('Settings', 'What holds, with what nobody set. It is changed in the files; the server takes some of it up when it is started again.')}${section('In effect', dataTable('Settings', ['Setting', 'Value', 'From'], rows))}${section('Sources', dataTable('Sources', ['Source', 'Feeds', 'File'], sources.slice(0, 500)))}`;
  return { title: 'Settings', main, head: runningHead };
}
