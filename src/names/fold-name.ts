/** A name as it is compared: lower case, no accents, plain marks, no genitive of English. */
export function foldName(name: string): string {
  if (/^[a-z]+$/.test(name)) return name;
  if (/^[A-Za-z -]+$/.test(name)) return name.toLowerCase().replace(/ +/g, ' ').trim();
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’ʼ`´]/g, "'")
    .replace(/'s$|'$/u, '')
    .replace(/[‐‑–]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
