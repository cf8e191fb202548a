import type { SelectorField } from '../../extract/sites/compile-rule.ts';
import type { SiteRule } from '../../model/site-rule.ts';
import { toSelectors } from './to-selectors.ts';

/** A line of a config file that is not, or not wholly, in the rule. */
export interface LineNote {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** `changed`: carried over, but may find something else. `ignored`: says nothing that a rule has to say. `dropped`: lost. */
  readonly kind: 'changed' | 'ignored' | 'dropped';
  readonly reason: string;
}

export interface ReadConfig {
  /** Undefined when no line could be carried over. */
  readonly rule: SiteRule | undefined;
  /** How many lines are in the rule. */
  readonly carried: number;
  readonly notes: readonly LineNote[];
}

const maxLine = 10_000;
const maxText = 1_000_000;

/** Reads a site config file of Full-Text RSS as a site rule, and tells what of it is not in the rule. Lines are
 *  `directive: value`, those that begin with `#` are comments. Spec: help.fivefilters.org, Full-Text RSS, site patterns. */
export function readSiteConfig(text: string): ReadConfig {
  const notes: LineNote[] = [];
  if (text.length > maxText) {
    const reason = `the file is longer than ${maxText} characters, no site config is`;
    return { rule: undefined, carried: 0, notes: [{ line: 1, text: shortened(text), kind: 'dropped', reason }] };
  }
  const selectors: Record<SelectorField, Set<string>> = {
    body: new Set(),
    strip: new Set(),
    title: new Set(),
    authors: new Set(),
    published: new Set(),
  };
  let prune: boolean | undefined;
  let carried = 0;
  text.split(/\r\n|\r|\n/).forEach((whole, index) => {
    const written = (index === 0 ? whole.replace(/^\ufeff/, '') : whole).trim();
    if (written === '' || written.startsWith('#')) return;
    const tell = (kind: LineNote['kind'], reason: string): void =>
      void notes.push({ line: index + 1, text: shortened(written), kind, reason });
    if (written.length > maxLine) return tell('dropped', `the line is longer than ${maxLine} characters`);
    const [, directive = '', argument = '', value = ''] =
      /^([a-z_]+)\s*(?:\((.*?)\))?\s*:\s*(.*)$/i.exec(written) ?? [];
    const name = directive.toLowerCase();
    if (name === '') return tell('dropped', 'the line has no directive and a colon');
    if (name === 'prune') {
      prune = value.toLowerCase() !== 'no';
      carried += 1;
      return;
    }
    const reason = reasons[name];
    if (reason !== undefined) return tell(...reason(argument.toLowerCase()));
    const field = fields[name];
    if (field === undefined) return tell('dropped', `\`${shortened(name)}\` is no known directive`);
    if (value === '') return tell('ignored', 'it has no value');
    const found = toSelectors(field.toXPath(value), field.field);
    if (!found.ok) return tell('dropped', found.problem);
    carried += 1;
    for (const selector of found.selectors) selectors[field.field].add(selector);
    for (const difference of found.differences) tell('changed', difference);
  });
  return { rule: toRule(selectors, prune), carried, notes };
}

function toRule(
  found: Readonly<Record<SelectorField, ReadonlySet<string>>>,
  prune: boolean | undefined,
): SiteRule | undefined {
  const { body, strip, title, authors, published } = found;
  if ([body, strip, title, authors, published].every(({ size }) => size === 0)) return undefined;
  const list = (name: SelectorField): Partial<Record<SelectorField, readonly string[]>> =>
    found[name].size === 0 ? {} : { [name]: [...found[name]] };
  return {
    ...list('title'),
    ...list('authors'),
    ...list('published'),
    ...list('body'),
    ...list('strip'),
    ...(prune === false ? { prune } : {}),
  };
}

interface FieldOfFormat {
  readonly field: SelectorField;
  readonly toXPath: (value: string) => string;
}

const asWritten = (value: string): string => value;

const fields: Readonly<Record<string, FieldOfFormat>> = {
  title: { field: 'title', toXPath: asWritten },
  author: { field: 'authors', toXPath: asWritten },
  date: { field: 'published', toXPath: asWritten },
  body: { field: 'body', toXPath: asWritten },
  strip: { field: 'strip', toXPath: asWritten },
  strip_id_or_class: {
    field: 'strip',
    toXPath: (value) => `//*[contains(@class, "${bare(value)}") or contains(@id, "${bare(value)}")]`,
  },
  strip_image_src: { field: 'strip', toXPath: (value) => `//img[contains(@src, "${bare(value)}")]` },
};

/** Without quotes, as the format has it. */
function bare(value: string): string {
  return value.replace(/["']/g, '');
}

type Reason = (argument: string) => readonly [kind: 'ignored' | 'dropped', reason: string];

const ignored =
  (reason: string): Reason =>
  () => ['ignored', reason];
const dropped =
  (reason: string): Reason =>
  () => ['dropped', reason];

const isTest = ignored('it tests the config, and reads nothing');
const ownReader = ignored('Courant has one way to read HTML');
const findsParts = ignored('Courant looks for the other pages of an article itself');
const asReceived = dropped('Courant reads a page as it was received, and does not rewrite it');
const noLogin = dropped('Courant does not log in');
const pictures = ignored('Courant finds the pictures itself');

const reasons: Readonly<Record<string, Reason>> = {
  test_url: isTest,
  test_urls: isTest,
  test_contains: isTest,
  tidy: ownReader,
  parser: ownReader,
  convert_double_br_tags: ownReader,
  autodetect_on_failure: ignored('Courant always goes on with its general extractor when a rule finds nothing'),
  single_page_link: findsParts,
  single_page_link_in_feed: findsParts,
  next_page_link: findsParts,
  autodetect_next_page: findsParts,
  if_page_contains: findsParts,
  strip_attr: ignored('Markdown has no such attributes'),
  post_strip_attr: ignored('Markdown has no such attributes'),
  strip_comments: ignored('comments in HTML are never kept'),
  skip_json_ld: ignored('what a rule names goes before JSON-LD'),
  src_lazy_load_attr: pictures,
  insert_detected_image: pictures,
  find_string: asReceived,
  replace_string: asReceived,
  wrap_in: asReceived,
  move_into: asReceived,
  dissolve: asReceived,
  footnotes: dropped('Courant does not make footnotes of links'),
  native_ad_clue: dropped('a rule cannot say which pages are advertisements'),
  skip_id_or_class: dropped('a rule cannot name what is to be kept within what is left out'),
  requires_login: noLogin,
  login_uri: noLogin,
  login_username_field: noLogin,
  login_password_field: noLogin,
  login_extra_fields: noLogin,
  not_logged_in_xpath: noLogin,
  http_header: (argument) => [
    'dropped',
    argument === 'user-agent'
      ? 'Courant says who it is, and borrows no other identity'
      : argument === 'cookie'
        ? 'Courant sends no cookies'
        : 'Courant sends the same headers to all outlets',
  ],
};

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
