/** The language for Intl to speak: the one asked for, or English where it knows nothing of it; never that of the machine. */
export function localeOf(language: string): string {
  const isTag = /^[a-z]{2,3}$/.test(language);
  return isTag && Intl.DisplayNames.supportedLocalesOf([language]).length > 0 ? language : 'en';
}
