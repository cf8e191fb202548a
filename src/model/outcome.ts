import type { SkipCode } from '../errors.ts';
import type { Elsewhere } from './article.ts';
import type { ArticleId } from './ids.ts';

/** Something normal that stops one item. `retryAt` (epoch ms) when the other side named a time; `elsewhere` when a page
 *  without text names another that may have it; `article` when it is one that is stored already. */
export interface Skip {
  readonly code: SkipCode;
  readonly detail: string;
  readonly retryAt?: number;
  readonly elsewhere?: Elsewhere;
  readonly article?: ArticleId;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly skip: Skip };

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function skipped(code: SkipCode, detail = '', retryAt?: number): { readonly ok: false; readonly skip: Skip } {
  return { ok: false, skip: retryAt === undefined ? { code, detail } : { code, detail, retryAt } };
}
