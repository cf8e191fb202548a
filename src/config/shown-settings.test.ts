import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeFolder } from '../../test/sample-archive.ts';
import { readProject } from './project.ts';
import { describeSettings, withoutSecrets } from './shown-settings.ts';

test('settings are told with where they come from; of a secret only that it is set', async () => {
  const root = await makeFolder();
  const config = {
    site: { title: 'Harbor' },
    fetch: { timeoutSeconds: 9 },
    database: 'postgres://editor:hunter2@db.example:5432/news',
  };
  await writeFile(join(root, 'courant.yaml'), stringify(config));
  const project = await readProject(root);
  const engine = { kind: 'deepl', url: '', key: 'hunter2', pricePerMillion: 20 } as const;
  const other = { ...engine, key: '' };
  const secret = { ...project, translate: { ...project.translate, engines: [engine, other] } };
  const settings = await describeSettings(secret);
  const of = (name: string): unknown => settings.find((setting) => setting.name === name);
  expect(of('site.title')).toEqual({ name: 'site.title', value: 'Harbor', from: 'courant.yaml' });
  expect(of('site.timeZone')).toEqual({ name: 'site.timeZone', value: 'UTC', from: 'nobody set it' });
  expect(of('fetch.timeoutMs')).toEqual({ name: 'fetch.timeoutMs', value: '9000', from: 'courant.yaml' });
  expect(of('fetch.delayMs')).toEqual({ name: 'fetch.delayMs', value: '1000', from: 'nobody set it' });
  expect(of('policies')).toEqual({ name: 'policies', value: '[]', from: 'policy.yaml' });
  expect(JSON.stringify([settings, withoutSecrets(secret)])).not.toContain('hunter2');
  expect(withoutSecrets(secret)).toMatchObject({ translate: { engines: [{ key: 'set' }, { key: '' }] } });
});
