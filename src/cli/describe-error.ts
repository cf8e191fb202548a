import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../config/environment.ts';
import { version } from '../config/version.ts';
import { formatReport, NewsError, type ErrorPlace } from '../errors.ts';
import { errorCodeOf } from '../store/store-failure.ts';

/** What a command says of something that ended it: of a NewsError what happened, where, and what to do; of anything else, which is our own
 *  fault, the lines of a report to us. With COURANT_DEBUG both end with the stack. */
export function describeError(error: unknown, command: string): string {
  const known = toKnown(error);
  if (known === undefined) return describeFault(error, command);
  const { also = [], ...context } = known.context;
  const report = formatReport(known.code, { ...context, ...shortened(context), also: also.map(shortened) });
  return readEnvironment().isDebugging ? `${report}\n\n${stackOf(known)}` : report;
}

const missingPackage: ReadonlySet<string> = new Set(['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED']);

/** A NewsError, also of what the installation lacks. */
export function toKnown(error: unknown): NewsError | undefined {
  if (error instanceof NewsError) return error;
  if (!(error instanceof Error) || !missingPackage.has(errorCodeOf(error))) return undefined;
  const detail = error.message.split('\n')[0] ?? '';
  return new NewsError('cli/broken-install', { detail, cause: error });
}

/** With a path as one would type it here. */
function shortened<T extends ErrorPlace>(place: T): T {
  const { file } = place;
  if (!file?.startsWith('/')) return place;
  const near = relative(process.cwd(), file) || '.';
  return { ...place, file: near.startsWith('../../') ? file : near };
}

function describeFault(error: unknown, command: string): string {
  const rows = [
    ['courant', `${version}, command ${command || '(none)'}`],
    ['node', `${process.version}, ${process.platform} ${process.arch}`],
    ['fault', stackOf(error)],
  ] as const;
  const lines = rows.map(([name, value]) => `  ${name.padEnd(7)} ${value.replace(/\n/g, '\n          ')}`);
  return `This is a fault in Courant. What is stored stays stored; run the command again, and it goes on where it stopped.
If it happens again, please report it with what you did and these lines, less what is private in them:

${lines.join('\n')}`;
}

const programRoot = new URL('../../', import.meta.url);

/** The stack of an error and of what caused it, with paths from the folder of the program. */
function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let at: unknown = error; at !== undefined && stacks.length < 5; at = at instanceof Error ? at.cause : undefined)
    stacks.push(at instanceof Error ? (at.stack ?? at.message) : String(at));
  return stacks.join('\nbecause of ').replaceAll(programRoot.href, '').replaceAll(fileURLToPath(programRoot), '');
}
