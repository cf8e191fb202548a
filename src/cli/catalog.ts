import { nearestOutlets, readCatalog, searchCatalog, type CatalogOutlet } from '../config/catalog.ts';
import type { GlobalOptions } from './run-command.ts';
import { sayNext } from './say-next.ts';
import { formatTable, type Terminal } from './terminal.ts';

export interface CatalogOptions extends GlobalOptions {
  readonly country?: string;
  readonly language?: string;
}

/** `courant catalog`: the well-known outlets that fit, as a table or JSON. */
export async function runCatalog(words: readonly string[], options: CatalogOptions, terminal: Terminal): Promise<void> {
  const outlets = await readCatalog();
  const { country, language } = options;
  const found = searchCatalog(outlets, { words, country, language });
  if (options.json) return terminal.data(JSON.stringify(found, null, 2));
  const rows = found.map((outlet) => [outlet.id, outlet.name, outlet.country, outlet.language, describeCheck(outlet), outlet.home]); // prettier-ignore
  if (found.length > 0)
    terminal.data(formatTable([['id', 'name', 'country', 'language', 'addresses', 'home'], ...rows]));
  const near = found.length === 0 ? nearestOutlets(outlets, words.join(' '), 5) : [];
  const hint = near.length === 0 ? '' : ` Near: ${near.join(', ')}.`;
  const open = found.some(({ verified }) => !verified)
    ? ' Unverified: the addresses are known, but were not reached on that day.'
    : '';
  terminal.say(`${found.length} of ${outlets.length} outlets.${hint}${open}`);
  if (found.length > 0) sayNext(`add ${found[0]?.id ?? ''}`, terminal);
}

export function describeCheck({ verified, checked }: Pick<CatalogOutlet, 'verified' | 'checked'>): string {
  return `${verified ? 'verified' : 'unverified'} ${checked}`;
}
