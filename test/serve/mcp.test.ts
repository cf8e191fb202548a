import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewsroomProject } from '../runs/newsroom-project.ts';
import type { TestService } from './make-service.ts';
import { serveNewsroom, type ServedNewsroom } from './serve-newsroom.ts';

let all: ServedNewsroom;
let project: NewsroomProject;
let served: TestService;
let token = '';

beforeAll(async () => {
  all = await serveNewsroom({ isEdited: true });
  ({ project, served } = all);
  token = served.tokenOf('ana', 'reader', ['read']);
}, 120_000);
afterAll(() => all.close());

/** Over HTTP, without a port. */
async function connect(secret: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const fetch = async (address: string | URL, init: RequestInit = {}): Promise<Response> =>
    served.ask(new URL(address).pathname, { ...init, token: secret });
  await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch }));
  return client;
}

async function call(client: Client, name: string, args: object = {}): Promise<string> {
  const { content } = await client.callTool({ name, arguments: { ...args } });
  return (content as { text: string }[]).map(({ text }) => text).join('\n');
}

describe('the MCP server', { timeout: 60_000 }, () => {
  test('searches, reads, and tells of stories and changes, and cites', async () => {
    const client = await connect(token);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['search', 'read', 'stories', 'changes']);
    const found = await call(client, 'search', { query: 'ferry', limit: 2 });
    expect(found).toMatch(/Our page: http:\/\/localhost:4600\/post\/.+\n {2}Original: http/);
    const id = /id ([0-9a-f]{16})/.exec(found)?.[1] ?? '';
    expect(await call(client, 'read', { id })).toContain('ferry');
    const stories = await call(client, 'stories', { limit: 3 });
    const story = /id (s[0-9a-f]{12})/.exec(stories)?.[1] ?? '';
    expect(await call(client, 'stories', { id: story })).toMatch(/Summary[^]*Reports[^]*Original: http/);
    const changes = await call(client, 'changes');
    const changed = /id ([0-9a-f]{16})/.exec(changes)?.[1] ?? '';
    expect(await call(client, 'changes', { id: changed })).toMatch(/Revision 2.*\n {4}/);
    await client.close();
  });

  test('shows nothing of what may not be shown', async () => {
    const client = await connect(token);
    const found = await call(client, 'search', { query: 'ferry', limit: 1 });
    const id = /id ([0-9a-f]{16})/.exec(found)?.[1] ?? '';
    const admin = served.tokenOf('root', 'admin', ['read', 'mark', 'run', 'admin']);
    const body = JSON.stringify({ reason: 'The outlet asked us to.' });
    const headers = { 'Content-Type': 'application/json' };
    const answer = await served.ask(`/api/v1/articles/${id}/take-down`, {
      method: 'POST',
      token: admin,
      headers,
      body,
    });
    expect(answer.status).toBe(200);
    expect(await call(client, 'read', { id })).toBe('There is no article of this id, or it may not be shown.');
    expect(await call(client, 'search', { query: 'ferry' })).not.toContain(id);
    await client.close();
  });

  test('takes a token', async () => {
    await expect(connect('courant_nothing')).rejects.toThrow();
  });

  test('speaks on stdin and stdout', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const args = ['--import', 'tsx', 'src/cli/main.ts', '--dir', project.root, 'mcp'];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
    expect(await call(client, 'search', { query: 'harbor', limit: 1 })).toContain('Original: http');
    await client.close();
  });
});
