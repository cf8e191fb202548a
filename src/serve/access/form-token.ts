import { createHmac, randomBytes } from 'node:crypto';
import type { User } from '../../model/reader.ts';

/** Of this process: forms of pages from before a restart are sent again. */
const key = randomBytes(32);

/** What the forms of a person without a session carry. */
export function formTokenFor({ id, name }: User): string {
  return createHmac('sha256', key).update(`${id} ${name}`).digest('base64url');
}
