import { beforeEach, inject } from 'vitest';

beforeEach((context) => {
  const missing = inject('postgresMissing');
  if (missing !== undefined) context.skip(missing);
});
