import { nearestOutlets, outletsNamed, readCatalog, type CatalogOutlet } from '../config/catalog.ts';
import { sourceFileText } from '../config/write-source.ts';
import { NewsError } from '../errors.ts';
import type { Feed } from '../model/source.ts';
import { toUrl } from '../url/normalize.ts';
import { describeCheck } from './catalog.ts';
import { formatTable, type Terminal } from './terminal.ts';

/** True for what can be no address: one or more words without dot, slash or colon. */
export function isOutletName(text: string): boolean {
  return /^[^./:]*[\p{L}\p{N}][^./:]*$/u.test(text) && text !== 'localhost';
}

/** The outlet of the catalog that a name means. Throws NewsError `cli/not-in-catalog` with the nearest ones, and `cli/misuse` when it
 *  means several. */
export async function outletNamed(name: string): Promise<CatalogOutlet> {
  const outlets = await readCatalog();
  const found = outletsNamed(outlets, name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    const detail = `${name} may be ${found.map(({ id, name: full }) => `${id} (${full})`).join(' or ')}.`;
    throw new NewsError('cli/misuse', { detail });
  }
  const near = nearestOutlets(outlets, name, 5);
  const detail = `It has nothing like "${name}".${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`;
  throw new NewsError('cli/not-in-catalog', { detail });
}

/** The address that a preview asks: that which was given, or the first feed of the outlet that is named. Throws as `outletNamed`. */
export async function addressToPreview(text: string): Promise<string> {
  if (!isOutletName(text)) return text;
  const { feeds, home } = await outletNamed(text);
  return feeds[0] ?? home;
}

/** The source file of an outlet of the catalog, which says how sure its addresses are. */
export function catalogSourceText(outlet: CatalogOutlet): string {
  const { name, home, language, country } = outlet;
  const text = sourceFileText({ name, home, language, country, feeds: feedsOf(outlet) });
  return `# From the catalog of Courant, addresses ${describeCheck(outlet)}.\n${text}`;
}

function feedsOf({ feeds }: CatalogOutlet): readonly Feed[] {
  return feeds.flatMap((text) => {
    const url = toUrl(text);
    return url === null ? [] : [{ url, kind: 'feed' as const }];
  });
}

export function sayOutlet(outlet: CatalogOutlet, terminal: Terminal): void {
  const { name, home, language, country, feeds, verified, checked } = outlet;
  terminal.say(`${terminal.style('bold', name)}  ${home}  ${language}  ${country}`);
  terminal.say(formatTable(feeds.map((url) => ['  *', 'feed', url])));
  if (verified) return terminal.say(`From the catalog, verified on ${checked}.`);
  terminal.say(
    `From the catalog, ${terminal.style('yellow', 'unverified')}: its addresses were not reached on ${checked}.`,
  );
  terminal.say(`\`courant add ${home}\` would ask the site itself.`);
}
