import { imageSize } from '../store/image-size.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Url } from '../model/ids.ts';
import { ok } from '../model/outcome.ts';
import { readKeptPage } from './read-kept-page.ts';
import { shrinkImage } from './shrink-image.ts';
import type { Work } from './work.ts';

/** Keeps a local copy of a picture: raw answer first, then the file. A picture that cannot be had is no reason
 *  to lose an article: the event says why, and the page shows a link instead. False when the work was stopped first. */
export async function keepImage(url: Url, work: Work): Promise<boolean> {
  const { store } = work;
  if (await store.hasImage(url)) return true;
  const failed = (detail: string): true => {
    work.report({ event: 'image-failed', source: '', url, detail });
    return true;
  };

  const kept = await readKeptPage(url, work);
  const answer = kept ? ok(kept) : await work.http.fetchPage(url, { accept: 'image/*', signal: work.signal });
  if (!answer.ok) return answer.skip.code !== 'fetch/aborted' && failed(answer.skip.code);
  if (!kept) await store.putPage(answer.value);
  const refusal = checkStatus(answer.value);
  if (refusal) return failed(refusal.code);
  const size = imageSize(answer.value.bytes);
  if (size === null) return failed('not a raster picture (PNG, JPEG, GIF, WebP, AVIF)');
  const { bytes } = answer.value;
  await store.putImage(url, { bytes, ...size }, await shrinkImage(bytes, size.width));
  work.report({ event: 'image-kept', source: '', url, detail: `${size.width}×${size.height}` });
  return true;
}
