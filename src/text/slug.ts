import { createHash } from 'node:crypto';

const maxBytes = 80;

/** Names that Windows keeps for devices, and those by which Hugo knows the page of a folder. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout|index)$/;

/** A file name without extension, made from a title: lower case, letters and digits of any script, hyphens between them;
 *  1 to 80 bytes of UTF-8, cut between words where that keeps half of it. Never a name that a file system or Hugo keeps
 *  for itself. A title without letters and digits gives a hash of it. */
export function slugOf(title: string): string {
  // Nothing behind the first 2,000 characters can reach the result; normalizing a whole book would cost time for nothing.
  const plain = title
    .slice(0, 2000)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC');
  const words = plain.match(/[\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}]*/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    const bytes = Buffer.byteLength(longer);
    if (bytes > maxBytes) {
      if (Buffer.byteLength(slug) < maxBytes / 2) slug = cutBytes(longer, maxBytes);
      break;
    }
    slug = longer;
  }
  if (slug === '') return `article-${createHash('sha256').update(title).digest('hex').slice(0, 12)}`;
  return reserved.test(slug) ? `${slug}-article` : slug;
}

/** The longest start of a text that is at most `limit` bytes of UTF-8 and ends between characters. */
function cutBytes(text: string, limit: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    end += character.length;
  }
  return text.slice(0, end).replace(/-+$/, '');
}
