import { NewsError, type ErrorCode } from '../errors.ts';

/** Undefined when the promise fails with this code: there is no project here, or nothing in it yet. */
export async function unless<T>(code: ErrorCode, promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof NewsError && error.code === code) return undefined;
    throw error;
  }
}
