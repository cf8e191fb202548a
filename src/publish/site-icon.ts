import { escapeText } from './markup.ts';

/** The icon of the site: its first letter. */
export function renderIcon(title: string): string {
  const [letter = ''] = title.match(/[\p{L}\p{N}]/u) ?? ['•'];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="10" fill="#1c1b19"/><text x="32" y="46" font-family="Georgia, serif" font-size="42" font-weight="700" text-anchor="middle" fill="#fdfcf9">${escapeText(letter.toUpperCase())}</text></svg>
`;
}
