/** The only place that reads environment variables. */
export interface Environment {
  /** Whether texts for people are colored: `never` by NO_COLOR (https://no-color.org), `always` by FORCE_COLOR; else as the terminal can. */
  readonly color: 'never' | 'always' | 'auto';
  /** The terminal can only write lines (TERM=dumb). */
  readonly isDumb: boolean;
  /** Started by `npx`: there is no command `courant` to be called next. */
  readonly isNpx: boolean;
  /** COURANT_DATABASE: takes the place of `database` in courant.yaml, so that no password stands in a file. Empty: not set. */
  readonly database: string;
  /** What S3 knows us by, as its other programs read it (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN). Empty: not set. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** AWS_REGION, AWS_DEFAULT_REGION. Empty: not set. */
  readonly region: string;
  /** What translation engines know us by: COURANT_DEEPL_KEY, COURANT_LIBRETRANSLATE_KEY, COURANT_OPENAI_KEY. Empty: not set. */
  readonly deeplKey: string;
  readonly libreTranslateKey: string;
  readonly openaiKey: string;
  /** COURANT_OIDC_SECRET: what the identity provider knows us by. Empty: not set. */
  readonly oidcSecret: string;
  /** COURANT_WEBHOOK_SECRET: of the webhooks in courant.yaml that have none of their own. Empty: not set. */
  readonly webhookSecret: string;
  /** OTEL_EXPORTER_OTLP_ENDPOINT: a collector is to be told of requests; the packages of OpenTelemetry read the rest themselves. */
  readonly hasCollector: boolean;
  /** COURANT_DEBUG: reports of errors end with the stack. */
  readonly isDebugging: boolean;
}

/** What each variable is for; docs/reference/configuration.md lists them. */
export const environmentVariables = {
  COURANT_DATABASE: 'Takes the place of `database` in courant.yaml, so that no password stands in a file.',
  COURANT_DEEPL_KEY: 'The key of the translation engine `deepl`.',
  COURANT_LIBRETRANSLATE_KEY: 'The key of `libretranslate`, if the server wants one.',
  COURANT_OPENAI_KEY: 'The key of `openai`, if the server wants one.',
  COURANT_OIDC_SECRET:
    'What the identity provider of `serve.oidc` knows this site by; without it the site is a public client.',
  COURANT_WEBHOOK_SECRET:
    'What messages of `webhooks` are signed with that have no `secret` of their own: `whsec_` and base64.',
  COURANT_DEBUG: 'Any text: reports of errors end with the stack, for who looks for their cause.',
  AWS_ACCESS_KEY_ID: 'The key of the bucket that `files` names.',
  AWS_SECRET_ACCESS_KEY: 'Its secret.',
  AWS_SESSION_TOKEN: 'With credentials that run out.',
  AWS_REGION: 'The region of the bucket, where `files.region` is left out; or `AWS_DEFAULT_REGION`.',
  AWS_DEFAULT_REGION: 'As `AWS_REGION`, which comes first.',
  OTEL_EXPORTER_OTLP_ENDPOINT:
    'Where traces of the server are sent; the packages of OpenTelemetry read their other variables.',
  NO_COLOR: 'Not empty: no colors, whatever else is set (https://no-color.org).',
  FORCE_COLOR: 'Not empty: colors on standard error also when it is no terminal; `0` or `false`: none.',
  TERM: '`dumb`: no colors, and no lines that are written over.',
  npm_command: 'Set by npm: with `exec` (as of `npx`) the next step is told as `npx courant …`.',
} as const satisfies Readonly<Record<string, string>>;

export function readEnvironment(): Environment {
  return {
    color: readColor(process.env['NO_COLOR'] ?? '', process.env['FORCE_COLOR'] ?? ''),
    isDumb: process.env['TERM'] === 'dumb',
    isNpx: process.env['npm_command'] === 'exec',
    database: process.env['COURANT_DATABASE'] ?? '',
    accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? '',
    sessionToken: process.env['AWS_SESSION_TOKEN'] ?? '',
    region: process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || '',
    deeplKey: process.env['COURANT_DEEPL_KEY'] ?? '',
    libreTranslateKey: process.env['COURANT_LIBRETRANSLATE_KEY'] ?? '',
    openaiKey: process.env['COURANT_OPENAI_KEY'] ?? '',
    oidcSecret: process.env['COURANT_OIDC_SECRET'] ?? '',
    webhookSecret: process.env['COURANT_WEBHOOK_SECRET'] ?? '',
    hasCollector: (process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '') !== '',
    isDebugging: (process.env['COURANT_DEBUG'] ?? '') !== '',
  };
}

/** Who wants no colors gets none, whatever else is set. */
function readColor(no: string, force: string): Environment['color'] {
  if (no !== '' || force === '0' || force === 'false') return 'never';
  return force === '' ? 'auto' : 'always';
}
