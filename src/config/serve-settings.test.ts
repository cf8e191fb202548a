import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeFolder } from '../../test/sample-archive.ts';
import { readProject } from './project.ts';
import type { ServeSettings } from './serve-settings.ts';

async function read(serve: object, more: object = {}): Promise<ServeSettings> {
  const root = await makeFolder();
  await writeFile(join(root, 'courant.yaml'), stringify({ site: { url: 'https://News.example/a/' }, serve, ...more }));
  return (await readProject(root)).serve;
}

afterEach(() => {
  delete process.env['COURANT_OIDC_SECRET'];
});

test('by itself reading takes a login, and the server goes by the names of its addresses', async () => {
  expect(await read({}, { webSub: { url: 'https://hub.example:8443/x' } })).toEqual({
    hosts: ['news.example', 'hub.example'],
    reading: 'users',
    requestsPerMinute: 1200,
  });
});

test('everything can be said, and the secret of the provider comes from the environment', async () => {
  process.env['COURANT_OIDC_SECRET'] = 'secret';
  const proxy = { header: 'X-Forwarded-User', networks: ['10.0.0.0/8', '::1/128'] };
  const oidc = { issuer: 'https://login.example/realm', client: 'courant', newUsers: 'refused' };
  const hosts = ['Press.Example', 'news.example'];
  expect(await read({ hosts, reading: 'open', requestsPerMinute: 60, proxy, oidc })).toEqual({
    hosts: ['press.example', 'news.example'],
    reading: 'open',
    requestsPerMinute: 60,
    proxy,
    oidc: {
      ...oidc,
      secret: 'secret',
      callback: 'https://news.example/login/provider/callback',
      label: 'Log in with login.example',
    },
  });
  expect((await read({ proxy: { networks: ['10.0.0.0/8'] } })).proxy?.header).toBe('');
});

test.each([
  ['a host with its scheme', { hosts: ['https://news.example'] }, /without scheme and port/],
  ['a host with its port', { hosts: ['news.example:4600'] }, /without scheme and port/],
  ['a network that is none', { proxy: { networks: ['300.0.0.0/8'] } }, /CIDR/],
  ['an address that is no network', { proxy: { networks: ['10.0.0.1'] } }, /CIDR/],
  ['no network', { proxy: { header: 'X-User', networks: [] } }, /at least one network/],
  ['a header that means something else', { proxy: { header: 'Cookie', networks: ['::1/128'] } }, /of its own/],
  ['a header that is none', { proxy: { header: 'X User', networks: ['::1/128'] } }, /name of a header/],
  ['a provider without encryption', { oidc: { issuer: 'http://login.example/', client: 'x' } }, /https/],
  [
    'one that only looks like this machine',
    { oidc: { issuer: 'http://localhost.evil.example/', client: 'x' } },
    /https/,
  ],
  ['a role that is none', { oidc: { issuer: 'https://login.example/', client: 'x', newUsers: 'king' } }, /newUsers/],
  ['a secret in the file', { oidc: { issuer: 'https://login.example/', client: 'x', secret: 'y' } }, /secret/],
])('%s is refused', async (_, serve, detail) => {
  await expect(read(serve)).rejects.toMatchObject({
    code: 'config/invalid',
    context: { detail: expect.stringMatching(detail) },
  });
});
