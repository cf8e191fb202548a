import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { NewsError, type ErrorCode, type ErrorContext } from '../errors.ts';

/** The NewsError `store/*` that a failed file or database operation is; one that is a NewsError already stays as it is.
 *  Told by the error codes of the system and of SQLite, never by message. */
export function toStoreError(cause: unknown, context: ErrorContext = {}): NewsError {
  if (cause instanceof NewsError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = errorCodeOf(cause);
  // SQLite says no more than that when there is no room for the files beside the database.
  const isFull = code.startsWith('SQLITE_IOERR') && context.file !== undefined && isDiskFull(context.file);
  const known = isFull ? 'store/no-space' : codeOf(code);
  const isForbidden = code === '' && context.file !== undefined && isForbiddenToUs(context.file);
  return new NewsError(isForbidden ? 'store/not-writable' : known, { detail: message, ...context, cause });
}

/** Drivers of databases do not always say so. */
function isForbiddenToUs(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return false;
  } catch (error) {
    return errorCodeOf(error) === 'EACCES';
  }
}

const fullBytes = 256 * 1024;

function isDiskFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < fullBytes;
  } catch {
    return false; // then the failure is another one
  }
}

/** Runs a file or database operation; whatever it throws leaves as NewsError `store/*`. */
export async function guard<T>(context: ErrorContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw toStoreError(cause, context);
  }
}

const fileReasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'its permissions forbid it',
  EPERM: 'its permissions forbid it',
};

/** Why a file could not be read, in words where the system has a code for it. */
export function whyUnreadable(cause: unknown): string {
  return fileReasons[errorCodeOf(cause)] ?? (cause instanceof Error ? cause.message : String(cause));
}

/** Whether a database could not be read because it is damaged. */
export function isDamage(cause: unknown): boolean {
  return cause instanceof NewsError && cause.code === 'store/corrupt-database';
}

/** `ENOENT`, `SQLITE_FULL`, …; empty when the error has no code. */
export function errorCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

function codeOf(code: string): ErrorCode {
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return 'store/no-space';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'store/not-writable';
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return 'store/not-writable';
  if (code === 'SQLITE_PERM' || code === 'SQLITE_AUTH') return 'store/not-writable';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'store/corrupt-database';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'store/locked';
  return 'store/failed';
}
