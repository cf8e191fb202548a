import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { toUrl } from '../url/normalize.ts';

/** Kinds of values that several settings have. `title` names them where settings are listed. */
export const language = z
  .string()
  .refine(isLanguageTag, 'must be a BCP 47 language tag, as `en` or `pt-BR`')
  .meta({ title: 'language tag (BCP 47)' });
export const address = z
  .string()
  .refine((text) => toUrl(text) !== null, 'must be an absolute http or https address, as `https://news.example/`')
  .meta({ title: 'http or https address' });
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters (ISO 3166-1), as `GB`')
  .meta({ title: 'country code (ISO 3166-1)' });
export const network = z
  .string()
  .refine((text) => ipaddr.isValidCIDR(text), 'must be a network in CIDR form, as `127.0.0.0/8`')
  .meta({ title: 'network (CIDR)' });
export const day = z.iso.date('must be a day, as `2026-09-14`').meta({ title: 'day' });
/** A text that is not empty. */
export const filledText = z.string().min(1).meta({ title: 'text' });

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // Intl has no other way to ask
  }
}
