import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackage, type BuiltPackage } from '../runs/build-package.ts';
import { guides } from './guides.ts';
import { findMissing, openGuides, type OpenedGuides } from './open-guides.ts';

let cli: BuiltPackage;
let opened: OpenedGuides;
beforeAll(() => {
  cli = buildPackage();
  opened = openGuides(cli.main, { ownPorts: false });
}, 180_000);
afterAll(() => {
  opened.remove();
  cli.remove();
}, 120_000);

for (const guide of guides) {
  test.skipIf(findMissing(guide) !== undefined)(
    `${guide.path}: its commands run and show what it says (else: npm run docs:update)`,
    async () => {
      const { differences, failure } = await opened.run(guide);
      expect({ differences, failure }).toEqual({ differences: [] });
    },
    600_000,
  );
}
