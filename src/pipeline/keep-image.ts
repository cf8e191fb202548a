import { imageSize } from '../store/image-size.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Url } from '../model/ids.ts';
import type { Work } from './work.ts';

/** Keeps a local copy of a picture: raw answer first, then the file. A picture that cannot be had is no reason
 *  to lose an article: the event says why, and the page shows a link instead. */
export async function keepImage(url: Url, work: Work): Promise<void> {
  const { store } = work;
  if (await store.hasImage(url)) return;
  const failed = (detail: string): void => work.report({ event: 'image-failed', source: '', url, detail });

  const known = await store.latestPage(url);
  const answer =
    known?.status === 200
      ? { ok: true as const, value: await store.readPage(known) }
      : await work.http.fetchPage(url, { accept: 'image/*' });
  if (!answer.ok) return failed(answer.skip.code);
  if (known?.status !== 200) await store.putPage(answer.value);
  const refusal = checkStatus(answer.value);
  if (refusal) return failed(refusal.code);
  const size = imageSize(answer.value.bytes);
  if (size === null) return failed('not a raster picture (PNG, JPEG, GIF, WebP, AVIF)');
  await store.putImage(url, { bytes: answer.value.bytes, ...size });
  work.report({ event: 'image-kept', source: '', url, detail: `${size.width}×${size.height}` });
}
