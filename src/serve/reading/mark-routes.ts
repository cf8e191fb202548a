import { parseArticleId } from '../../model/ids.ts';
import { markKinds } from '../../model/reader.ts';
import type { ServiceApp } from '../service.ts';
import type { ReadingContext } from './reading-context.ts';
import { backTo, formTexts, isAskedInPlace, onlyFor, readerOf } from './reading-page.ts';

const maxAtOnce = 1000;

/** `POST /app/marks`: what one button says, `<kind>:<1 or 0>:<ids>`. */
export function addMarkRoutes(app: ServiceApp, { service: { readers, clock } }: ReadingContext): void {
  app.post('/app/marks', onlyFor('mark'), async (c) => {
    const field = await formTexts(c, 20_000);
    const [, name, on, list = ''] = /^([a-z]+):([01]):([0-9a-f,]+)$/.exec(field('mark')) ?? [];
    const kind = markKinds.find((one) => one === name);
    const ids = list.split(',').flatMap((text) => parseArticleId(text) ?? []);
    if (kind === undefined || ids.length === 0 || ids.length > maxAtOnce)
      return c.text('The form does not say what to mark.\n', 400);
    readers.marks.set(readerOf(c).user.id, ids, kind, on === '1' ? clock.now() : 0);
    if (isAskedInPlace(c)) return c.json({ kind, isOn: on === '1', ids }, 200, { 'Cache-Control': 'no-store' });
    const back = backTo(field('back'));
    const [only] = ids;
    // Opening an article marks it as read: it must not right after it was marked as unread.
    const isKept = kind === 'read' && on === '0' && back.startsWith(`/app/articles/${only ?? ''}`);
    return c.redirect(isKept ? `/app/articles/${only ?? ''}?keep=unread` : back, 303);
  });
}
