import { createExtractPool } from '../src/pipeline/extract-pool.ts';

/** One thread for all runs of a test file: to begin one without compiling takes a second. It ends with the process. */
export const { extract } = createExtractPool({ size: 1 });
