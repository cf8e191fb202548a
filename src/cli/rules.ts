import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { addRule } from '../config/add-rule.ts';
import {
  configFor,
  findSiteConfigs,
  readConfigText,
  type SiteConfigFile,
} from '../config/full-text-rss/find-site-configs.ts';
import { readSiteConfig, type LineNote, type ReadConfig } from '../config/full-text-rss/read-site-config.ts';
import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import type { SiteRule } from '../model/site-rule.ts';
import type { Source } from '../model/source.ts';
import { guard } from '../store/store-failure.ts';
import { unknownSource } from './find-source.ts';
import type { GlobalOptions } from './run-command.ts';
import { sayNext } from './say-next.ts';
import type { Terminal } from './terminal.ts';

export interface RulesImportOptions extends GlobalOptions {
  readonly into?: string;
  readonly validFrom?: string;
}

/** `courant rules import`: site config files of Full-Text RSS as `rules`, on stdout or into a source file; what is not in the
 *  rules, line by line on stderr. */
export async function runRulesImport(
  paths: readonly string[],
  options: RulesImportOptions,
  terminal: Terminal,
): Promise<void> {
  const files = await findSiteConfigs(paths);
  if (files.length === 0)
    throw new NewsError('cli/misuse', {
      detail: 'No site config there: they are named after a host, as example.com.txt.',
    });
  if (options.into !== undefined) return importInto(options.into, files, options, terminal);
  const all: ReadConfig[] = [];
  for (const file of files) {
    const read = await readFile(file, options, terminal);
    all.push(read);
    const { rule, notes } = read;
    if (options.json) terminal.data(JSON.stringify({ file: file.path, host: file.host, rules: listed(rule), notes }));
    else if (rule !== undefined) terminal.data(`${all.length > 1 ? '---\n' : ''}# ${file.path}\n${toYaml(rule)}`);
  }
  saySum(all, terminal);
}

async function importInto(
  name: string,
  files: readonly SiteConfigFile[],
  options: RulesImportOptions,
  terminal: Terminal,
): Promise<void> {
  const project = await readProject(options.dir);
  const source = project.sources.find(({ id }) => id === name);
  if (source === undefined)
    throw unknownSource(
      name,
      project.sources.map(({ id }) => id),
    );
  const hosts = hostsOf(source);
  const file = configFor(files, hosts);
  if (file === undefined) {
    const detail = `No site config is for ${hosts.join(' or ')}: the name of its file says for which host it is.`;
    throw new NewsError('cli/misuse', { detail, source: source.id });
  }
  const read = await readFile(file, options, terminal);
  const { rule, notes } = read;
  if (rule === undefined)
    throw new NewsError('cli/misuse', { detail: `Nothing of ${file.path} can be a rule.`, source: source.id });
  const path = join(project.root, source.file);
  await guard({ file: path }, () => addRule(path, rule));
  if (options.json) terminal.data(JSON.stringify({ file: file.path, into: path, rules: [rule], notes }));
  saySum([read], terminal);
  terminal.say(`Wrote ${relative(process.cwd(), path)} from ${file.path}`);
  sayNext('reextract', terminal);
}

function hostsOf({ home, feeds }: Source): readonly string[] {
  const addresses = [...(home === undefined ? [] : [home]), ...feeds.map(({ url }) => url)];
  return [...new Set(addresses.map((address) => new URL(address).hostname))];
}

async function readFile(
  file: SiteConfigFile,
  { validFrom, json }: RulesImportOptions,
  terminal: Terminal,
): Promise<ReadConfig> {
  const read = readSiteConfig(await readConfigText(file));
  if (!json) for (const note of read.notes) terminal.say(describeNote(file, note, terminal));
  if (read.rule === undefined) terminal.say(`${file.path}: nothing in it can be a rule`);
  const rule = read.rule === undefined || validFrom === undefined ? read.rule : { validFrom, ...read.rule };
  return { ...read, rule };
}

const styles = { changed: 'yellow', ignored: 'dim', dropped: 'red' } as const;

function describeNote({ path }: SiteConfigFile, { line, text, kind, reason }: LineNote, terminal: Terminal): string {
  return `${path}:${line}: ${terminal.style(styles[kind], kind)}: ${reason}\n    ${text}`;
}

function listed(rule: SiteRule | undefined): readonly SiteRule[] {
  return rule === undefined ? [] : [rule];
}

function toYaml(rule: SiteRule): string {
  return stringify({ rules: [rule] }, { lineWidth: 0 }).trimEnd();
}

function saySum(all: readonly ReadConfig[], terminal: Terminal): void {
  const count = (kind: LineNote['kind']): number =>
    all.reduce(
      (sum, { notes }) => sum + new Set(notes.filter((note) => note.kind === kind).map(({ line }) => line)).size,
      0,
    );
  const carried = all.reduce((sum, read) => sum + read.carried, 0);
  const said = `${carried} lines carried over, ${count('changed')} of them changed; ${count('ignored')} ignored, ${count('dropped')} dropped`;
  terminal.say(all.length === 1 ? said : `${all.length} files: ${said}`);
}
