import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { NewsError } from '../errors.ts';
import { guard } from '../store/store-failure.ts';
import { sayNext } from './say-next.ts';
import type { Terminal } from './terminal.ts';
import { isAccessible } from '../store/is-accessible.ts';

/** `courant init`: makes a folder with a commented courant.yaml and sources/. */
export async function runInit(
  folder: string,
  options: { readonly contact?: string; readonly newsroom?: boolean },
  terminal: Terminal,
): Promise<void> {
  const root = resolve(folder);
  const contact = options.contact ?? (options.newsroom === true ? 'newsroom@localhost' : '');
  await writeProject(root, contact, options.newsroom === true ? newsroomFetch : defaultFetch);
  const shown = relative(process.cwd(), root) || '.';
  terminal.say(`Made ${shown}/courant.yaml and ${shown}/sources/`);
  if (contact === '')
    terminal.say(
      `Put an address of yours into \`fetch.contact\` of ${shown}/courant.yaml: outlets want to know who reads them.`,
    );
  const site = options.newsroom === true ? 'http://127.0.0.1:4710' : '<address of a news site>';
  sayNext(`add ${site}`, terminal, shown === '.' ? '' : `cd ${shown} && `);
}

/** Writes a new project's files. Throws NewsError `config/exists` when there is one. */
export async function writeProject(root: string, contact: string, fetch = defaultFetch): Promise<void> {
  const file = join(root, 'courant.yaml');
  if (await isAccessible(file)) throw new NewsError('config/exists', { file });
  await guard({ file: root }, async () => {
    await mkdir(join(root, 'sources'), { recursive: true });
    await writeFile(file, (await editorLine(root)) + configText(contact, fetch), { flag: 'wx' });
  });
}

/** The line by which editors find the schema of courant.yaml; empty where the package is not installed here or in a folder above, as
 *  another place of it would not last. */
async function editorLine(root: string): Promise<string> {
  for (let folder = root; ; folder = dirname(folder)) {
    const schema = join(folder, 'node_modules', 'courant', 'schema', 'courant.json');
    if (await isAccessible(schema))
      return `# yaml-language-server: $schema=${relative(root, schema).replaceAll('\\', '/')}\n`;
    if (dirname(folder) === folder) return '';
  }
}

/** Lines of `fetch:` that `--newsroom` writes otherwise. */
const defaultFetch = { delay: '# delaySeconds: 1', networks: '# allowNetworks: []' };
const newsroomFetch = { delay: 'delaySeconds: 0.1', networks: 'allowNetworks: [127.0.0.0/8]' };

function configText(contact: string, { delay, networks }: typeof defaultFetch): string {
  return `# Courant: own your news. Every key is optional; what stands behind a # is the default.

site:
  title: My news
  # description: ""
  # The address the site is published at; used in its feeds.
  # url: http://localhost:4600/
  # The language of buttons and labels; articles keep their own.
  # language: en
  # The zone of the dates in the articles' front matter.
  # timeZone: UTC
  # pageSize: 30

fetch:
  # How outlets can reach you: an e-mail address or a page. It stands in the User-Agent of every request.
  contact: ${stringify(contact).trimEnd()}
  # Seconds between two requests to one host; robots.txt may ask for more.
  ${delay}
  # timeoutSeconds: 30
  # maxBytes: 20000000
  # maxRedirects: 8
  # hostsAtOnce: 16
  # Private networks that may be read, as 127.0.0.0/8; all others are refused.
  ${networks}

# Each feed is polled as often as it changes and asks for, between these.
# poll:
#   shortestMinutes: 5
#   longestMinutes: 1440

# How long after publication stored articles are looked at again for edits that nothing announces; [] for never. Most are asked for
# twice. A source file may say otherwise with \`recheck\` of its own.
# recheck: [1h, 6h, 24h, 7d]

# Feeds with a hub (WebSub) tell \`courant run\` what is new, when it can be reached from outside at an address of yours.
# webSub:
#   url: https://news.example/
#   hub: https://hub.example/    # a hub that is told what is new in the feeds of the site, so that it tells subscribers

# Who is told the measures of the server at /metrics: this machine and tokens of scope admin, or anybody (open).
# metrics: admin

# Who may read what \`courant serve\` shows: users who log in, or everybody (open); and the names it is reached by (“The archive as a service” in the documents).
# serve:
#   reading: users
#   hosts: []

# An index that many workers share (“Many workers on PostgreSQL” in the documents); without it one in a file. COURANT_DATABASE says the same.
# database: postgres://user:password@host:5432/courant

# Keep a copy of each article's lead picture (local), or none.
# images: local

# Commit articles, pictures and settings to Git at the end of each run.
# git: false

# What the front matter of an article holds: courant (with the map a rebuild needs), or mainroad (the theme's keys only).
# frontMatter: courant
`;
}
