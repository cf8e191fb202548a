/** Every skip and error, one catalogue. A code is `stage/what-happened` and is never renamed. */

type Stage =
  | 'config'
  | 'discover'
  | 'fetch'
  | 'extract'
  | 'store'
  | 'translate'
  | 'publish'
  | 'pipeline'
  | 'import'
  | 'serve'
  | 'cli';

interface SkipEntry {
  /** One sentence: what happened. */
  readonly what: string;
  /** One sentence: what to do. */
  readonly do: string;
  /** Worth trying again later: the link waits instead of being skipped. */
  readonly retry?: true;
}
type ErrorEntry = Omit<SkipEntry, 'retry'>;

/** Normal events that stop one item. */
export const skips = {
  'discover/not-a-feed': {
    what: 'The answer is neither a feed, a sitemap nor an HTML page.',
    do: 'Open the address in a browser, and correct `url` or `kind` in the source file.',
  },
  'discover/no-links': {
    what: 'No article link was found in this page.',
    do: 'Name a feed or sitemap of the outlet instead, or a page that lists articles.',
  },
  'discover/excluded': {
    what: 'The source file leaves this address out.',
    do: 'Nothing, or change `include` or `exclude` in the source file to follow it.',
  },
  'fetch/forbidden-scheme': {
    what: 'Only http and https addresses are fetched.',
    do: 'Nothing, unless the source file names the address: then correct it.',
  },
  'fetch/forbidden-address': {
    what: 'The host resolves to a private or reserved network address.',
    do: 'Add the network to `fetch.allowNetworks` in courant.yaml if you mean to read your own machines.',
  },
  'fetch/robots-disallowed': {
    what: 'robots.txt forbids this address for our agent.',
    do: 'Respect it: remove the feed, or narrow it with `exclude` in the source file.',
  },
  'fetch/robots-unreachable': {
    what: 'robots.txt could not be read, so nothing may be fetched from this host yet.',
    do: 'Nothing: it is tried again later.',
    retry: true,
  },
  'fetch/host-not-found': {
    what: 'The host name does not resolve.',
    do: 'Check the address and the network; it is tried again later.',
    retry: true,
  },
  'fetch/connection-failed': {
    what: 'The connection failed.',
    do: 'Nothing: it is tried again later.',
    retry: true,
  },
  'fetch/timeout': {
    what: 'The answer took longer than `fetch.timeoutSeconds`.',
    do: 'Nothing: it is tried again later.',
    retry: true,
  },
  'fetch/rate-limited': {
    what: 'The host asks us to wait (429 or 503).',
    do: 'Nothing: it is tried again when the host allows it.',
    retry: true,
  },
  'fetch/server-error': {
    what: 'The host answered with a server error (5xx).',
    do: 'Nothing: it is tried again later.',
    retry: true,
  },
  'fetch/gone': {
    what: 'The page does not exist (404 or 410).',
    do: 'Nothing.',
  },
  'fetch/refused': {
    what: 'The host refuses to show the page (401, 402, 403 or 451).',
    do: 'Respect it. Ask the outlet for access, or remove the source.',
  },
  'fetch/http-error': {
    what: 'The host answered with another status than success.',
    do: 'Open the address in a browser, and correct the source file if it names it.',
  },
  'fetch/too-many-redirects': {
    what: 'The address redirects more often than `fetch.maxRedirects`.',
    do: 'Open the address in a browser, and put the final address into the source file.',
  },
  'fetch/too-large': {
    what: 'The answer is larger than `fetch.maxBytes`.',
    do: 'Raise `fetch.maxBytes` in courant.yaml if the page is really wanted.',
  },
  'fetch/bad-encoding': {
    what: 'The compressed body is broken.',
    do: 'Nothing: it is tried again later.',
    retry: true,
  },
  'fetch/aborted': {
    what: 'The fetch was stopped before the answer was complete.',
    do: 'Nothing: it is tried again in the next run.',
    retry: true,
  },
  'extract/not-html': {
    what: 'The page is not HTML.',
    do: 'Narrow the source with `exclude`.',
  },
  'extract/not-an-article': {
    what: 'The page is no article (a list, a front page, a player without text).',
    do: 'Narrow the source with `exclude`; `courant explain <url>` shows how it was judged.',
  },
  'extract/no-text': {
    what: 'No article text was found in the page.',
    do: 'Run `courant explain <url>` to see what was considered.',
  },
  'extract/no-title': {
    what: 'No title was found in the page.',
    do: 'Run `courant explain <url>` to see what was considered.',
  },
  'extract/paywalled': {
    what: 'The page says that it is not free to read, and shows only a teaser.',
    do: 'Respect it, or collect from a feed that the outlet offers to subscribers.',
  },
  'extract/too-costly': {
    what: 'Reading the page took more time or memory than a page may take, and was stopped.',
    do: 'Nothing: pages of this kind are made by mistake or with intent. The page is kept in warc/.',
  },
  'extract/failed': {
    what: 'Reading the page failed; this is a fault in Courant, and stopped nothing but this page.',
    do: 'Please report it with the detail and the address. The page is kept in warc/.',
  },
  'translate/engine-unreachable': {
    what: 'The translation engine could not be reached.',
    do: 'Check that it runs and that its address in courant.yaml is right; the article is tried again the next time.',
    retry: true,
  },
  'translate/engine-refused': {
    what: 'The translation engine refused: the key is wrong, or its own quota is used up.',
    do: 'Check the key and the account at the engine.',
    retry: true,
  },
  'translate/engine-failed': {
    what: 'The translation engine failed.',
    do: 'Look at the detail; the article is tried again the next time.',
    retry: true,
  },
  'translate/no-engine': {
    what: 'No engine translates this pair of languages.',
    do: 'Name one that does under `translate.engines` in courant.yaml, or leave the language out by a rule.',
  },
  'translate/over-budget': {
    what: 'The translation would exceed the budget.',
    do: 'Nothing: it goes on when the day or month is over. Or raise `translate.budget` in courant.yaml.',
    retry: true,
  },
  'translate/rejected': {
    what: 'Too much of what the engine answered did not pass the checks.',
    do: 'Look at the detail; another engine, or another model, may do better.',
  },
  'translate/stopped': {
    what: 'The translation was stopped.',
    do: 'Nothing: the next run goes on.',
    retry: true,
  },
  'translate/reserved': {
    what: 'The rights signals of the outlet forbid machine translation.',
    do: 'Respect it. With an agreement, name it as `permission` in the policy of the source.',
  },
  'pipeline/same-article': {
    what: 'The page is an article that is stored already under another address.',
    do: 'Nothing.',
  },
  'pipeline/not-kept': {
    what: 'The page is not in the archive, and this command asks nothing of the network.',
    do: 'Run `courant collect` if the outlet is one of your sources.',
  },
  'pipeline/gave-up': {
    what: 'The link failed too often and is not tried again.',
    do: 'Run `courant retry` when the outlet works again: then it is tried as if it were new.',
  },
  'import/no-address': {
    what: 'The stored page does not say at which address it was published.',
    do: 'Pass `--base-url` to say where the folder was published.',
  },
  'import/not-a-page': {
    what: 'The record is no HTML page with status 200.',
    do: 'Nothing.',
  },
} as const satisfies Record<`${Stage}/${string}`, SkipEntry>;

/** Things that should not happen. */
export const errors = {
  'config/not-found': {
    what: 'There is no courant.yaml here or in a folder above.',
    do: 'Run `courant init <folder>`, or name the folder with `--dir`.',
  },
  'config/invalid': {
    what: 'The configuration cannot be used.',
    do: 'Correct what is named; `courant config` then prints what is in effect.',
  },
  'config/exists': {
    what: 'There is a project in this folder already.',
    do: 'Edit its courant.yaml, add sources with `courant add <url>`, or name another folder.',
  },
  'store/locked': {
    what: 'Another process is working on this archive.',
    do: 'Wait until it has finished, or stop it. While `courant run` works, sources and jobs are also run at /app/ of its address.',
  },
  'store/no-space': {
    what: 'The disk is full.',
    do: 'Free some space and run the command again: it goes on where it stopped.',
  },
  'store/not-writable': {
    what: 'A file or folder cannot be written.',
    do: 'Give the user who runs Courant the right to write there, or run it as the one who owns the folder.',
  },
  'store/corrupt-database': {
    what: 'A database is damaged; the articles are not.',
    do: 'Run `courant reindex`: it rebuilds the index from the files. If readers.db is named, put that of a backup in its place.',
  },
  'store/not-found': {
    what: 'There is no archive in this folder yet.',
    do: 'Run `courant collect` or `courant import` first.',
  },
  'store/no-index': {
    what: 'There are articles here, but no index database of them.',
    do: 'Run `courant reindex`: it builds the database from the files.',
  },
  'store/older-archive': {
    what: 'The index was written by an older version of Courant.',
    do: 'Run a command that writes, such as `courant collect`: it brings the index up to date.',
  },
  'store/newer-archive': {
    what: 'A database was written by a newer version of Courant.',
    do: 'Update Courant. If it is the index that is named, `courant reindex` rebuilds it with this version instead.',
  },
  'store/database-away': {
    what: 'PostgreSQL cannot be reached.',
    do: 'Check `database` in courant.yaml (or COURANT_DATABASE), and that the server runs; nothing is lost.',
  },
  'store/database-refused': {
    what: 'PostgreSQL answers, and refuses.',
    do: 'Correct user, password or name of the database in `database` (or COURANT_DATABASE), or give the user the right to make a schema.',
  },
  'store/bucket-away': {
    what: 'The bucket of the archive cannot be reached.',
    do: 'Check `files.endpoint` in courant.yaml, and that the service runs; nothing is lost.',
  },
  'store/bucket-refused': {
    what: 'The service of the bucket answers, and refuses.',
    do: 'Correct `files` in courant.yaml or the credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), or make the bucket.',
  },
  'store/bucket-emptied': {
    what: 'The bucket of the archive has lost all files of a folder.',
    do: 'See whether `files.at` in courant.yaml is right. To fill the bucket again from this folder, remove .courant/bucket.db here; else remove the copies by hand.',
  },
  'store/bucket-clock': {
    what: 'The clock of this machine and that of the bucket differ by too much.',
    do: 'Set the clock of this machine, best by NTP.',
  },
  'store/lease-lost': {
    what: 'The work on this site was given to another worker, as this one was not heard of for too long.',
    do: 'Nothing: the other worker goes on with it.',
  },
  'store/bad-article-file': {
    what: 'The file is not in the form of an article.',
    do: 'Correct the front matter at the place named, or move the file out of content/.',
  },
  'store/bad-warc': {
    what: 'The WARC file cannot be read.',
    do: 'Check that the file is WARC 1.0 or 1.1, plain or gzip per record.',
  },
  'store/failed': {
    what: 'The archive could not be read or written.',
    do: 'See the detail, and run the command again when the cause is mended: it goes on where it stopped.',
  },
  'import/not-found': {
    what: 'There is nothing to import at this path.',
    do: 'Name a WARC file (.warc, .warc.gz), a folder of HTML files, or an export (.jsonl, .csv, .parquet).',
  },
  'import/not-a-feed-list': {
    what: 'This is no list of feeds.',
    do: 'Name an OPML file or its address, or a JSON file that names feed addresses under each topic.',
  },
  'pipeline/all-sources-failed': {
    what: 'No source could be read.',
    do: 'See the reasons above; check the network and the source files. `courant status` tells how each source does.',
  },
  'pipeline/git-failed': {
    what: 'The archive is stored, but could not be committed to Git.',
    do: 'Install Git, mend what it complains of, or set `git: false` in courant.yaml.',
  },
  'pipeline/no-sources': {
    what: 'There is no source to collect from.',
    do: 'Run `courant add <address of a news site>`, or `courant add <name>` with a name of `courant catalog`.',
  },
  'pipeline/not-shared': {
    what: 'Several workers need an index in PostgreSQL.',
    do: 'Put `database: postgres://…` into courant.yaml, or use `courant run`, which is one worker by itself.',
  },
  'pipeline/unknown-link': {
    what: 'This address was never found by any source.',
    do: 'Check the spelling; `courant explain <url>` reads any page.',
  },
  'publish/bad-template': {
    what: 'A template of the theme is broken.',
    do: 'Correct it, or remove it from your theme: then the one of the default theme is used.',
  },
  'serve/port-in-use': {
    what: 'The port is in use.',
    do: 'Choose another one with `--port`, or stop the program that has it; perhaps `courant run` works already.',
  },
  'serve/cannot-listen': {
    what: 'The server cannot listen at this address.',
    do: 'Name an address of this machine with `--host`, and a port above 1023 with `--port`: those below belong to the system.',
  },
  'serve/no-users': {
    what: 'Others than this machine would reach the server, and nobody has to log in.',
    do: 'Add somebody with `courant user add <name> --role admin`, or leave `--host` out.',
  },
  'serve/no-tracing': {
    what: 'Traces are asked for (OTEL_EXPORTER_OTLP_ENDPOINT), and the packages that send them are not installed.',
    do: 'Install them beside Courant as the detail says, or unset the variable.',
  },
  'serve/no-site': {
    what: 'There is no built site to serve.',
    do: 'Run `courant build` first.',
  },
  'import/bad-row': {
    what: 'The file holds something that is no article.',
    do: 'Import a file that `courant export` wrote, or one with the same columns; correct what is named.',
  },
  'cli/misuse': {
    what: 'The command was called the wrong way.',
    do: 'See the detail; the command with `--help` tells what it takes.',
  },
  'cli/broken-install': {
    what: 'A package that Courant needs is missing, or made for another kind of machine.',
    do: 'Install Courant again on this machine by `npm install`, with optional packages, and with a Node that it is made for (20.18 or later).',
  },
  'cli/bad-backup': {
    what: 'These folders cannot be backed up or restored like this.',
    do: 'Give `backup` a new folder or that of an earlier backup outside of the project, and `restore` a new one.',
  },
  'cli/no-such-article': {
    what: 'The archive has no such article.',
    do: 'Give its address as the outlet has it, or the path of its file below content/.',
  },
  'cli/no-such-user': {
    what: 'There is no user of this name.',
    do: 'Look at the names with `courant user list`.',
  },
  'cli/user-refused': {
    what: 'The users cannot be changed like this.',
    do: 'Look at them with `courant user list`; the first is added with `courant user add <name> --role admin`.',
  },
  'cli/bad-password': {
    what: 'This password will not do.',
    do: 'Take a longer one, as some words that do not belong together.',
  },
  'cli/no-such-story': {
    what: 'There is no such story, or too little of it may be shown.',
    do: 'Give its id as `courant stories` lists it; `courant regroup` finds all stories again.',
  },
  'cli/no-stories': {
    what: 'Nobody has looked for stories in this archive yet.',
    do: 'Run `courant build`, which looks for them.',
  },
  'cli/not-in-catalog': {
    what: 'The catalog holds no outlet of this name.',
    do: 'Run `courant catalog <words>` to search it, or `courant add <address>` to look at the site itself.',
  },
  'cli/not-reached': {
    what: 'The address could not be read.',
    do: 'Check its spelling and the network: does a browser show the page? Then see the detail.',
  },
  'cli/add-failed': {
    what: 'No feed, sitemap or article list was found at this address.',
    do: 'Give the address of the feed itself, or of a section page that lists articles.',
  },
} as const satisfies Record<`${Stage}/${string}`, ErrorEntry>;

export type SkipCode = keyof typeof skips;
export const skipCodes = Object.keys(skips) as readonly SkipCode[];
export type ErrorCode = keyof typeof errors;

/** True when a skip of this code leaves the link waiting. */
export function isRetryable(code: SkipCode): boolean {
  return 'retry' in skips[code];
}

/** Where something is wrong, and what. */
export interface ErrorPlace {
  readonly detail?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ErrorContext extends ErrorPlace {
  readonly url?: string;
  readonly source?: string;
  readonly cause?: unknown;
  /** More of the same kind that was found at the same time. */
  readonly also?: readonly ErrorPlace[];
}

/** Something that should not happen: bad configuration, disk full, a broken invariant. */
export class NewsError extends Error {
  readonly code: ErrorCode;
  readonly context: ErrorContext;

  constructor(code: ErrorCode, context: ErrorContext = {}) {
    const { detail, also = [], cause } = context;
    const more = also.length > 0 ? ` (and ${also.length} more)` : '';
    super(`${code}: ${errors[code].what}${detail === undefined ? '' : ` ${detail}`}${more}`, { cause });
    this.name = 'NewsError';
    this.code = code;
    this.context = context;
  }
}

/** More mistakes than these are counted, not told. */
const maxPlaces = 20;

/** A report as people read it: code, what happened, where, the detail, and what to do. No newline at the end. */
export function formatReport(code: SkipCode | ErrorCode, context: ErrorContext = {}): string {
  const entry: ErrorEntry = code in skips ? skips[code as SkipCode] : errors[code as ErrorCode];
  const { also = [] } = context;
  const untold = also.length + 1 - maxPlaces;
  const rows: [string, string | undefined][] = [
    ['file', placeOf(context)],
    ['source', context.source],
    ['url', context.url],
    ['detail', context.detail],
    ...also.slice(0, maxPlaces - 1).flatMap((place): [string, string | undefined][] => [
      ['file', placeOf(place)],
      ['detail', place.detail],
    ]),
    ['more', untold > 0 ? `${untold} more of the kind` : undefined],
    ['do', entry.do],
  ];
  const lines = rows.flatMap(([name, value]) =>
    value ? [`  ${name.padEnd(7)} ${value.replace(/\n/g, '\n          ')}`] : [],
  );
  return [`${code}   ${entry.what}`, ...lines].join('\n');
}

/** As editors and terminals open it: `file:line:column`. */
function placeOf({ file, line, column }: ErrorPlace): string | undefined {
  if (file === undefined) return undefined;
  return [file, line, line && column].filter(Boolean).join(':');
}
