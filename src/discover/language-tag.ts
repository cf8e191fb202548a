/** A language tag as BCP 47 has it (`en_us` → `en-US`); undefined for what is none. */
export function languageTag(text: string): string | undefined {
  const tag = text.trim().replace(/_/g, '-');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(tag) || /^und\b/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined; // RangeError: not a tag, so nothing is said
  }
}
