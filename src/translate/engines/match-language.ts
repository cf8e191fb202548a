/** Names of their own that services have for languages, and the older name of Norwegian Bokmål. */
const otherNames: Readonly<Record<string, string>> = { no: 'nb', pb: 'pt-BR', zt: 'zh-Hant' };

/** A language as BCP 47 writes it, from what programs write (`eng_US`, `ZH-HANS`, `nob`); undefined for what names none. */
export function toLanguageTag(code: string): string | undefined {
  const tag = code.replaceAll('_', '-');
  try {
    return new Intl.Locale(otherNames[tag.toLowerCase()] ?? tag).baseName;
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

/** Whether two tags name one language, in whatever variant: there is nothing to translate. */
export function isSameLanguage(a: string, b: string): boolean {
  return toLanguageTag(a)?.split('-')[0] === toLanguageTag(b)?.split('-')[0];
}

/** That of a service's codes, as the service spells it, which serves a language (BCP 47); undefined when none does. The most exact one:
 *  `zh-TW` is served by `ZH-HANT`, never by a `zh` that is written otherwise; `en` by `EN-US`, where most of its readers are.
 *  Spec: likely subtags of UTS 35. */
export function matchLanguage(language: string, codes: readonly string[]): string | undefined {
  const tag = toLanguageTag(language);
  if (tag === undefined) return undefined;
  const byTag = new Map(codes.map((code) => [toLanguageTag(code), code]));
  const own = new Intl.Locale(tag);
  const likely = own.maximize();
  const plain = new Intl.Locale(own.language).maximize();
  const candidates = [tag, `${own.language}-${likely.script ?? ''}`];
  if (own.region !== undefined) candidates.push(`${own.language}-${own.region}`);
  if (likely.script === plain.script) candidates.push(own.language, `${own.language}-${plain.region ?? ''}`);
  for (const candidate of candidates) {
    const code = byTag.get(candidate);
    if (code !== undefined) return code;
  }
  return undefined;
}
