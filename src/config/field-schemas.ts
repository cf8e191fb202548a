import { z } from 'zod';
import { toUrl } from '../url/normalize.ts';

export const language = z.string().refine(isLanguageTag, 'must be a BCP 47 language tag, as `en` or `pt-BR`');
export const address = z.string().refine((text) => toUrl(text) !== null, 'must be an absolute http or https address');
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters (ISO 3166-1), as `GB`');

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // Intl has no other way to ask
  }
}
