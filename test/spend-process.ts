/** A process that reserves spending as long as a limit lets it: `sqlite <file>` or `postgres <address>`, then the limit in characters.
 *  Prints what it got. */
import { systemClock } from '../src/model/clock.ts';
import { IndexDatabase } from '../src/store/database.ts';
import { parseDatabaseAddress } from '../src/store/postgres/database-address.ts';
import { PostgresDatabase } from '../src/store/postgres/database.ts';
import { PostgresTranslations } from '../src/store/postgres/translations.ts';
import { TranslationTable } from '../src/store/translations.ts';

const [kind, place = '', characters = '0'] = process.argv.slice(2);
const postgres =
  kind === 'postgres' ? new PostgresDatabase(parseDatabaseAddress(place), { patienceMs: 5000 }) : undefined;
const sqlite = postgres ? undefined : new IndexDatabase(place, { mode: 'write' });
const book = postgres ? new PostgresTranslations(postgres) : sqlite && new TranslationTable(sqlite);
const limits = (['run', 'day', 'month'] as const).map((per) => ({ per, characters: Number(characters), money: 1 }));

let spent = 0;
for (;;) {
  const next = { engine: 'paid', characters: 3 + (spent % 5), money: 0 };
  if (!book || (await book.reserve(next, limits, 'one run', systemClock.now()))) break;
  spent += next.characters;
}
sqlite?.close();
await postgres?.close();
process.stdout.write(`${spent}\n`);
