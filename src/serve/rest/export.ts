import { z } from 'zod';
import { exportText } from '../../pipeline/export-articles.ts';
import { operation } from './operation.ts';
import { day, languageTag, word } from './schemas.ts';
import { streamAnswer } from './stream-answer.ts';

/** Articles and their translations, no more of each than may be shown. */
export const exportOperation = operation({
  ...({ id: 'exportArticles', method: 'get', path: '/export', tag: 'Articles', scope: 'read' } as const),
  summary: 'Articles and translations as rows, written while they are read',
  mediaTypes: ['application/jsonl', 'text/csv'],
  query: z.strictObject({
    format: z.enum(['jsonl', 'csv']).default('jsonl'),
    outlet: word.optional(),
    language: languageTag.optional(),
    tag: word.optional(),
    since: day.optional(),
    until: day.optional(),
  }),
  run: async ({ context: { service }, query }) => {
    const { format, outlet, language, tag, since, until } = query;
    const selection = {
      ...(outlet !== undefined && { outlet }),
      ...(language !== undefined && { language }),
      ...(tag !== undefined && { tag }),
      ...(since !== undefined && { from: since }),
      ...(until !== undefined && { to: until }),
    };
    const { project, store, rules, clock } = service;
    const options = { selection, isPublished: true, rules, now: clock.now() };
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl';
    return streamAnswer(exportText(project, store, format, options), type, {
      'Content-Disposition': `attachment; filename="articles.${format}"`,
    });
  },
});
