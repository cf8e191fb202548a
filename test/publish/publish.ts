import type { Edition } from '../../src/model/edition.ts';
import { publishEdition } from './publish-edition.ts';
import { lookIn } from '../site-look.ts';

const looks = new Map([
  ['en', await lookIn('en')],
  ['de', await lookIn('de')],
  ['ar', await lookIn('ar')],
]);

/** A week after the newest article of the made-up edition of 90. */
export const testNow = Date.UTC(2025, 1, 5);

/** The files of a site, in the order in which they are written, by their path. */
export async function publish(
  edition: Edition,
  language: 'en' | 'de' | 'ar' = 'en',
  now = testNow,
): Promise<ReadonlyMap<string, string>> {
  const look = looks.get(language);
  if (look === undefined) throw new Error(`no look in ${language}`);
  const files = await publishEdition(edition, look, now);
  return new Map(files.map(({ path, content }) => [path, String(content)]));
}
