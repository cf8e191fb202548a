import fc from 'fast-check';

// The inputs of property tests are the same in every run: whoever changes nothing must not meet a failure. Others are looked for
// on purpose, with COURANT_SEED=random (or a number); fast-check then prints the seed of what failed.
const wanted = process.env['COURANT_SEED'] ?? '20250121';
if (wanted !== 'random') {
  const seed = Number(wanted);
  if (!Number.isInteger(seed))
    throw new TypeError(`COURANT_SEED=${wanted} is no seed: give a whole number, or "random"`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}
